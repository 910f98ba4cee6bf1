"""The page of one trip: when, for whom, what is open, and what there is to know. Both lines."""

from typing import ClassVar
from uuid import UUID

from components.kit.avatar import Face
from components.kit.format import counted
from components.records.plain_record import PlainRecord, Property, Prose
from components.records.record_page import PlainRecordPage
from components.trips.items import Items
from components.trips.list import TRIPS, face
from components.trips.looks import STATE, date_tile
from components.view.node import Node, el
from components.view.pieces import avatar, icon
from models import Trip
from services import time_zones
from services.accounts.members import Member
from services.core import Services
from services.trips import queries
from services.trips.cards import TripCard
from services.trips.commands import TRIP_ITEM

TRIP_PAGE: PlainRecord[Trip] = PlainRecord(
    read=queries.trip,
    found_in=TRIPS,
    hint='Name this trip',
    about='Details',
    looks=(STATE,),
    properties=(
        Property('starts_on', 'First day', 'calendar-days', 'date'),
        Property('ends_on', 'Last day', 'calendar-check', 'date'),
        Property('travellers', 'Travellers', 'users', 'decimal'),
    ),
    prose=(Prose('notes', 'Notes', 'Only colleagues see them.'),),
)


class TripPage(PlainRecordPage):
    """`TripPage(services, member, trip_id)`"""

    parts = (TRIP_ITEM,)
    classes: ClassVar[str] = 't-trip'

    def __init__(self, services: Services, member: Member, id: UUID) -> None:
        super().__init__(TRIP_PAGE, services, member, id)
        editor = self.editor
        of_trip = (id, editor.organization_id)
        self._items = editor.open_edited(TRIP_ITEM, queries.items(*of_trip))
        self._card = editor.open(queries.with_contact(*of_trip))

    def place_face(self) -> None:
        self.place_view(lambda shown: date_tile(shown.record.starts_on))

    def build_profile(self) -> None:
        self.editor.place_view(about, lambda: next(iter(self._card.rows), None))
        super().build_profile()

    def build_side(self) -> None:
        today = time_zones.today(self.editor.member.time_zone)
        Items(self.editor, self._items, self.cell_editor, trip_id=self.id, today=today)
        super().build_side()


def about(card: TripCard) -> Node:
    """For whom it is, and what was approved."""
    theirs: Face | None = face(card) if card.contact_id else None
    contact = proposal = None
    if theirs:
        contact = _link(
            f'/contacts/{card.contact_id}',
            avatar(theirs, size=32),
            theirs.name,
            counted(card.travellers, 'traveller'),
        )
    if card.proposal_id:
        tile = el('span', 't-tile t-tile--32', icon('file-text'))
        address = f'/proposals/{card.proposal_id}'
        proposal = _link(address, tile, 'The proposal', 'What was approved, with its prices')
    return el('div', 't-card t-trip__about' if theirs or proposal else '', contact, proposal)


def _link(address: str, mark: Node, name: str, words: str) -> Node:
    text = el(
        'span', 't-grow', el('span', 't-clip t-medium t-block', name),
        el('span', 't-clip t-12 t-3 t-block', words),
    )  # fmt: skip
    return el('a', 't-item', mark, text, icon('chevron-right', 14), key=address, href=address)
