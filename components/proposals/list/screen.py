"""The proposals page: figures, tools, live list, who is here. End of the line in."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from components.kit.avatar import Face
from components.kit.buttons import Button, button
from components.kit.markup import box
from components.kit.menus import Item
from components.live.held_list import HeldList
from components.live.list_screen import BulkCommand
from components.live.shared_list import SharedLists
from components.presence.people_here import face_of
from components.proposals.list.act_toasts import ActToasts
from components.proposals.list.actions import ProposalActions
from components.proposals.list.bar import BAR
from components.proposals.list.beginning import Beginning
from components.proposals.list.held import HeldProposals
from components.proposals.list.listing import Figures
from components.proposals.list.new_dialog import Origin
from components.proposals.list.row import with_face
from components.proposals.list.shared import SharedProposals
from components.shell.frame import Frame
from components.shell.list_page import ListPage
from services.accounts.members import Member
from services.core import Services
from services.presence import Person
from services.proposals.cards import ProposalCard
from services.proposals.figures import ListFigures
from services.proposals.list_state import Group, ProposalListState, tab_of


class ProposalsScreen(ListPage):
    """What the list of proposals has beside what every list has."""

    held: HeldProposals
    kind, heading, art = 'proposal', 'Proposals', 'cover/alpine.svg'
    empty = (
        'Your proposals will be here',
        'Build one day by day, share it with a link, and watch your client choose while you look '
        'on.',
    )

    def __init__(
        self, services: Services, member: Member, shell: Frame, lists: SharedLists
    ) -> None:
        super().__init__(services, member, shell, lists, BAR)
        self.actions = ProposalActions(services, member, self, self.mine)
        self._beginning = Beginning(services, member, self.actions.draft)
        self._toasts = ActToasts(self)
        self.begin(HeldProposals(self, services, member))

    def share(self, held: HeldList[Any]) -> SharedProposals:
        key = (self.member.viewer.organization_id, held.state)
        presence = self.services.presence
        return SharedProposals(key, held.queries, presence, self.member.time_zone)

    def items(self, row: ProposalCard) -> Sequence[Item]:
        return self.actions.items(row)

    def bulk(self) -> Mapping[str, BulkCommand]:
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

    def _own_figures(self, figures: Figures) -> Figures:
        return figures if self.held.is_member else Figures(ListFigures(), 0, figures.month)

    def place_new(self) -> None:
        with box('t-split', 'span'):
            super().place_new()
            other: Button = button(
                icon='chevron-down',
                kind='primary',
                aria_label='New from a template or another proposal',
                on_click=lambda: self._beginning.open(Origin.TEMPLATE),
            )
            other.classes('t-no-phone')

    async def open_new(self) -> None:
        await self._beginning.open()

    # who is here

    def face(self, client: Person) -> Face:
        """The face of a client in the rail, by the proposal that they read where it is known."""
        return face_of(with_face(client, self.held.card(client.place)))
