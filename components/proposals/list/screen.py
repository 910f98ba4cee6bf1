"""The proposals page: figures, tools, live list, who is here. End of the line in."""

from collections.abc import Sequence
from typing import Any

from nicegui import ui

from components.engine.light import Part
from components.kit.avatar import Face
from components.kit.buttons import Button, button
from components.kit.files import asset
from components.kit.markup import box, text
from components.kit.menus import open_menu
from components.live.element import LiveElement
from components.live.skeleton import skeleton
from components.presence import Attending
from components.presence.people_here import PeopleHere, face_of
from components.proposals.list.act_toasts import ActToasts
from components.proposals.list.actions import ProposalActions
from components.proposals.list.bar import ProposalsBar
from components.proposals.list.held import Beside, HeldProposals
from components.proposals.list.listing import Figures, Listing
from components.proposals.list.new_dialog import NewProposal, Origin
from components.proposals.list.shared import SharedList, SharedLists
from components.proposals.list.viewers import with_face
from components.realtime.badge import LiveBadge
from components.shell.frame import Frame, head_end, page_head
from components.shell.live_page import LiveScreen
from components.view.element import ViewElement
from components.view.screen import Act, Acts
from services.accounts.members import Member
from services.accounts.topics import colleague, workspace
from services.contacts.lookup import told_apart
from services.contacts.queries import contacts
from services.core import Services
from services.presence import Person
from services.proposals.figures import ListFigures
from services.proposals.list_state import START, ProposalListState, Sort
from services.proposals.topics import list_viewers
from services.signals import Unsubscribe


class ProposalsScreen(LiveElement, LiveScreen):
    """Filled once the query is ready; from then on it lives by patches."""

    def __init__(
        self, services: Services, member: Member, shell: Frame, lists: SharedLists
    ) -> None:
        super().__init__('div')
        self._services = services
        self.member = member
        self._shell = shell
        self._lists = lists
        self._shared: SharedList | None = None
        self._leave_shared: Unsubscribe = lambda: None
        self._views: tuple[ViewElement[Any], ...] = ()
        viewer = member.viewer
        # before the shares, which end after it
        self.held = HeldProposals(
            self, services, member, on_swap=self._on_swap, on_turn=self._on_turn
        )
        self._contacts = self.watch(services.live, contacts(viewer.organization_id), viewer)
        self.actions = ProposalActions(services, member, self)
        self._toasts = ActToasts(self)
        self._me = colleague(member).key
        with self:
            self._head()
            self._content = box()
            self._empty = self._empty_state()
            self._attendance = Attending(services.presence).attendance
        for part in (self._content, self._empty):
            part.set_visibility(False)
        self.on_end(self._leave)
        self.held.look_at(START)

    @property
    def root(self) -> LiveElement:
        return self

    def skeleton(self) -> ui.element:
        return skeleton('Loading proposals')

    async def ready(self) -> None:
        await self.held.ready()

    def fill(self) -> None:
        """Show what was read, and from now on whatever changes."""
        shared = self._shared
        assert shared is not None  # something is held
        with self._content:
            self._figures = ViewElement(shared.figures, acts={}, own=self._own_figures)
            self._bar = ProposalsBar(self._look)
            acts: Acts = {
                'menu': self._open_menu, 'sort': self._sort, 'more': self._show_more,
                'clear': lambda _: self._bar.reset(),
            }  # fmt: skip
            self.list = ViewElement(shared.table, acts=acts, own=self._own)
            self._menus = Part()
        self._views = (self._figures, self.list)
        self._bar.show(START)
        self._toasts.begin(self.held.acts)
        self.follow(self.held.acted, lambda _: self._toasts.hear(self.held.acts))
        self.follow(self.held.counted, lambda _: self._show_counts())
        self._show_counts()

    def enter(self) -> None:
        """Be seen here, from the moment that the page is really open."""
        topic = list_viewers(self.member.viewer.organization_id)
        presence = self._services.presence
        self.on_end(presence.on_change(topic, self._show_colleagues))
        here, me = workspace(self.member.viewer.organization_id), colleague(self.member)
        self._attendance.enter(topic, me)
        self._attendance.enter(here, me, lingers=True)
        self._show_colleagues(presence.viewers(topic))

    # parts

    def _head(self) -> None:
        with page_head('Proposals'):
            LiveBadge(self._services.realtime, *self.held.sources)
            with head_end():
                self._colleagues = PeopleHere()
                if self.member.may_edit:
                    self._new_buttons()

    def _new_buttons(self) -> None:
        with box('t-split', 'span'):
            new = button(
                'New proposal',
                icon='plus',
                kind='primary',
                on_click=lambda: self._open_new(Origin.BLANK),
                name='proposal-new',
            )
            new.props['data-key'] = 'n'
            other: Button = button(
                icon='chevron-down',
                kind='primary',
                aria_label='New from a template or another proposal',
                on_click=lambda: self._open_new(Origin.TEMPLATE),
            )
            other.classes('t-no-phone')

    def _empty_state(self) -> Any:
        with box('t-well t-empty') as element:
            box('t-empty__art', 'img', src=asset('cover/alpine.svg'), alt='')
            text('Your proposals will be here', 't-h2', 'h2')
            text(
                'Build one day by day, share it with a link, and watch your client choose '
                'while you look on.',
                tag='p',
            )
            if self.member.may_edit:
                with box('t-row'):
                    button(
                        'New proposal',
                        icon='plus',
                        kind='primary',
                        on_click=lambda: self._open_new(Origin.BLANK),
                    )
        return element

    # the line in

    def _on_swap(self) -> None:
        """Share what is shown with all who look at the same."""
        windows, viewer = self.held.windows, self.member.viewer
        queries = {key: share.shared for key, share in windows.shares.items()}
        queries[Beside.FIGURES] = self.held.counted.shared
        key = (viewer.organization_id, self.held.state)
        before, self._shared = self._shared, self._lists.enter(key, queries, self.member.time_zone)
        self._leave_shared()
        self._leave_shared = self._shared.turned.subscribe(self._show_content)
        if before:
            self._figures.screen.move(self._shared.figures)
            self.list.screen.move(self._shared.table)
            self._lists.leave(before)
            self._show_content()

    def _leave(self) -> None:
        self._leave_shared()
        if self._shared:
            self._lists.leave(self._shared)

    def _on_turn(self) -> None:
        """Whoever is no member any more sees nothing, hidden tabs included."""
        for element in self._views:
            element.screen.catch_up(even_hidden=True)
        self._show_content()

    def _own(self, listing: Listing) -> Listing:
        """Without oneself; nothing once one is no member."""
        if not self.held.is_member:
            return Listing(state=listing.state, today=listing.today)
        return listing.without(self._me)

    def _own_figures(self, figures: Figures) -> Figures:
        return figures if self.held.is_member else Figures(ListFigures(), 0, figures.month)

    def _show_counts(self) -> None:
        figures = self.held.figures
        self._bar.show_counts(figures)
        self._shell.show_count('proposals', figures.waiting, 'waiting for you')
        self._show_content()

    def _show_content(self) -> None:
        has_any = self.held.has_any
        self._content.set_visibility(has_any)
        self._empty.set_visibility(not has_any)

    # who is here

    def face(self, client: Person) -> Face:
        """The face of a client in the rail, by the proposal that they read where it is known."""
        return face_of(with_face(client, self.held.card(client.place)))

    def _show_colleagues(self, people: Sequence[Person]) -> None:
        self._colleagues.show([person for person in people if person.key != self._me])

    # what somebody does

    def _look(self, state: ProposalListState) -> None:
        self._bar.show(state)
        self.held.look_at(state)

    def _sort(self, act: Act) -> None:
        if sort := next((each for each in Sort if each == act.key), None):
            self._look(self.held.state.sorted_by(sort))

    def _show_more(self, _: Act) -> None:
        state = self.held.state
        self._look(state.expanded() if self.list.screen.state.is_short else state.doubled())

    def _open_menu(self, act: Act) -> None:
        if card := self.held.card(act.key):
            target = f'[data-key="{card.id}"] [data-act="menu"]'
            open_menu(self._menus, self.actions.items(card), label=card.title, target=target)

    def _open_new(self, origin: Origin) -> None:
        clients = list(told_apart(self._contacts.rows).values())
        NewProposal(self.held.find, clients, self.actions.create, origin)
