"""The proposals page: figures, tools, live list, who is here. End of the line in."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from nicegui import ui

from components.kit.avatar import Face
from components.kit.buttons import Button, button
from components.kit.files import asset
from components.kit.markup import box, text
from components.kit.menus import open_menu
from components.kit.toast import toast
from components.live.element import LiveElement
from components.live.skeleton import skeleton
from components.presence import Attending
from components.presence.people_here import PeopleHere, face_of
from components.proposals.list.actions import ProposalActions
from components.proposals.list.bar import ProposalsBar
from components.proposals.list.empty import NothingHere
from components.proposals.list.figures import ProposalFigures
from components.proposals.list.list_state import ListState, figures, spoken_act
from components.proposals.list.new_dialog import NewProposal, Origin
from components.proposals.list.table import ProposalList
from components.realtime.badge import LiveBadge
from components.shell.frame import Frame, head_end, page_head
from components.shell.live_page import LiveScreen
from models.contact import CLIENT_COLOR
from models.patch import Patch, PatchKind
from services import money, time_zones
from services.accounts.members import Member
from services.accounts.topics import colleague, workspace
from services.contacts.lookup import told_apart
from services.contacts.queries import contacts
from services.core import Services
from services.naming import GUEST, Speaker, called, guest, is_own
from services.presence import Person, PersonKind
from services.proposals.cards import ProposalCard, proposal_list
from services.proposals.topics import clients_here, list_viewers, proposal_viewers


class ProposalsScreen(LiveElement, LiveScreen):
    """Filled once the query is ready; from then on it lives by patches."""

    def __init__(self, services: Services, member: Member, shell: Frame) -> None:
        super().__init__('div')
        self._services = services
        self.member = member
        self._shell = shell
        viewer = member.viewer
        self.query = self.watch(services.live, proposal_list(viewer.organization_id), viewer)
        self._contacts = self.watch(services.live, contacts(viewer.organization_id), viewer)
        self.actions = ProposalActions(services, member, self)
        self._watched: set[UUID] = set()
        self._me = colleague(member).key
        with self:
            self._head()
            self._content = box()
            with self._content:
                self._figures = ProposalFigures(self._today())
                self._bar = ProposalsBar(self._look)
                self.list = ProposalList(ListState(), self._open_menu, self._look, self._today)
                self._nothing = NothingHere(self._bar.reset)
            self._empty = self._empty_state()
            self._attendance = Attending(services.presence).attendance
        self._bar.show(self.list.view)
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
        """Show the rows that the query holds, and follow them."""
        self.list.show(self.query.rows)
        self.follow(self.query, self._on_patches)
        self._after_change()

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

    def _on_patches(self, patches: Sequence[Patch[ProposalCard]]) -> None:
        self.list.patch(patches)
        self._after_change()
        for patch in patches:
            self._say(patch)

    def _after_change(self) -> None:
        cards = self.list.cards
        found = figures(cards, today=self._today(), time_zone=self.member.time_zone)
        self._figures.show(found)
        self._bar.show_counts(found)
        self._shell.show_count('proposals', found.waiting, 'waiting for you')
        self._content.set_visibility(bool(cards))
        self._empty.set_visibility(not cards)
        self._nothing.show_for(self.list.view, is_empty=bool(cards) and not self.list.rows)
        self._watch_viewers(cards)

    def _say(self, patch: Patch[ProposalCard]) -> None:
        """A toast when a client did something; colleagues' edits only glow."""
        card, before = patch.row, patch.before
        if patch.kind is not PatchKind.UPDATE or card is None or before is None:
            return
        if card.client_activity_at == before.client_activity_at or not card.client_activity:
            return
        said = spoken_act(card.client_activity)
        act = said[:1].lower() + said[1:]
        total = f' Total now {money.shown(card.total, card.currency)}.'
        who = acting(card)
        toast(
            self,
            f'({who.side}) {act.rstrip(".")}.{total if card.total != before.total else ""}',
            bold=who.name,
            detail=card.title,
            person=client_face(card, card.client_link),
            action=('Show', f'/proposals/{card.id}'),
        )

    # who is here

    def _watch_viewers(self, cards: Sequence[ProposalCard]) -> None:
        presence = self._services.presence
        for card in cards:
            if card.id in self._watched:
                continue
            self._watched.add(card.id)
            topic = proposal_viewers(card.id)

            def show(people: tuple[Person, ...], proposal_id: UUID = card.id) -> None:
                self._show_viewers(proposal_id, people)

            self.on_end(presence.on_change(topic, show))
            if people := presence.viewers(topic):
                self._show_viewers(card.id, people)

    def _show_viewers(self, proposal_id: UUID, people: Sequence[Person]) -> None:
        card = self.list.card(proposal_id)
        others = [person for person in people if person.key != self._me]
        self.list.show_here(proposal_id, [face_of(_with_face(one, card)) for one in others])

    def face(self, client: Person) -> Face:
        """The face of a client in the rail, by the proposal that they read."""
        card = next((card for card in self.list.cards if str(card.id) == client.place), None)
        return face_of(_with_face(client, card))

    def _show_client_count(self, clients: Sequence[Person]) -> None:
        self._figures.show_here(len(clients))

    def _show_colleagues(self, people: Sequence[Person]) -> None:
        self._colleagues.show([person for person in people if person.key != self._me])

    # what somebody does

    def _look(self, view: ListState) -> None:
        self.list.show_state(view)
        self._bar.show(view)
        self._nothing.show_for(view, is_empty=not self.list.rows)

    def _open_menu(self, anchor: Any, card: ProposalCard) -> None:
        open_menu(anchor, self.actions.items(card), label=card.title)

    def _open_new(self, origin: Origin) -> None:
        clients = list(told_apart(self._contacts.rows).values())
        cards = [card for card in self.list.cards if not card.is_archived]
        NewProposal(cards, clients, self.actions.create, origin)


def acting(card: ProposalCard) -> Speaker:
    """By which link the client of a card acted last; under their own name by their own link."""
    own = card.client_link if is_own(card.client_link, card.client_name) else ''
    return guest(own, card.client_link)


def client_face(card: ProposalCard, label: str) -> Face:
    """The contact's face for their own link, else two letters of what the link is called."""
    if not is_own(label, card.client_name):
        return Face(name=called(label, GUEST), color=CLIENT_COLOR)
    return Face(name=card.client_name, color=card.client_color, portrait=card.client_portrait)


def _with_face(person: Person, card: ProposalCard | None) -> Person:
    """A link's holder with the contact's face, where the link is called by the contact's name."""
    if person.kind is not PersonKind.CLIENT or card is None:
        return person
    if not is_own(person.label or person.name, card.client_name):
        return person
    return replace(person, portrait=card.client_portrait, color=card.client_color)
