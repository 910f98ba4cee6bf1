"""What screens read of contacts, and what can be chosen to look at. Step 5 of the line in."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ARRAY, Boolean, ColumnElement, Text, and_, exists, func, or_, select, true
from sqlmodel import col

from models import Contact, EventKind, Proposal, ProposalStatus
from models.contact import FOLDED_NAME, SEARCHED
from services import searching
from services.folding import folded
from services.realtime.live import Dependency, Label, Query, SharedBy, SortKey, by, row_of
from services.records.beside import Beside
from services.records.facets import Cases, Facet, days_ago
from services.records.lists import RecordList
from services.worth import total


class Sort(StrEnum):
    LATEST = 'latest'
    NAME = 'name'
    ADDED = 'added'


def latest(contact: Contact) -> datetime | None:
    """When something last happened around them."""
    return contact.last_activity_at or contact.created_at


STAGE, TAGS, SOURCE = Facet(Contact.stage), Facet(Contact.tags), Facet(Contact.source)
OWNER = Facet(Contact.owner_id, is_counted=False)
CONSENT = Facet(Contact.mail_consent, is_counted=False)
LATEST: ColumnElement[Any] = func.coalesce(Contact.last_activity_at, Contact.created_at)
"""When something last happened around them; written as in the index."""
IS_OPEN = [each for each in ProposalStatus if each.is_open]
OF_CONTACT = (
    col(Proposal.client_id) == col(Contact.id),
    col(Proposal.deleted_at).is_(None),
    col(Proposal.archived_at).is_(None),
    ~col(Proposal.is_template),
    col(Proposal.status).in_(IS_OPEN),
)
OPEN = Cases(
    'open',
    {'yes': exists().where(*OF_CONTACT)},
    depends_on=(Dependency(table='proposals', key='client_id'),),
)
"""Whether a proposal of theirs waits to be decided."""
OFFERS: ColumnElement[Any] = (
    select(
        func.array_agg(
            func.concat_ws(' ', Proposal.id, Proposal.currency, total()), type_=ARRAY(Text)
        )
    )
    .where(*OF_CONTACT)
    .correlate(Contact)
    .scalar_subquery()
)
"""Their open proposals, `<id> EUR 3543.0000` each."""


class OpenOffers(NamedTuple):
    """What a contact could still decide for."""

    held: tuple[UUID, ...] = ()
    """Ids of the proposals."""
    amounts: tuple[tuple[str, Decimal], ...] = ()
    """What they come to, by currency."""


def open_offers(found: Sequence[str] | None) -> OpenOffers:
    """Of what the database says of them."""
    sums: dict[str, Decimal] = {}
    ids = []
    for id, currency, amount in map(str.split, sorted(found or ())):
        ids.append(UUID(id))
        sums[currency] = sums.get(currency, Decimal(0)) + Decimal(amount)
    return OpenOffers(tuple(ids), tuple(sorted(sums.items())))


QUIET = Cases('quiet', {str(days): days_ago(days) > LATEST for days in (30, 60, 90)})
"""Whether nothing has happened for so many days."""
NAME: SortKey[Contact] = SortKey(sql=FOLDED_NAME, of=lambda contact: folded(contact.full_name))
CONTACTS: RecordList[Contact] = RecordList(
    table=Contact,
    label=Label('Contacts', 'users'),
    filters=(STAGE, OWNER, TAGS, OPEN, QUIET, SOURCE, CONSENT),
    sorts={
        Sort.LATEST: SortKey(sql=LATEST, of=latest, descending=True),
        Sort.NAME: NAME,
        Sort.ADDED: by(Contact.created_at, descending=True),
    },
    searched=SEARCHED,
    unread=(Contact.notes, Contact.other_channels),
    beside=Beside(
        columns=(OFFERS,),
        make=open_offers,
        depends_on=(
            Dependency(table='proposals', key='client_id'),
            Dependency(table='proposals', held_by='held'),
            Dependency(table='proposal_activities', key='proposal_id', held_by='held'),
        ),
    ),
    event=EventKind.CONTACTS_CHANGED,
)


def contact(contact_id: UUID, organization_id: UUID) -> Query[Contact]:
    """One row, or none."""
    return row_of(
        Contact, contact_id, organization_id,
        label=Label('Contact', 'users'), shared_by=SharedBy.ORGANIZATION,
    )  # fmt: skip


def maybe_meant(typed: str) -> ColumnElement[bool]:
    """Whether `lookup.find` has to look at a contact: it has these words, or they begin with it."""
    begins = func.starts_with(folded(typed), NAME.sql, type_=Boolean)
    return or_(begins, and_(true(), *searching.parts(typed, SEARCHED)))
