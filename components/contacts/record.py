"""The page of one contact: what is known of them, and their proposals. Both lines."""

from functools import partial

from components.contacts.list import CONTACTS
from components.contacts.looks import STAGE, TAGS
from components.live.people import of_contact
from components.proposals.cards import proposals_card
from components.records.plain_record import Card, PlainRecord, Property, Prose
from models import Contact
from services.contacts.queries import contact
from services.proposals.windows import proposals_of

CONTACT_PAGE: PlainRecord[Contact] = PlainRecord(
    read=contact,
    found_in=CONTACTS,
    hint='Name them',
    face=of_contact,
    looks=(STAGE,),
    properties=(
        Property('email', 'E-mail', 'mail'),
        Property('phone', 'Phone', 'phone'),
        Property('city', 'City', 'map-pin'),
        Property('language', 'Language', 'languages'),
        Property('travels_with', 'Travels with', 'users'),
        Property('company', 'Company', 'building-2'),
        Property('source', 'Source', 'corner-down-right'),
    ),
    tags=TAGS,
    prose=(Prose('notes', 'Notes', 'Only colleagues see them.'),),
    cards=(
        Card(proposals_of, partial(proposals_card, nothing='What they are offered will be here.')),
    ),
)
