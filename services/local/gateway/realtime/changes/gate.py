"""Drops rows that nobody looks at, by the few bytes that tell, before anything is decoded."""

from collections.abc import Iterable, Iterator, Mapping

from .catalog import Table
from .interest import EVERY_ROW, Wanted
from .pgoutput import Kind, Relation
from .registry import Group

_LETTERS = {ord('I'): Kind.INSERT, ord('U'): Kind.UPDATE}
_DELETE, _NEW, _TEXT, _UNCHANGED = ord('D'), ord('N'), ord('t'), ord('u')
_ROW_AT = 5
"""Where a change names which row follows, behind its letter and its table."""

Tests = Mapping[int, frozenset[bytes]]
"""Texts by the place of their column, one of which a row must have."""


class Gate:
    """Of one table, while neither its layout nor who listens changes."""

    def __init__(self, table: Table | None, relation: Relation, groups: Iterable[Group]) -> None:
        groups = list(groups)
        self._takes_deletes = any(_wants_deletes(group, relation) for group in groups)
        self._tests = {
            letter: _tests(table, relation, [group for group in groups if group.wants(kind)])
            for letter, kind in _LETTERS.items()
        }

    def passes(self, data: bytes) -> bool:
        """Whether somebody may want this change; once it is decoded, each is asked exactly."""
        if data[0] == _DELETE:
            return self._takes_deletes
        tests = self._tests[data[0]]
        return tests is None or (bool(tests) and _has_any(data, tests))


def _wants_deletes(group: Group, relation: Relation) -> bool:
    return group.wants(Kind.DELETE) and any(
        member.interest is None or relation.table in member.interest.tables
        for member in group.members
    )


def _tests(table: Table | None, relation: Relation, groups: Iterable[Group]) -> Tests | None:
    """None: every row may be wanted."""
    wanted = [each for group in groups for each in _wanted_by(group, relation)]
    if table is None or (wanted and not table.key):
        return None  # without a key everybody hears that there was a change
    places = {column.name: place for place, column in enumerate(relation.columns)}
    tests: dict[int, frozenset[bytes]] = {}
    for each in wanted:
        if not each or not places.keys() >= each.keys():
            return None
        for name, values in each.items():
            texts = frozenset(value.encode() for value in values)
            tests[places[name]] = tests.get(places[name], frozenset()) | texts
    return tests


def _wanted_by(group: Group, relation: Relation) -> Iterator[Wanted]:
    """What the members need a row to have: by their interest, else by the group's filter."""
    index = group.index
    by_filter: Wanted = EVERY_ROW
    if index is not None and index.values is not None:
        by_filter = {index.column: index.values}
    for member in group.members:
        if member.interest is None:
            yield by_filter
        elif (wanted := member.interest.tables.get(relation.table)) is not None:
            yield wanted or by_filter


def _has_any(data: bytes, tests: Tests) -> bool:
    """Whether the new row has one of these texts, or a value that the log leaves out."""
    at = _ROW_AT
    if data[at] != _NEW:
        at = _behind_row(data, at + 1)
    at += 3
    for place in range(max(tests) + 1):
        kind = data[at]
        at += 1
        if kind == _TEXT:
            start = at + 4
            at = start + int.from_bytes(data[at:start], 'big')
            if place in tests and data[start:at] in tests[place]:
                return True
        elif kind == _UNCHANGED and place in tests:
            return True
    return False


def _behind_row(data: bytes, at: int) -> int:
    columns = int.from_bytes(data[at : at + 2], 'big')
    at += 2
    for _ in range(columns):
        is_text = data[at] == _TEXT
        at += 1
        if is_text:
            at += 4 + int.from_bytes(data[at : at + 4], 'big')
    return at
