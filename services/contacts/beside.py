"""What screens read beside a contact: further channels, notes, likely doubles, where it went.

Step 5 of the line in.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, func, literal, or_, select, union
from sqlalchemy.orm import aliased
from sqlmodel import SQLModel, col

from models import Contact, ContactChannel, ContactMerge, ContactNote, ContactPair
from models.contact import FOLDED_NAME
from services.folding import folded
from services.realtime.live import (
    Figure,
    Label,
    Query,
    SharedBy,
    by,
    figure_of,
    rows_of,
)

person: Any = Contact
channel: Any = ContactChannel
merge: Any = ContactMerge
pair: Any = ContactPair
folded_name: Any = FOLDED_NAME
MOST_DOUBLES = 5
TABLES = ('contacts', 'contact_channels', 'contact_pairs')


class Double(NamedTuple):
    """Somebody who may be the same person, and why."""

    id: UUID
    full_name: str
    email: str
    city: str
    source: str
    same_email: bool
    same_phone: bool
    same_name: bool
    same_city: bool


class Went(NamedTuple):
    """Into whom a contact was merged."""

    merge_id: UUID
    kept_id: UUID
    full_name: str


class Typed(NamedTuple):
    """Of somebody who is not kept yet."""

    full_name: str = ''
    email_key: str = ''
    phone_key: str = ''


def channels_of(contact_id: UUID, organization_id: UUID) -> Query[ContactChannel]:
    """All of them, the oldest first."""
    return rows_of(
        ContactChannel, organization_id,
        of=('contact_id', contact_id), order=(by(channel.created_at),), deletable=True,
        label=Label('Channels', 'phone'), shared_by=SharedBy.ORGANIZATION,
    )  # fmt: skip


def notes_of(contact_id: UUID, organization_id: UUID) -> Query[ContactNote]:
    """What colleagues wrote, the newest first."""
    return rows_of(
        ContactNote, organization_id,
        of=('contact_id', contact_id),
        order=(by(ContactNote.created_at, descending=True),), deletable=True,
        label=Label('Notes', 'file-pen'), shared_by=SharedBy.ORGANIZATION,
    )  # fmt: skip


def went(contact_id: UUID, organization_id: UUID) -> Query[Figure[Went | None]]:
    """Into whom it was merged, if it was."""
    kept = aliased(person)
    statement = (
        select(merge.id, kept.id, kept.full_name)
        .join(kept, kept.id == merge.kept_id)
        .join(person, col(person.id) == merge.merged_id)
        .where(
            merge.merged_id == contact_id,
            col(merge.undone_at).is_(None),
            person.merged_into_id == kept.id,
        )
        .order_by(col(merge.merged_at).desc())
        .limit(1)
    )

    def value(found: Sequence[Any]) -> Went | None:
        return Went(*found[0]) if found else None

    return figure_of(
        'contact_went', organization_id, str(contact_id), statement, value=value,
        label=Label('Merges', 'merge'), tables=('contact_merges',),
    )  # fmt: skip


def doubles_of(contact_id: UUID, organization_id: UUID) -> Query[Figure[tuple[Double, ...]]]:
    """Who may be the same person, those left out who were told apart."""
    reached: Any = aliased(channel)
    own = select(reached.key).where(
        reached.contact_id == contact_id, reached.key != '', reached.deleted_at.is_(None)
    )
    mine = SQLModel.metadata.tables['contacts'].alias('mine')
    name = select(mine.c.folded_name).where(mine.c.id == contact_id).scalar_subquery()
    candidates = _candidates(organization_id, own, name)
    apart = select(pair.id).where(
        col(pair.deleted_at).is_(None),
        or_(
            (col(pair.one_id) == contact_id) & (col(pair.other_id) == person.id),
            (col(pair.other_id) == contact_id) & (col(pair.one_id) == person.id),
        ),
    )
    statement = (
        select(
            person.id, person.full_name, person.email, person.city, person.source,
            _has_key(own, 'email'), _has_key(own, 'phone'),
            folded_name == name,
            ((func.lower(person.city) == func.lower(mine.c.city)) & (person.city != '')),
        )
        .select_from(person)
        .join(mine, (mine.c.id == contact_id) & (mine.c.id != person.id))
        .where(
            person.organization_id == organization_id,
            col(person.deleted_at).is_(None),
            mine.c.deleted_at.is_(None),
            col(person.id).in_(candidates),
            ~apart.exists(),
        )
        .order_by(col(person.created_at), col(person.id))
        .limit(MOST_DOUBLES)
    )  # fmt: skip
    return figure_of(
        'contact_doubles', organization_id, str(contact_id), statement,
        value=lambda found: tuple(Double(*each) for each in found),
        label=Label('Doubles', 'merge'), tables=TABLES,
    )  # fmt: skip


def doubles_like(typed: Typed, organization_id: UUID) -> Query[Figure[tuple[Double, ...]]]:
    """The same of somebody whom one is about to add."""
    keys = [each for each in (typed.email_key, typed.phone_key) if each]
    name = folded(typed.full_name)
    statement = (
        select(
            person.id, person.full_name, person.email, person.city, person.source,
            (col(person.email_key) == typed.email_key) & (person.email_key != ''),
            (col(person.phone_key) == typed.phone_key) & (person.phone_key != ''),
            folded_name == name, literal(False),
        )
        .where(
            person.organization_id == organization_id,
            col(person.deleted_at).is_(None),
            col(person.id).in_(_candidates(organization_id, keys, name or None)),
        )
        .order_by(col(person.created_at), col(person.id))
        .limit(MOST_DOUBLES)
    )  # fmt: skip
    return figure_of(
        'contact_doubles_like', organization_id, repr(typed), statement,
        value=lambda found: tuple(Double(*each) for each in found),
        label=Label('Doubles', 'merge'), tables=TABLES,
    )  # fmt: skip


def _candidates(organization_id: UUID, keys: Any, name: Any) -> Any:
    """Ids of those who have one of the keys, or the folded name; each found by an index."""
    named = SQLModel.metadata.tables['contacts'].alias('named')
    by_key = select(channel.contact_id).where(
        channel.organization_id == organization_id,
        col(channel.deleted_at).is_(None),
        channel.key != '',
        col(channel.key).in_(keys),
    )
    by_name = select(named.c.id).where(
        named.c.organization_id == organization_id,
        named.c.deleted_at.is_(None),
        named.c.folded_name == name,
    )
    return union(by_key, by_name) if name is not None else by_key


def _has_key(own: Any, kind: str) -> ColumnElement[bool]:
    return (
        select(channel.id)
        .where(
            channel.contact_id == person.id,
            channel.kind == kind,
            col(channel.deleted_at).is_(None),
            channel.key.in_(own),
        )
        .exists()
    )
