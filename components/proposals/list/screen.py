"""The proposals page: figures, tools, live list, who is here. End of the line in."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from nicegui import ui

from components.kit.avatar import Face
from components.kit.buttons import Button, button
from components.kit.files import asset
from components.kit.markup import box, text
from components.kit.menus import Item
from components.live.held_list import HeldList
from components.live.list_screen import Bulk, ListScreen
from components.live.shared_list import SharedLists
from components.live.skeleton import skeleton
from components.presence import Attending
from components.presence.people_here import PeopleHere, face_of
from components.proposals.list.act_toasts import ActToasts
from components.proposals.list.actions import ProposalActions
from components.proposals.list.bar import BAR
from components.proposals.list.held import HeldProposals
from components.proposals.list.listing import Figures
from components.proposals.list.new_dialog import NewProposal, Origin
from components.proposals.list.row import with_face
from components.proposals.list.shared import SharedProposals
from components.realtime.badge import LiveBadge
from components.shell.frame import Frame, head_end, page_head
from components.shell.live_page import LiveScreen
from services.accounts.members import Member
from services.accounts.topics import colleague, workspace
from services.contacts.lookup import told_apart
from services.contacts.queries import contacts
from services.core import Services
from services.presence import Person
from services.proposals.cards import ProposalCard
from services.proposals.figures import ListFigures
from services.proposals.list_state import Group, ProposalListState, tab_of
from services.proposals.topics import list_viewers


class ProposalsScreen(ListScreen, LiveScreen):
    """What the list of proposals has beside what every list has."""

    held: HeldProposals

    def __init__(
        self, services: Services, member: Member, shell: Frame, lists: SharedLists
    ) -> None:
        viewer = member.viewer
        super().__init__(
            lists, BAR, organization_id=viewer.organization_id, me=colleague(member).key
        )
        self._services = services
        self.member = member
        self._shell = shell
        # before the shares, which end after it
        held = HeldProposals(self, services, member)
        self._contacts = self.watch(services.live, contacts(viewer.organization_id), viewer)
        self.actions = ProposalActions(services, member, self, self.mine)
        self._toasts = ActToasts(self)
        with self:
            self._head(held)
            self.place(empty=self._empty_state)
            self._attendance = Attending(services.presence).attendance
        self.hold(held)

    # what it has beside the list

    def skeleton(self) -> ui.element:
        return skeleton('Loading proposals')

    def share(self, held: HeldList[Any]) -> SharedProposals:
        key = (self.member.viewer.organization_id, held.state)
        presence = self._services.presence
        return SharedProposals(key, held.queries, presence, self.member.time_zone)

    def items(self, row: ProposalCard) -> Sequence[Item]:
        return self.actions.items(row)

    def bulk(self) -> Mapping[str, Bulk]:
        if not self.member.may_edit:
            return {}
        return {
            'archive': partial(self.actions.archive_all, archived=True),
            'bring back': partial(self.actions.archive_all, archived=False),
            'delete': self.actions.delete_all,
        }

    def name_of(self, row: ProposalCard) -> str:
        return row.title

    def all_of(self, title: str) -> ProposalListState:
        return self.held.state.at_tab(tab_of(Group(title)))

    def above(self) -> None:
        self.figures = self.place_view(lambda shared: shared.figures, {}, own=self._own_figures)

    def fill(self) -> None:
        super().fill()
        self._toasts.begin(self.held.acts)
        self.follow(self.held.acted, lambda _: self._toasts.hear(self.held.acts))

    def show_counts(self) -> None:
        self._shell.show_count('proposals', self.held.figures.waiting, 'waiting for you')

    @property
    def has_any(self) -> bool:
        return bool(self.held.figures.everything) or super().has_any

    def enter(self) -> None:
        topic = list_viewers(self.member.viewer.organization_id)
        presence = self._services.presence
        self.on_end(presence.on_change(topic, self._show_colleagues))
        here, me = workspace(self.member.viewer.organization_id), colleague(self.member)
        self._attendance.enter(topic, me)
        self._attendance.enter(here, me, lingers=True)
        self._show_colleagues(presence.viewers(topic))

    def _own_figures(self, figures: Figures) -> Figures:
        return figures if self.held.is_member else Figures(ListFigures(), 0, figures.month)

    # parts

    def _head(self, held: HeldProposals) -> None:
        with page_head('Proposals'):
            LiveBadge(self._services.realtime, *held.sources)
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

    def _empty_state(self) -> ui.element:
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

    # who is here

    def face(self, client: Person) -> Face:
        """The face of a client in the rail, by the proposal that they read where it is known."""
        return face_of(with_face(client, self.held.card(client.place)))

    def _show_colleagues(self, people: Sequence[Person]) -> None:
        self._colleagues.show([person for person in people if person.key != self._me])

    def _open_new(self, origin: Origin) -> None:
        clients = list(told_apart(self._contacts.rows).values())
        NewProposal(self.held.find, clients, self.actions.create, origin)
