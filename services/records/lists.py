"""What is read of a list of records, declared once: windows, counts, search, order. Step 5.

    CONTACTS = RecordList(
        table=Contact,
        label=Label('Contacts', 'users'),
        tabs=Facet(Contact.stage),
        filters=(Facet(Contact.tags),),
        sorts={Sort.LATEST: by(Contact.updated_at, descending=True), Sort.NAME: NAME},
        searched=SEARCHED,
    )

For rows of one table with an `organization_id` and a `deleted_at`, that all members see alike, or
for cards that show more than the row: `rows`, `read` and `follows` say how (`services/trips/`). A
list in groups is made of `window_of` and `figure_of`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func
from sqlalchemy import select as sql_select
from sqlalchemy.orm import defer
from sqlmodel import col, select

from models import Profile
from services import searching
from services.realtime.live import (
    Dependency,
    Figure,
    Label,
    Query,
    SortKey,
    all_rows,
    by,
    figure_of,
    window_of,
)
from services.realtime.live.list_state import ListState
from services.realtime.live.queries import Read
from services.records.beside import Beside
from services.records.facets import Facet, Told, chosen
from services.records.picked import Picked

Shown = TypeVar('Shown')
Value = TypeVar('Value')
Conditions = tuple[ColumnElement[bool], ...]
State = ListState[str, Any]
ALL = 'all'
"""The tab that shows all; the others show what has one value."""


class Owner(NamedTuple):
    """A member, as far as rows show who looks after them."""

    id: UUID
    full_name: str
    color: int
    portrait: str


class ListCounts(NamedTuple):
    """What stands around a list, whatever of it is looked at, and who may own what is in it."""

    total: int = 0
    by_facet: Mapping[str, Mapping[str, int]] = {}
    """By the names of facets, their values with the commonest first."""
    owners: tuple[Owner, ...] = ()

    def of(self, facet: Facet) -> Mapping[str, int] | None:
        """Its values with how many rows have each, once they are counted."""
        return self.by_facet.get(facet.name)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class RecordList(Generic[Shown]):
    """Makes the queries of a list."""

    table: type[Any]
    label: Label
    tabs: Facet | None = None
    """Of which each row has one value; each value has a tab. None: tabs are what somebody kept."""
    filters: tuple[Told, ...] = ()
    sorts: Mapping[StrEnum, SortKey[Shown]]
    """By what it can be put in order; it begins with the first."""
    searched: ColumnElement[str]
    """The folded words in which a search looks."""
    unread: tuple[Any, ...] = ()
    """Columns that no row shows, since they are long."""
    beside: Beside | None = None
    """What it shows beside its records."""
    event: str = ''
    """Kind of the one event that tells of a change of many; without it each row tells its own."""
    rows: Callable[[], Select[Any]] | None = None
    """Selects what `read` makes of the rows, where they show more than themselves."""
    read: Read[Shown] = all_rows
    follows: tuple[Dependency, ...] = ()
    """Which changes concern that."""

    @property
    def start(self) -> State:
        """What is shown before anything is chosen."""
        return ListState(tab=ALL, sort=next(iter(self.sorts)))

    def window(self, organization_id: UUID, state: State) -> Query[Shown]:
        """A stretch of what somebody chose to look at."""
        beside = self.beside
        read: Any = beside.read if beside else self.read
        columns: tuple[Any, ...] = (self.table, *(beside.columns if beside else ()))
        found: Any = self.rows() if self.rows else sql_select(*columns)
        return window_of(
            f'{self._name}_list',
            organization_id,
            state.name,
            found.where(*self.conditions(organization_id, state)).options(
                *(defer(each, raiseload=True) for each in self.unread)
            ),
            id=self.table.id,
            window=state.window(self._order(state)),
            read=read,
            label=self.label,
            depends_on=(
                *(self.follows or (Dependency(table=self._name, key='id'),)),
                *(beside.depends_on if beside else ()),
                *self._also(state),
            ),
            is_searched=bool(state.words),
        )

    def found(self, organization_id: UUID, state: State) -> Query[Figure[int]]:
        """How many there are of what was chosen."""
        conditions = self.conditions(organization_id, state)
        counted = select(func.count()).select_from(self.table).where(*conditions)
        return self._figure(
            'found', organization_id, state.choice.name, counted, value=lambda found: found[0],
            also=tuple(each.table for each in self._also(state)),
            is_searched=bool(state.words),
        )  # fmt: skip

    def counts(self, organization_id: UUID) -> Query[Figure[ListCounts]]:
        """Of all, whatever is chosen."""
        living = self.conditions(organization_id, self.start)
        facets = self._counted
        members = (
            select(Profile.id, Profile.full_name, Profile.color, Profile.portrait)
            .where(Profile.organization_id == organization_id)
            .order_by(col(Profile.id))
        )

        def value(
            owners: Sequence[Any], total: Sequence[int], *counted: Sequence[Any]
        ) -> ListCounts:
            by_facet = {each.name: dict(rows) for each, rows in zip(facets, counted, strict=True)}
            return ListCounts(total[0], by_facet, tuple(Owner(*each) for each in owners))

        every = select(func.count()).select_from(self.table).where(*living)
        statements = (members, every, *(each.counted(*living) for each in facets))
        return self._figure('counts', organization_id, '', *statements, value=value)

    def conditions(self, organization_id: UUID, state: State) -> Conditions:
        """What tab, filters and search let through."""
        columns: Any = self.table
        found: list[ColumnElement[bool]] = [
            columns.organization_id == organization_id,
            col(columns.deleted_at).is_(None),
        ]
        if self.tabs and self.tabs.knows(state.tab):
            found.append(self.tabs.has_any([state.tab]))
        for told in self.filters:
            if values := chosen(told, state.filters):
                found.append(told.has_any(values))
        return *found, *searching.parts(state.words, self.searched)

    def knows(self, filter: str) -> bool:
        """Whether something that was kept in a state's `filters` means anything here."""
        return any(told.knows(value) for told in self.filters for value in chosen(told, (filter,)))

    def picked(self, organization_id: UUID, picked: Picked) -> Conditions:
        """The rows that something is done with at once."""
        if picked.every is None:
            living = self.conditions(organization_id, self.start)
            return (*living, col(self.table.id).in_(picked.ids))
        found = self.conditions(organization_id, picked.every)
        return (*found, col(self.table.id).not_in(picked.ids)) if picked.ids else found

    def picked_count(self, organization_id: UUID, picked: Picked) -> Query[Figure[int]]:
        """How many there are of these rows."""
        where = self.picked(organization_id, picked)
        counted = select(func.count()).select_from(self.table).where(*where)
        return self._figure(
            'picked', organization_id, picked.name, counted, value=lambda found: found[0]
        )

    def picked_values(
        self, organization_id: UUID, picked: Picked, facet: Facet
    ) -> Query[Figure[Mapping[str, int]]]:
        """Of these rows, how many have each value."""
        return self._figure(
            f'{facet.name}_picked', organization_id, picked.name,
            facet.counted(*self.picked(organization_id, picked)),
            value=dict,
        )  # fmt: skip

    @property
    def name(self) -> str:
        """What it is called where it is kept."""
        return self._name

    @property
    def _name(self) -> str:
        return str(self.table.__tablename__)

    @property
    def _counted(self) -> list[Facet]:
        told = (*((self.tabs,) if self.tabs else ()), *self.filters)
        return [each for each in told if isinstance(each, Facet) and each.is_counted]

    def _also(self, state: State) -> list[Dependency]:
        """What of other tables a choice depends on."""
        return [
            each for told in self.filters if chosen(told, state.filters) for each in told.depends_on
        ]

    def _order(self, state: State) -> tuple[SortKey[Shown], ...]:
        key = self.sorts[state.sort]
        chosen = replace(key, descending=key.descending is not state.reverse)
        return chosen, by(self.table.id)

    def _figure(
        self,
        name: str,
        organization_id: UUID,
        what: str,
        *statements: Any,
        value: Callable[..., Value],
        also: tuple[str, ...] = (),
        is_searched: bool = False,
    ) -> Query[Figure[Value]]:
        return figure_of(
            f'{self._name}_{name}', organization_id, what, *statements, value=value,
            label=Label('Counts', 'list-filter'), tables=(self._name, *also),
            is_searched=is_searched,
        )  # fmt: skip
