"""What the values of a facet are called and look like, on every screen. Pure; line in, step 6.

    STAGE = Looks(
        queries.STAGE,
        'Stage',
        {ContactStage.LEAD: Look('Lead', 'circle-dashed', many='Leads'), …},
    )
    TAGS = Words(queries.TAGS, 'Tag', 'tag')

They are columns, tabs and filters of lists, and choices of the pages of records.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from components.live import record_parts
from components.live.bulk import Bulk
from components.live.table import Column
from components.live.table_bar import Choice, Filter, Tab
from components.records.bulk_acts import Choosing, Tagging
from components.records.row import RecordRow, tags
from components.view.node import Node, el
from components.view.pieces import chip
from services.records.facets import NOTHING, Cases, Facet, choice
from services.records.lists import ALL, ListCounts


class Look(NamedTuple):
    """Of one value."""

    word: str
    symbol: str
    tone: str = ''
    many: str = ''
    """What the tab is called that shows those; else the word."""


@dataclass(frozen=True, slots=True, eq=False)
class Looks:
    """A facet whose values are known from the beginning; each has a chip."""

    facet: Facet
    label: str
    looks: Mapping[Any, Look]

    def words(self) -> Mapping[Any, str]:
        """What can be chosen."""
        return {value: look.word for value, look in self.looks.items()}

    def chip(self, value: StrEnum) -> Node:
        look = self.looks[value]
        return chip(look.word, tone=look.tone, symbol=look.symbol)

    def column(self, width: str) -> Column[RecordRow[Any]]:
        return Column(self.label, self._cell, width=width)

    def tabs(self, counted: ListCounts) -> Sequence[Tab]:
        """All, and those of each value; a value that no row has is counted as well."""
        counts = counted.of(self.facet)
        none = dict.fromkeys(self.looks, 0)
        totals = {} if counts is None else {ALL: counted.total, **none, **counts}
        called = {ALL: 'All', **{key: look.many or look.word for key, look in self.looks.items()}}
        return [Tab(value, words, totals.get(value)) for value, words in called.items()]

    def filter(self, *, is_offered: bool = False) -> Filter[ListCounts]:
        """Each value can be let through."""
        choices = [
            Choice(choice(self.facet, value), look.word) for value, look in self.looks.items()
        ]
        return Filter(self.label, self._symbol, lambda _: choices, is_offered=is_offered)

    @property
    def _symbol(self) -> str:
        """What stands for the facet itself."""
        return next(iter(self.looks.values())).symbol

    def bulk(self) -> Choosing:
        """One value for many rows."""
        act = Bulk(self.facet.name, self.label, self._symbol, asks=True)
        return Choosing(act, self.facet, lambda _: self.words())

    def choice(self, shown: Any) -> Node:
        """The chip on the page of a record; it says the facet's name where it can be changed.

        `shown`: with `record` and `may_edit`.
        """
        value = self._of(shown.record)
        label = f'{self.label}: {self.looks[value].word}'
        chip = self.chip(value)
        return record_parts.choice(chip, self.facet.name, label, may_edit=shown.may_edit)

    def _cell(self, row: RecordRow[Any]) -> Node:
        return el('div', 't-line__status', self.chip(self._of(row.record)), role='cell')

    def _of(self, record: Any) -> Any:
        return getattr(record, self.facet.name)


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """A facet whose values are whatever people wrote."""

    facet: Facet
    label: str
    symbol: str

    def column(self, label: str, width: str) -> Column[RecordRow[Any]]:
        return Column(label, tags, width=width, is_wide=True)

    def filter(self, *, is_offered: bool = False) -> Filter[ListCounts]:
        """Those that are in use."""
        of = self.facet.choice('')
        return Filter(self.label, self.symbol, self._choices, of=of, is_offered=is_offered)

    def bulk(self) -> Tagging:
        """Words for many rows, or off them."""
        return Tagging(Bulk(self.facet.name, self.label, self.symbol, asks=True), self.facet)

    def _choices(self, counted: ListCounts) -> Sequence[Choice]:
        known = counted.of(self.facet) or ()
        return [Choice(self.facet.choice(each), each) for each in known if each]


@dataclass(frozen=True, slots=True, eq=False)
class Members:
    """A facet whose values are the members of the organization, or nobody."""

    facet: Facet
    label: str
    symbol: str = 'user-round'

    def filter(self, *, is_offered: bool = False) -> Filter[ListCounts]:
        """Each member, and what nobody looks after."""
        return Filter(self.label, self.symbol, self._choices, is_offered=is_offered)

    def _choices(self, counted: ListCounts) -> Sequence[Choice]:
        called = self._called(counted).items()
        return [Choice(self.facet.choice(str(id or NOTHING)), name) for id, name in called]

    def bulk(self) -> Choosing:
        """One member for many rows."""
        act = Bulk(self.facet.name, self.label, self.symbol, asks=True)
        return Choosing(act, self.facet, self._called)

    def _called(self, counted: ListCounts) -> Mapping[Any, str]:
        return {**{one.id: one.full_name for one in counted.owners}, None: 'Nobody'}


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """Conditions that can be asked for, each with its words; one alone is on or off."""

    cases: Cases
    label: str
    symbol: str
    words: Mapping[str, str]

    def filter(self, *, is_offered: bool = False) -> Filter[ListCounts]:
        choices = [Choice(choice(self.cases, case), words) for case, words in self.words.items()]
        return Filter(self.label, self.symbol, lambda _: choices, is_offered=is_offered)
