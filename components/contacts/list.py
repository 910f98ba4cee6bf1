"""The list of contacts: searched, by stage and by tag, whoever has them open. Both lines."""

from components.contacts.looks import OWNER, STAGE, TAGS
from components.live.people import of_contact
from components.live.table import Column
from components.records import row
from components.records.plain_list import Nothing, PlainList
from components.records.row import RecordRow
from components.view.node import Node, el
from components.view.pieces import avatar
from models import Contact
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
        Column('Last touched', row.touched, Sort.LATEST, width='92px'),
        Column('Here', row.here, width='52px'),
        Column(cell=row.more('contact'), width='28px'),
    ),
    tabs=STAGE,
    filters=(TAGS.filter(),),
    bulk=(TAGS.bulk(), STAGE.bulk(), OWNER.bulk()),
    search='Name, mail or phone',
    symbol='user-plus',
    new={'full_name': 'Name', 'email': 'E-mail', 'phone': 'Phone', 'company': 'Company'},
    empty=(
        'Your contacts will be here',
        'Everybody you deal with, with what you know of them and offered them.',
    ),
    nothing=Nothing(
        found=('No one called “{}”', 'No name, mail, phone, city or company has these words.'),
        filtered=('No contacts match', 'Nobody here has these tags.'),
        here=('Nobody here yet', 'Change somebody’s stage, and they will be here.'),
    ),
)
