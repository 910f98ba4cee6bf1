"""One share link: whom it is for, what it allows, until when, how often it was opened."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time

from nicegui import ui

from components.builder.desk import Desk
from components.builder.visits import DEVICES
from components.buttons import button
from components.fields import live_input
from components.format import counted, long_ago, short_date
from components.icons import icon
from components.light import Part, Text
from components.markup import box, testid, text
from components.menus import Item, open_menu
from models import LinkScope, ProposalView, ShareLink, ViewVerdict
from services import share_links

ALLOWS = {
    LinkScope.VIEW: 'Can view',
    LinkScope.INTERACT: 'Can choose and ask',
    LinkScope.APPROVE: 'Can approve',
}


class LinkRow(Part):
    """Patched in place; an ended link shows no address."""

    def __init__(self, desk: Desk, link: ShareLink) -> None:
        super().__init__('div')
        self._desk = desk
        self.link = link
        self._url = desk.services.share_url(desk.services.tokens.token(link.id))
        self._settings: ui.element | None = None
        self.classes('t-linkrow')
        self.props.update({'role': 'listitem', 'data-row': str(link.id), 'data-enter': True})
        self.props['data-copied'] = self._url
        with self:
            with box('t-row t-linkrow__who', 'span'):
                self._label = text('', 't-medium t-clip', 'b')
                self._scope = text('', 't-tag')
            with box('t-12 t-3 t-nowrap', 'span'):
                self._visits = Text()
            with box('t-12 t-3 t-linkrow__end', 'span'):
                self._state = Text()
            if desk.may_edit:
                more = button(icon='ellipsis', kind='ghost', size='sm', aria_label='Link actions')
                more.on('click', lambda: self._open_menu(more), args=[])
            self._build_url()

    def _build_url(self) -> None:
        with box('t-url') as self._well:
            address = text(self._url, 't-clip t-grow', title=self._url)
            testid(address, 'share-link-url')
            copy = text('Copy', 't-btn t-btn--ghost t-btn--sm', 'button', type='button')
            copy.props['data-act'] = 'copy'
            with copy:
                icon('copy')

    def show(self, link: ShareLink, visits: Sequence[ProposalView]) -> None:
        """Show the row and its visits as they are now."""
        self.link = link
        over = is_over(link)
        self._label.set_text(link.label)
        self._scope.set_text(ALLOWS[link.scope])
        human = [view for view in visits if view.verdict is ViewVerdict.HUMAN]
        self._visits.set_text(counted(len(human), 'visit') if human else '')
        self._state.set_text(in_words(link, human))
        if over != ('t-linkrow--over' in self.classes):
            self.classes(toggle='t-linkrow--over')
            self._well.classes(toggle='t-hidden')

    # what people do

    def _open_menu(self, at: ui.element) -> None:
        if is_over(self.link):
            items = [Item(label='Open it again', icon='rotate-cw', on_click=self._reopen)]
        else:
            items = [
                Item(label='Settings', icon='pencil-line', on_click=self.open_settings),
                Item(label='Revoke', icon='ban', danger=True, on_click=self._revoke),
            ]
        open_menu(at, items, label='Link actions')

    async def _revoke(self) -> None:
        if await self._desk.do(share_links.revoke, link_id=self.link.id):
            self._desk.say(
                f'{self.link.label}: the link no longer opens anything.',
                kind='mute',
                action=('Undo', self._reopen),
            )

    async def _reopen(self) -> None:
        done = await self._desk.do(share_links.revoke, link_id=self.link.id, revoked=False)
        if done and has_ended(self.link):
            self.open_settings()

    def open_settings(self) -> None:
        """Label, rights and end, below the row, each saved by itself."""
        self.close_settings()
        with self, box('t-linkrow__set') as self._settings:
            live_input('Who is it for?', self.link.label, self._save_label, testid_='link-label')
            with box('t-field'):
                text('They can', 't-label')
                with box('t-seg', role='radiogroup', aria_label='They can'):
                    for scope, word in ALLOWS.items():
                        self._scope_choice(scope, word.removeprefix('Can ').capitalize())
            ends = self.link.expires_at
            value = ends.astimezone().date().isoformat() if ends else ''
            live_input(
                'Last day', value, self._save_end, kind='date', help='Empty: as long as you like.',
                testid_='link-end',
            )  # fmt: skip
            button('Done', size='sm', on_click=self.close_settings)

    def close_settings(self) -> None:
        if self._settings is not None and not self._settings.is_deleted:
            self._settings.delete()
        self._settings = None

    def _scope_choice(self, scope: LinkScope, word: str) -> None:
        choice = text(word, '', 'button', type='button', role='radio')
        chosen = 'true' if self.link.scope == scope else 'false'
        choice.props['aria-checked'] = chosen
        choice.on('click', self._chooser(scope, choice), args=[])

    def _chooser(self, scope: LinkScope, choice: ui.element) -> Callable[[], object]:
        async def choose() -> None:
            done = await self._desk.do(share_links.adjust, link_id=self.link.id, scope=scope)
            if not done or choice.is_deleted or choice.parent_slot is None:
                return
            for one in choice.parent_slot.children:
                one.props['aria-checked'] = 'true' if one is choice else 'false'

        return choose

    async def _save_label(self, value: str) -> None:
        await self._desk.run(share_links.adjust, link_id=self.link.id, label=value)

    async def _save_end(self, value: str) -> None:
        ends = end_of(date.fromisoformat(value)) if value else None
        await self._desk.run(share_links.adjust, link_id=self.link.id, expires_at=ends)


def end_of(day: date) -> datetime:
    """The last moment of a day, in the server's time zone."""
    return datetime.combine(day, time(23, 59, 59)).astimezone(UTC)


def has_ended(link: ShareLink) -> bool:
    return link.expires_at is not None and link.expires_at <= datetime.now(UTC)


def is_over(link: ShareLink) -> bool:
    """Whether the link no longer opens anything."""
    return link.revoked_at is not None or has_ended(link)


def in_words(link: ShareLink, visits: Sequence[ProposalView]) -> str:
    """`Ends 4 Dec 2026 · opened 2 minutes ago on a phone`."""
    if link.revoked_at is not None:
        return f'Revoked {long_ago(link.revoked_at)}'
    ends = link.expires_at.astimezone().date() if link.expires_at else None
    if ends and has_ended(link):
        return f'Ended {short_date(ends)}'
    last = max(visits, key=lambda view: view.created_at or datetime.min, default=None)
    device = DEVICES.get(last.device, '').lower() if last else ''
    opened = f'opened {long_ago(last.created_at)} {device}'.strip() if last else 'not opened yet'
    return ' · '.join(
        [f'Ends {short_date(ends)}', opened] if ends else [opened[0].upper() + opened[1:]]
    )
