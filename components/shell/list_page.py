"""The page of a list: its head, who else looks, what stands there before anything does. Both lines.

    class ProposalsScreen(ListPage):
        kind, heading, art = 'proposal', 'Proposals', 'cover/alpine.svg'
        empty = ('Your proposals will be here', 'Build one day by day.')

        def open_new(self): …

See `components/live/list_screen.py` for the list itself. A list of records that is not grouped is
only declared: `components/records/plain_list.py`.
"""

from collections.abc import Awaitable, Sequence
from typing import Any

from nicegui import ui

from components.kit.buttons import button
from components.kit.files import asset
from components.kit.markup import box, text
from components.live.held_list import HeldList
from components.live.list_screen import ListScreen
from components.live.shared_list import SharedLists
from components.live.skeleton import skeleton
from components.live.table_bar import TableBar
from components.presence import Attending
from components.presence.people_here import PeopleHere
from components.realtime.badge import LiveBadge
from components.shell.frame import Frame, head_end, page_head
from components.shell.live_page import LiveScreen
from services.accounts.members import Member
from services.accounts.topics import colleague, workspace
from services.core import Services
from services.presence import Person
from services.records.topics import list_viewers


class ListPage(ListScreen, LiveScreen):
    """Begin with `begin`, once what it is made of is there."""

    kind = 'row'
    """What people call one: `contact`."""
    heading = ''
    symbol = 'plus'
    """Of the button for a new one."""
    empty = ('', '')
    """What will be here, and why one would begin."""
    art = ''

    def __init__(
        self,
        services: Services,
        member: Member,
        shell: Frame,
        lists: SharedLists,
        bar: TableBar[Any],
    ) -> None:
        organization_id = member.viewer.organization_id
        super().__init__(lists, bar, organization_id=organization_id, me=colleague(member).key)
        self.services = services
        self.member = member
        self.shell = shell
        self._viewers = list_viewers(self.kind, organization_id)

    # what a domain says

    def open_new(self) -> Awaitable[object] | object:
        """Somebody wants a new one."""
        raise NotImplementedError

    def place_new(self) -> None:
        """Place what begins a new one."""
        new = self._new_button(f'{self.kind}-new')
        new.props['data-key'] = 'n'

    def place_ways(self) -> None:
        """Place other ways to look at the same."""

    # the page

    def begin(self, held: HeldList[Any]) -> None:
        """Build the head, and read."""
        with self:
            with page_head(self.heading):
                LiveBadge(self.services.realtime, *held.sources)
                with head_end():
                    self._colleagues = PeopleHere()
                    self.place_ways()
                    if self.member.may_edit:
                        self.place_new()
            self.place(empty=self._empty_state)
            self._attendance = Attending(self.services.presence).attendance
        self.hold(held)

    def skeleton(self) -> ui.element:
        return skeleton(f'Loading {self.heading.lower()}')

    def enter(self) -> None:
        presence, me = self.services.presence, colleague(self.member)
        self.on_end(presence.on_change(self._viewers, self._show_colleagues))
        self._attendance.enter(self._viewers, me)
        self._attendance.enter(workspace(self.member.viewer.organization_id), me, lingers=True)
        self._show_colleagues(presence.viewers(self._viewers))

    def _show_colleagues(self, people: Sequence[Person]) -> None:
        self._colleagues.show([person for person in people if person.key != self._me])

    def _new_button(self, name: str = '') -> ui.element:
        return button(
            f'New {self.kind}',
            icon=self.symbol,
            kind='primary',
            on_click=self.open_new,
            name=name,
        )

    def _empty_state(self) -> ui.element:
        title, detail = self.empty
        with box('t-well t-empty') as element:
            if self.art:
                box('t-empty__art', 'img', src=asset(self.art), alt='')
            text(title, 't-h2', 'h2')
            text(detail, tag='p')
            if self.member.may_edit:
                with box('t-row'):
                    self._new_button()
        return element
