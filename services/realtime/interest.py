"""What somebody looks at, told to the server so that it sends nothing else; step 4 of the line in.

A server that does not know of it ignores it and sends whole records of everything.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

ALWAYS = frozenset({'id', 'revision', 'organization_id'})
"""Columns that every change brings along."""

VALUES = 200
"""Of one column; for more of them the whole table is told, and no longer with each that comes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Changes of one table that somebody looks at."""

    table: str
    column: str = ''
    """The column that must equal `value`; empty: every row of the channel."""
    value: str = ''
    """A UUID as `str` gives it: text that Postgres prints the same."""
    tells: str = ''
    """One more column whose value is needed."""


def spelled(wishes: Iterable[Wish]) -> dict[str, Any]:
    """As the wire has it: `{"tables": {"todos": {"owner": ["…"]}}, "columns": ["id"]}`."""
    tables: dict[str, dict[str, list[str]]] = {}
    columns = set(ALWAYS)
    whole = set()
    for wish in wishes:
        columns |= {wish.column, wish.tells} - {''}
        values = tables.setdefault(wish.table, {})
        if wish.column:
            values.setdefault(wish.column, []).append(wish.value)
        else:
            whole.add(wish.table)
    for table, values in tables.items():
        if table in whole or any(len(each) > VALUES for each in values.values()):
            tables[table] = {}
    return {'tables': tables, 'columns': sorted(columns)}
