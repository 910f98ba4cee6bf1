"""The list of contacts: searched, by stage and by tag, whoever has them open. Both lines."""

from components.contacts.alike import alike
from components.contacts.looks import CONSENT, OPEN, OWNER, QUIET, SOURCE, STAGE, TAGS
from components.live.people import of_contact
from components.live.table import Column
from components.records import row
from components.records.plain_list import Nothing, PlainList
from components.records.row import RecordRow
from components.view.node import Node, el
from components.view.pieces import avatar, moment
from models import Contact
from services import money
from services.contacts import queries
from services.contacts.commands import CONTACT
from services.contacts.queries import Sort


def name(shown: RecordRow[Contact]) -> Node:
    """Face, name as a link, and what tells it from others of that name."""
    contact = shown.record
    about = ', '.join(part for part in (contact.company, contact.city) if part)
    return el(
        'div',
        't-line__t',
        avatar(of_contact(contact)),
        row.link(contact.full_name, f'/contacts/{contact.id}'),
        el('span', 't-clip t-12 t-3', about),
        role='cell',
    )


def open_value(shown: RecordRow[Contact]) -> Node:
    """What they could still decide for; amounts of different currencies are not added."""
    amounts = shown.more.amounts if shown.more else ()
    words = ' + '.join(money.shown(amount, currency) for currency, amount in amounts)
    glow = el('span', 't-num t-medium', words, data_glow=True) if words else el('span', 't-3', '–')
    return el('div', 't-line__open', glow, role='cell')


def last_activity(shown: RecordRow[Contact]) -> Node:
    """When something last happened around them."""
    at = queries.latest(shown.record)
    return el('div', 't-line__act', moment(at, 't-3 t-nowrap'), role='cell')


CONTACTS: PlainList[Contact] = PlainList(
    of=CONTACT,
    read=queries.CONTACTS,
    heading='Contacts',
    address='/contacts',
    columns=(
        Column('Name', name, Sort.NAME),
        STAGE.column('132px'),
        TAGS.column('Tags', '212px'),
        Column('Owner', row.owner, width='116px', is_wide=True),
        Column('Open', open_value, classes='t-right', width='96px'),
        Column('Last activity', last_activity, Sort.LATEST, width='104px'),
        Column('Here', row.here, width='52px'),
        Column(cell=row.more('contact'), width='28px'),
    ),
    filters=(
        STAGE.filter(is_offered=True),
        OWNER.filter(is_offered=True),
        TAGS.filter(is_offered=True),
        OPEN.filter(is_offered=True),
        QUIET.filter(),
        SOURCE.filter(),
        CONSENT.filter(),
    ),
    bulk=(TAGS.bulk(), STAGE.bulk(), OWNER.bulk()),
    orders={Sort.LATEST: 'Last activity', Sort.NAME: 'Name', Sort.ADDED: 'Date added'},
    search='Name, mail or phone',
    symbol='user-plus',
    brought_in='/contacts/import',
    alike=alike,
    new={'full_name': 'Name', 'email': 'E-mail', 'phone': 'Phone', 'company': 'Company'},
    empty=(
        'Your contacts will be here',
        'Everybody you deal with, with what you know of them and offered them.',
    ),
    nothing=Nothing(
        found=('No one called “{}”', 'No name, mail, phone, city or company has these words.'),
        filtered=('No contacts match', 'Nobody is all that the filters ask for.'),
        here=('Nobody here yet', 'Whoever fits this view will be here.'),
    ),
)
