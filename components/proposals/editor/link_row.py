"""One share link: whom it is for, what it allows, until when, how often it was opened."""

from collections.abc import Sequence
from datetime import datetime

from nicegui import ui

from components.engine.directions import isolated
from components.engine.light import Part, Text
from components.kit.buttons import button
from components.kit.format import counted, short_date
from components.kit.icons import icon
from components.kit.markup import box, testid, text
from components.kit.menus import Item, open_menu
from components.kit.moments import Saying, moment, show_moment
from components.proposals.editor.editor import ProposalEditor
from components.proposals.editor.link_settings import ALLOWS, LinkSettings
from components.proposals.editor.visits import DEVICES
from models import ProposalView, ShareLink, ViewVerdict
from services import time_zones
from services.proposals import share_links


class LinkRow(Part):
    """Patched in place; an ended link shows no address."""

    def __init__(self, editor: ProposalEditor, link: ShareLink) -> None:
        super().__init__('div')
        self._editor = editor
        self.link = link
        self._url = editor.services.share_url(editor.services.tokens.token(link.id))
        self._settings: LinkSettings | None = None
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
                self._moment = moment(None, saying=Saying.AGO)
                self._device = Text()
            if editor.may_edit:
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
        over = self.is_over
        self._label.set_text(link.label)
        self._scope.set_text(ALLOWS[link.scope])
        human = [view for view in visits if view.verdict is ViewVerdict.HUMAN]
        self._visits.set_text(counted(len(human), 'visit') if human else '')
        self._show_state(human)
        if self._settings is not None and not self._settings.is_deleted:
            self._settings.show(link)
        if over != ('t-linkrow--over' in self.classes):
            self.classes(toggle='t-linkrow--over')
            self._well.classes(toggle='t-hidden')

    @property
    def is_over(self) -> bool:
        return is_over(self.link, self._now)

    @property
    def _now(self) -> datetime:
        return self._editor.services.database.now()

    def _show_state(self, visits: Sequence[ProposalView]) -> None:
        link = self.link
        seen = [] if self.is_over else visits
        last = max(seen, key=lambda view: view.created_at or datetime.min, default=None)
        device = DEVICES.get(last.device, '').lower() if last else ''
        self._state.set_text(self._in_words(is_opened=last is not None))
        show_moment(self._moment, last.created_at if last else link.revoked_at)
        self._device.set_text(f' {device}' if device else '')

    def _in_words(self, *, is_opened: bool) -> str:
        """`Ends 4 Dec 2026 · opened `, to be followed by when."""
        link = self.link
        if link.revoked_at is not None:
            return 'Revoked '
        end = link.expires_at
        ends = short_date(time_zones.last_day(end, self._editor.time_zone)) if end else ''
        if ends and has_ended(link, self._now):
            return f'Ended {ends}'
        opened = 'opened ' if is_opened else 'not opened yet'
        return f'Ends {ends} · {opened}' if ends else opened.capitalize()

    # what people do

    def _open_menu(self, at: ui.element) -> None:
        if self.is_over:
            items = [Item(label='Open it again', icon='rotate-cw', on_click=self._reopen)]
        else:
            items = [
                Item(label='Settings', icon='pencil-line', on_click=self.open_settings),
                Item(label='Revoke', icon='ban', danger=True, on_click=self._revoke),
            ]
        open_menu(at, items, label='Link actions')

    async def _revoke(self) -> None:
        if await self._editor.do(share_links.revoke, link_id=self.link.id):
            self._editor.toast(
                f'{isolated(self.link.label)}: the link no longer opens anything.',
                kind='mute',
                action=('Undo', self._reopen),
            )

    async def _reopen(self) -> None:
        done = await self._editor.do(share_links.revoke, link_id=self.link.id, revoked=False)
        if done and has_ended(self.link, self._now):
            self.open_settings()

    def open_settings(self) -> None:
        """Label, rights and end, below the row, each saved by itself."""
        self.close_settings()
        with self:
            self._settings = LinkSettings(self._editor, self.link, self.close_settings)

    def close_settings(self) -> None:
        if self._settings is not None and not self._settings.is_deleted:
            self._settings.delete()
        self._settings = None


def has_ended(link: ShareLink, now: datetime) -> bool:
    return link.expires_at is not None and link.expires_at <= now


def is_over(link: ShareLink, now: datetime) -> bool:
    """Whether the link no longer opens anything; `now` by the database's clock."""
    return link.revoked_at is not None or has_ended(link, now)
