"""The proposals page: figures, tools, live list, who is here. End of the line in."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from nicegui import ui

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
from components.proposals.list.empty import NothingHere
from components.proposals.list.figures import ProposalFigures
from components.proposals.list.held import HeldProposals
from components.proposals.list.new_dialog import NewProposal, Origin
from components.proposals.list.table import ProposalList
from components.proposals.list.viewers import RowViewers, with_face
from components.realtime.badge import LiveBadge
from components.shell.frame import Frame, head_end, page_head
from components.shell.live_page import LiveScreen
from services import time_zones
from services.accounts.members import Member
from services.accounts.topics import colleague, workspace
from services.contacts.lookup import told_apart
from services.contacts.queries import contacts
from services.core import Services
from services.presence import Person
from services.proposals.cards import ProposalCard
from services.proposals.list_state import START, ProposalListState
from services.proposals.topics import clients_here, list_viewers


class ProposalsScreen(LiveElement, LiveScreen):
    """Filled once the query is ready; from then on it lives by patches."""

    def __init__(self, services: Services, member: Member, shell: Frame) -> None:
        super().__init__('div')
        self._services = services
        self.member = member
        self._shell = shell
        viewer = member.viewer
        self.held = HeldProposals(
            self, services, member, on_change=self._on_change, on_acts=self._on_acts
        )
        self.query = self.held.windows
        self._is_filled = False
        self._contacts = self.watch(services.live, contacts(viewer.organization_id), viewer)
        self.actions = ProposalActions(services, member, self)
        self._toasts = ActToasts(self)
        self._viewers = RowViewers(self, services.presence, self._show_viewers)
        self._me = colleague(member).key
        with self:
            self._head()
            self._content = box()
            with self._content:
                self._figures = ProposalFigures(self._today())
                self._bar = ProposalsBar(self._look)
                self.list = ProposalList(self._open_menu, self._look, self._today)
                self._nothing = NothingHere(self._bar.reset)
            self._empty = self._empty_state()
            self._attendance = Attending(services.presence).attendance
        self._bar.show(START)
        self.held.look_at(START)
        for part in (self._content, self._empty):
            part.set_visibility(False)
        topic = clients_here(viewer.organization_id)
        self.on_end(services.presence.on_change(topic, self._show_client_count))
        self._show_client_count(services.presence.viewers(topic))

    @property
    def root(self) -> LiveElement:
        return self

    def skeleton(self) -> ui.element:
        return skeleton('Loading proposals')

    async def ready(self) -> None:
        await self.query.ready()

    def fill(self) -> None:
        """Show what was read, and from now on whatever changes."""
        self._is_filled = True
        self._toasts.begin(self.held.acts)
        self._on_change(frozenset())

    def enter(self) -> None:
        """Be seen here, from the moment that the page is really open."""
        topic = list_viewers(self.member.viewer.organization_id)
        presence = self._services.presence
        self.on_end(presence.on_change(topic, self._show_colleagues))
        here, me = workspace(self.member.viewer.organization_id), colleague(self.member)
        self._attendance.enter(topic, me)
        self._attendance.enter(here, me, lingers=True)
        self._show_colleagues(presence.viewers(topic))

    def _today(self) -> date:
        return time_zones.today(self.member.time_zone)

    # parts

    def _head(self) -> None:
        with page_head('Proposals'):
            LiveBadge(self._services.realtime, self.query)
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

    def _on_change(self, news: frozenset[UUID]) -> None:
        """Show what is held; `news` are the cards that came because they changed."""
        if not self._is_filled:
            return
        figures = self.held.figures
        self.list.show(self.held.sections, news)
        self._figures.show(figures)
        self._bar.show_counts(figures)
        self._shell.show_count('proposals', figures.waiting, 'waiting for you')
        rows = self.list.rows
        has_any = bool(figures.everything or rows)
        self._content.set_visibility(has_any)
        self._empty.set_visibility(not has_any)
        self._nothing.show_for(self.list.state, is_empty=has_any and not rows)
        self._viewers.watch(row.card.id for row in rows)

    def _on_acts(self) -> None:
        if self._is_filled:
            self._toasts.hear(self.held.acts)

    # who is here

    def _show_viewers(self, proposal_id: UUID, people: Sequence[Person]) -> None:
        card = self.held.card(proposal_id)
        others = [person for person in people if person.key != self._me]
        self.list.show_here(proposal_id, [face_of(with_face(one, card)) for one in others])

    def face(self, client: Person) -> Face:
        """The face of a client in the rail, by the proposal that they read where it is known."""
        card = self.held.card(UUID(client.place)) if client.place else None
        return face_of(with_face(client, card))

    def _show_client_count(self, clients: Sequence[Person]) -> None:
        self._figures.show_here(len(clients))

    def _show_colleagues(self, people: Sequence[Person]) -> None:
        self._colleagues.show([person for person in people if person.key != self._me])

    # what somebody does

    def _look(self, state: ProposalListState) -> None:
        self.list.show_state(state)
        self._bar.show(state)
        self.held.look_at(state)

    def _open_menu(self, anchor: Any, card: ProposalCard) -> None:
        open_menu(anchor, self.actions.items(card), label=card.title)

    def _open_new(self, origin: Origin) -> None:
        clients = list(told_apart(self._contacts.rows).values())
        NewProposal(self.held.find, clients, self.actions.create, origin)
