"""What screens read of contacts, and what can be chosen to look at. Step 5 of the line in."""

from enum import StrEnum
from uuid import UUID

from sqlalchemy import Boolean, ColumnElement, and_, func, or_, true

from models import Contact
from models.contact import FOLDED_NAME, SEARCHED
from services import searching
from services.folding import folded
from services.realtime.live import Label, Query, SharedBy, SortKey, by, row_of
from services.records.facets import Facet
from services.records.lists import RecordList


class Sort(StrEnum):
    LATEST = 'latest'
    NAME = 'name'


STAGE, TAGS, OWNER = Facet(Contact.stage), Facet(Contact.tags), Facet(Contact.owner_id)
NAME: SortKey[Contact] = SortKey(sql=FOLDED_NAME, of=lambda contact: folded(contact.full_name))
CONTACTS: RecordList[Contact] = RecordList(
    table=Contact,
    label=Label('Contacts', 'users'),
    tabs=STAGE,
    filters=(TAGS,),
    sorts={Sort.LATEST: by(Contact.updated_at, descending=True), Sort.NAME: NAME},
    searched=SEARCHED,
    unread=(Contact.notes,),
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
