"""The workspace around a page: rail, sheet, bottom bar, toasts.

Made once for each page load; pages fill the sheet.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from nicegui import ui

from components.accounts.time_zone import TimeZoneDialog
from components.engine.directions import isolated
from components.engine.light import Text
from components.kit.avatar import Face, face
from components.kit.icons import icon
from components.kit.logo import mark
from components.kit.markup import box, show, text
from components.kit.menus import Item, open_menu
from components.kit.toast import Toasts
from components.notifications.bell import Bell
from components.notifications.notices import Notices
from models import MemberRole
from services.accounts.members import Member
from services.core import Services

PLACES = (
    ('dashboard', 'Dashboard', '/', 'layout-dashboard'),
    ('proposals', 'Proposals', '/proposals', 'file-text'),
    ('contacts', 'Contacts', '/contacts', 'users'),
    ('trips', 'Trips', '/trips', 'luggage'),
)
"""(key, label, address, icon): only places that exist; on phones the first five at most."""
WAITING = frozenset({'proposals'})
"""Places whose count is what waits for somebody; the others say how many there are."""
PHONE_LABELS = {'dashboard': 'Home'}


@dataclass(slots=True, kw_only=True)
class Frame:
    """What a page may fill or change in the frame."""

    page: ui.element
    """The sheet's content column."""
    here: ui.element
    """Under "Clients here now" in the rail; hidden until `show_here`."""
    counts: dict[str, list[Text]]
    """Counters beside the places, by key; `show_count` sets them."""
    here_box: ui.element

    def show_count(self, place: str, count: int, meaning: str) -> None:
        """Show how many there are at a place: `show_count('proposals', 3, 'waiting for you')`."""
        shown = f'{count:,}' if count else ''
        for counter in self.counts[place]:
            if counter.text == shown:
                continue
            counter.set_text(shown)
            counter.props['aria-label'] = f'{count:,} {meaning}'
            show(counter, bool(count))

    def show_here(self, anybody: bool) -> None:
        """Show or hide "Clients here now"."""
        show(self.here_box, anybody)


@contextmanager
def frame(
    services: Services, member: Member, *, active: str = 'dashboard', above_dock: bool = False
) -> Iterator[Frame]:
    """Build the workspace and open its sheet: `with frame(services, member) as shell: …`.

    `above_dock` lifts toasts over a dock at the bottom of a phone's screen.
    """
    counts: dict[str, list[Text]] = {key: [] for key, *_ in PLACES}
    text('Skip to content', 't-skip', 'a', href='#content')
    with box('t-app'):
        with box('t-rail', 'nav', aria_label='Main'):
            _organization(member)
            with box('t-nav'):
                _places(active, counts)
            with box('t-rail__here t-hidden') as here_box:
                text('Clients here now', 't-over t-nav__label', 'div')
                here = box(role='group', aria_label='Clients here now')
            with box('t-rail__foot'):
                _me(services, member)
        with box('t-sheet', 'main', id_='content', tabindex='-1'):
            Notices(services, member)
            with box('t-page') as page:
                yield Frame(page=page, here=here, counts=counts, here_box=here_box)
    with box('t-bottom', 'nav', aria_label='Main, phone'):
        _places(active, counts, size=20)
        _account(services, member)
    Toasts(above_dock=above_dock)


@contextmanager
def page_head(title: str = '', *, serif: bool = False) -> Iterator[ui.element]:
    """The line over a page: title, then what the page adds; on phones it sticks to the top.

    Put actions into `with head_end(): …`.
    """
    with box('t-head t-head--bar', 'header') as head:
        if title:
            text(title, 't-h1' + (' t-h1--serif' if serif else ''), 'h1')
        yield head


def head_end() -> ui.element:
    """The far end of a page's head: presence, then actions, the primary one last."""
    return box('t-head__end')


def _organization(member: Member) -> None:
    with box('t-org', 'a', href='/', title=member.organization):
        with box('t-org__mark', 'span'):
            mark()
        text(member.organization, 't-label-hide t-clip')


def _places(active: str, counts: dict[str, list[Text]], *, size: int = 16) -> None:
    for key, label, address, symbol in PLACES:
        current = 'page' if key == active else None
        with box(tag='a', href=address, aria_current=current, title=label):
            icon(symbol, size)
            is_phone = size != 16
            said = PHONE_LABELS.get(key, label) if is_phone else label
            text(said, '' if is_phone else 't-label-hide')
            if key in counts and (key in WAITING or not is_phone):
                look = ' t-count--on' * (key in WAITING)
                counts[key].append(text('', f't-count{look} t-hidden'))


def _face(member: Member) -> Face:
    return Face(name=member.name, color=member.color, portrait=member.portrait)


def _me(services: Services, member: Member) -> None:
    with box('t-me'):
        who = box('t-me__who', 'button', type='button', aria_haspopup='menu')
        who.props['aria-label'] = f'{isolated(member.name)}, account'
        who.on('click', lambda: _account_menu(who, services, member), args=[])
        with who:
            face(_face(member), size=28)
            text(member.name, 't-clip t-medium t-label-hide')
        Bell(services, member)
        _theme_switch()


def _theme_switch() -> None:
    switch = box('t-btn t-btn--ghost t-btn--icon t-btn--sm t-theme t-label-hide', 'button')
    switch.props.update({'type': 'button', 'aria-label': 'Switch theme', 'title': 'Switch theme'})
    switch.on('click', js_handler='() => window.tradewind.toggleTheme()')
    with switch:
        icon('moon')
        icon('sun')


def _account(services: Services, member: Member) -> None:
    button = box('t-bottom__me', 'button', type='button', aria_haspopup='menu')
    button.props['aria-label'] = f'{isolated(member.name)}, account'
    button.on('click', lambda: _account_menu(button, services, member), args=[])
    with button:
        face(_face(member), size=20)
        text('Account')


def _account_menu(anchor: ui.element, services: Services, member: Member) -> None:
    def open_time_zone() -> None:
        with anchor:  # the menu goes when it closes
            TimeZoneDialog(services, member)

    zone = Item(label='Time zone', icon='clock', on_click=open_time_zone)
    items = [
        *([zone] if member.role is MemberRole.OWNER else []),
        Item(label='Realtime', icon='refresh-cw', href='/realtime'),
        Item(label='Switch theme', icon='moon', js='() => window.tradewind.toggleTheme()'),
        Item(label='Sign out', icon='log-out', js='() => window.tradewind.signOut()'),
        Item(
            label='Sign out everywhere',
            icon='log-out',
            js="() => window.tradewind.signOut('?everywhere=1')",
        ),
    ]
    open_menu(anchor, items, label=member.email)
