"""A list of records that is not grouped, declared once. Pure but for presence; line in, step 6.

    CONTACTS: PlainList[Contact] = PlainList(
        of=CONTACT,
        read=queries.CONTACTS,
        heading='Contacts',
        columns=(Column('Name', name, Sort.NAME), STAGE.column('132px'), …),
        tabs=STAGE,
        filters=(TAGS.filter(),),
        …
    )

`components/records/list_page.py` is its page.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from components.kit.avatar import Face
from components.live.bulk import Bulk
from components.live.form_dialog import Alike
from components.live.held_list import Beside
from components.live.listing import Listing
from components.live.people import of_profile
from components.live.shared_list import SharedList
from components.live.table import Column, Group, Table, no_rows
from components.live.table_bar import Filter, Tab, TableBar
from components.records.bulk_acts import DELETE, BulkAct
from components.records.looks import Looks
from components.records.row import RecordRow
from components.view.node import Node
from services.accounts.members import Member
from services.commands.editables import Editable
from services.core import Services
from services.realtime.live import Query
from services.realtime.live.list_state import ListState
from services.records.beside import Listed
from services.records.lists import ALL, ListCounts, RecordList


class Ordinary(Protocol):
    """A row, or a card that shows more than one."""

    @property
    def id(self) -> UUID: ...
    @property
    def owner_id(self) -> UUID | None: ...


AnyRow = TypeVar('AnyRow', bound=Ordinary)
State = ListState[str, Any]

UNCOUNTED = ListCounts()
"""Before anything is read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordListing(Listing[Any]):
    """What rows show beside their records."""

    owners: Mapping[UUID | None, Face] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing:
    """Why there are no rows: a title and a sentence for each reason."""

    found: tuple[str, str]
    """`{}` stands for what was searched for."""
    filtered: tuple[str, str]
    here: tuple[str, str]
    """None at this tab."""


@dataclass(frozen=True, kw_only=True, eq=False)
class PlainList(Generic[AnyRow]):
    """What a domain says of its list."""

    of: Editable[Any]
    read: RecordList[AnyRow]
    heading: str
    address: str
    """Of the list; its records are below."""
    columns: tuple[Column[RecordRow[AnyRow]], ...]
    tabs: Looks | None = None
    """What each value has a tab of; without it there is one of all."""
    filters: tuple[Filter[ListCounts], ...] = ()
    bulk: tuple[BulkAct, ...] = ()
    """What can be done with many at once, beside to delete them."""
    search: str
    """What can be searched for."""
    orders: Mapping[StrEnum, str] = field(default_factory=dict)
    """What it can be put in order by, in words."""
    symbol: str = 'plus'
    """Of the button for a new one."""
    brought_in: str = ''
    """Address of the page where rows come in from a file."""
    new: Mapping[str, str]
    """What is asked for of a new one: labels by columns."""
    alike: Callable[[Services, Member, Mapping[str, str]], Awaitable[Sequence[Alike]]] | None = None
    """Finds those that a new one may be the same as, by what was typed."""
    empty: tuple[str, str]
    """What will be here, and why one would begin."""
    nothing: Nothing

    @cached_property
    def table(self) -> Table[RecordRow[AnyRow]]:
        return Table(
            label=self.heading,
            name='plain',
            testid=f'{self.of.name}s-table',
            row_testid=f'{self.of.name}-row',
            key=lambda shown: shown.record.id,
            is_new=lambda shown: shown.is_new,
            title=lambda shown: str(getattr(shown.record, self.of.named_by)),
            columns=self.columns,
        )

    @cached_property
    def bar(self) -> TableBar[ListCounts]:
        return TableBar(
            label=self.heading,
            search=self.search,
            search_name=f'{self.of.name}-search',
            orders=self.orders,
            uncounted=UNCOUNTED,
            tabs=self.tabs.tabs if self.tabs else all_tab,
            filters=self.filters,
            is_tall=any(each.is_offered for each in self.filters),
        )

    def windows(self, organization_id: UUID, state: State) -> Mapping[Any, Query[Any]]:
        """What is read of a choice."""
        return {
            None: self.read.window(organization_id, state),
            Beside.SECTIONS: self.read.found(organization_id, state),
        }

    def draw(self, listing: RecordListing) -> Node:
        """What was chosen, or why there is nothing."""
        rows = [
            RecordRow(
                record,
                listing.owners.get(record.owner_id),
                listing.here.get(record.id, ()),
                record.id in listing.came,
                more,
            )
            for record, more in map(_apart, listing.rows)
        ]
        nothing = None if rows else self._nothing(listing.state)
        return self.table.draw(listing, [Group('', rows)], bulk=self._bulk, nothing=nothing)

    @cached_property
    def _bulk(self) -> tuple[Bulk, ...]:
        return (*(each.act for each in self.bulk), DELETE)

    def _nothing(self, state: State) -> Node:
        title, words = self.nothing.here
        if state.words:
            title, words = self.nothing.found
        elif state.filters:
            title, words = self.nothing.filtered
        return no_rows(title.format(state.words), words, may_clear=state.is_filtered)


def _apart(row: Any) -> tuple[Any, Any]:
    return (row.record, row.more) if isinstance(row, Listed) else (row, None)


def all_tab(counted: ListCounts) -> Sequence[Tab]:
    """The one tab of a list whose other tabs are kept by people."""
    return [Tab(ALL, 'All', None if counted is UNCOUNTED else counted.total)]


class SharedRecords(SharedList[RecordListing]):
    """What all members share who look at the same choice of a plain list."""

    def show_counts(self) -> None:
        super().show_counts()
        self._show_soon()  # they say who owns what, too

    def listing(self, state: State) -> RecordListing:
        owners = {one.id: of_profile(one) for one in self.counted.owners}
        return RecordListing(state=state, sections=self.only_section(), owners=owners)
