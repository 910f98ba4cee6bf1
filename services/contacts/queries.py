"""What screens read of contacts, and what can be chosen to look at. Step 5 of the line in."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from sqlalchemy import Boolean, ColumnElement, Text, and_, func, or_, true
from sqlalchemy.orm import defer
from sqlmodel import col, select

from models import Contact, ContactStage, Profile
from models.contact import FOLDED_NAME, SEARCHED
from services import searching
from services.folding import folded
from services.realtime.live import (
    Dependency,
    Figure,
    Label,
    Query,
    SharedBy,
    SortKey,
    by,
    figure_of,
    row_of,
    window_of,
)
from services.realtime.live.list_state import ListState

Value = TypeVar('Value')
CONTACTS = Label('Contacts', 'users')
MOST_TAGS = 200
"""So many different ones are offered to choose from."""
NAME: SortKey[Contact] = SortKey(sql=FOLDED_NAME, of=lambda contact: folded(contact.full_name))
Conditions = tuple[ColumnElement[bool], ...]


class Tab(StrEnum):
    ALL = 'All'
    LEADS = 'Leads'
    IN_CONVERSATION = 'In conversation'
    CLIENTS = 'Clients'
    CUSTOMERS = 'Customers'


class Sort(StrEnum):
    NAME = 'name'
    LATEST = 'latest'


STAGES = dict(zip(list(Tab)[1:], ContactStage, strict=True))
"""What a tab shows; the first one shows all."""
ContactListState = ListState[Tab, Sort]
"""Its filters are tags: what has one of them is shown."""
START: ContactListState = ListState(tab=Tab.ALL, sort=Sort.LATEST)


class Owner(NamedTuple):
    """A member, as far as rows show who looks after them."""

    id: UUID
    full_name: str
    color: int
    portrait: str


class ContactCounts(NamedTuple):
    """What stands around the list, and who may own what is in it."""

    tabs: Mapping[Tab, int] = {}
    tags: Mapping[str, int] = {}
    """The commonest first."""
    owners: tuple[Owner, ...] = ()


def contact(contact_id: UUID, organization_id: UUID) -> Query[Contact]:
    """One row, or none."""
    return row_of(
        Contact, contact_id, organization_id,
        label=Label('Contact', 'users'), shared_by=SharedBy.ORGANIZATION,
    )  # fmt: skip


def contact_window(organization_id: UUID, state: ContactListState) -> Query[Contact]:
    """The first contacts of what somebody chose to look at, without their notes."""
    notes: Any = Contact.note
    found = select(Contact).where(*shown_in(organization_id, state))
    return window_of(
        'contact_list',
        organization_id,
        state.name,
        found.options(defer(notes, raiseload=True)),
        id=Contact.id,
        window=state.window(sort_keys(state)),
        label=CONTACTS,
        depends_on=(Dependency(table='contacts', key='id'),),
        is_searched=bool(state.words),
    )


def contact_counts(organization_id: UUID) -> Query[Figure[ContactCounts]]:
    """Of all, whatever is chosen."""
    living = shown_in(organization_id, START)
    tag: ColumnElement[str] = func.unnest(Contact.tags, type_=Text).label('tag')
    count = func.count()
    return _figure(
        'contact_counts',
        organization_id,
        START,
        select(Contact.stage, count).where(*living).group_by(col(Contact.stage)),
        select(tag, count)
        .where(*living)
        .group_by(tag)
        .order_by(count.desc(), tag)
        .limit(MOST_TAGS),
        select(Profile.id, Profile.full_name, Profile.color, Profile.portrait)
        .where(Profile.organization_id == organization_id)
        .order_by(col(Profile.id)),
        value=_counts,
    )


def found_contacts(organization_id: UUID, state: ContactListState) -> Query[Figure[int]]:
    """How many there are of what was chosen."""
    counted = select(func.count()).select_from(Contact).where(*shown_in(organization_id, state))
    return _figure('contacts_found', organization_id, state, counted, value=lambda found: found[0])


def _figure(
    name: str,
    organization_id: UUID,
    state: ContactListState,
    *statements: Any,
    value: Callable[..., Value],
) -> Query[Figure[Value]]:
    return figure_of(
        name, organization_id, state.choice.name, *statements, value=value,
        label=Label('Counts', 'list-filter'), tables=('contacts',), is_searched=bool(state.words),
    )  # fmt: skip


def _counts(stages: Sequence[Any], tags: Sequence[Any], owners: Sequence[Any]) -> ContactCounts:
    by_stage = dict(stages)
    tabs = {tab: by_stage.get(stage, 0) for tab, stage in STAGES.items()}
    return ContactCounts(
        {Tab.ALL: sum(tabs.values()), **tabs}, dict(tags), tuple(Owner(*each) for each in owners)
    )


def shown_in(organization_id: UUID, state: ContactListState) -> Conditions:
    """What tab, tags and search let through."""
    tags: Any = col(Contact.tags)
    found: list[ColumnElement[bool]] = [
        col(Contact.organization_id) == organization_id,
        col(Contact.deleted_at).is_(None),
    ]
    if state.tab in STAGES:
        found.append(col(Contact.stage) == STAGES[state.tab])
    if state.filters:
        found.append(tags.overlap(sorted(state.filters)))
    return *found, *searching.parts(state.words, SEARCHED)


def sort_keys(state: ContactListState) -> tuple[SortKey[Contact], ...]:
    if state.sort is Sort.LATEST:
        return by(Contact.updated_at, descending=not state.reverse), by(Contact.id)
    return replace(NAME, descending=state.reverse), by(Contact.id)


def maybe_meant(typed: str) -> ColumnElement[bool]:
    """Whether `lookup.find` has to look at a contact: it has these words, or they begin with it."""
    begins = func.starts_with(folded(typed), NAME.sql, type_=Boolean)
    return or_(begins, and_(true(), *searching.parts(typed, SEARCHED)))
