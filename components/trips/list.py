"""The list of trips: by state, what leaves next first, and what is open of each. Both lines."""

from components.kit.avatar import Face
from components.live.table import Column
from components.records import row
from components.records.plain_list import Nothing, PlainList
from components.records.row import RecordRow
from components.trips.looks import OWNER, STATE, dates, openness, who
from components.view.node import Node, el
from components.view.pieces import avatar, icon
from services.trips import queries
from services.trips.cards import TripCard
from services.trips.commands import TRIP
from services.trips.queries import Sort

Row = RecordRow[TripCard]


def face(card: TripCard) -> Face:
    """Of whom it is for."""
    return Face(name=card.contact_name, color=card.contact_color, portrait=card.contact_portrait)


def title(shown: Row) -> Node:
    """Whom it is for, what it is called, and how many go."""
    card = shown.record
    nobody = el('span', 't-av', icon('luggage', 14), aria_hidden='true')
    return el(
        'div',
        't-line__t',
        avatar(face(card)) if card.contact_name else nobody,
        row.link(card.title, f'/trips/{card.id}'),
        el('span', 't-clip t-12 t-3', who(card)),
        role='cell',
    )


def travel(shown: Row) -> Node:
    card = shown.record
    words = dates(card) or 'No dates yet'
    look = '' if card.starts_on else 't-3'
    return el('div', 't-line__act t-nowrap', el('span', look, words, data_glow=True), role='cell')


def confirmed(shown: Row) -> Node:
    return el('div', 't-line__status', openness(shown.record), role='cell')


TRIPS: PlainList[TripCard] = PlainList(
    of=TRIP,
    read=queries.TRIPS,
    heading='Trips',
    address='/trips',
    columns=(
        Column('Trip', title, Sort.TITLE),
        STATE.column('112px'),
        Column('Dates', travel, Sort.START, width='172px'),
        Column('To confirm', confirmed, width='128px', is_wide=True),
        Column('Owner', row.owner, width='116px', is_wide=True),
        Column('Here', row.here, width='52px'),
        Column(cell=row.more('trip'), width='28px'),
    ),
    tabs=STATE,
    filters=(OWNER.filter(),),
    search='Title or name',
    new={'title': 'Title', 'contact': 'For whom', 'starts_on': 'First day', 'ends_on': 'Last day'},
    empty=(
        'Your trips will be here',
        'Start one from a proposal that was approved, or plan one by hand.',
    ),
    nothing=Nothing(
        found=('No trip “{}”', 'No title, note or name has these words.'),
        filtered=('No trips match', 'Nobody here looks after any of them.'),
        here=('Nothing here yet', 'Change a trip’s state, and it will be here.'),
    ),
)
