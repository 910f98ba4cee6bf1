"""What somebody who takes hints looks at: anything else is dropped before it is decoded.

An extension of the protocol; a server that does not know it ignores it and sends whole records.
A `phx_join` carries it beside its `config`, and an event `hints` replaces it later:
`{"serial": 3, "tables": {"todos": {"owner": ["…", "…"]}, "notes": {}}, "columns": ["revision"]}`.
A table without columns means all its rows. Each is answered by a `system` message of the extension
`hints` whose message is the serial, as soon as nothing of it can be missed any more.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

VALUES = 2_000
"""Of one column; whoever names more gets all rows of the table."""

Wanted = Mapping[str, frozenset[str]]
"""Texts by column, as Postgres prints them; a row must have one. Without a column: every row."""
EVERY_ROW: Wanted = {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Interest:
    """Rows that somebody looks at, and the columns that a hint tells beside the key."""

    serial: int
    tables: Mapping[str, Wanted] = field(default_factory=dict)
    columns: frozenset[str] = frozenset()

    def covers(self, table: str, row: Mapping[str, str | None]) -> bool:
        """Whether the row is looked at, or may be: what the log does not tell is no reason."""
        wanted = self.tables.get(table)
        if not wanted:
            return wanted is not None
        return any(name not in row or row[name] in values for name, values in wanted.items())


def parse_interest(value: Any) -> Interest | None:
    """None for anything else: then nobody asked for hints."""
    if not isinstance(value, dict):
        return None
    serial, tables, columns = value.get('serial'), value.get('tables'), value.get('columns', [])
    if not isinstance(serial, int) or not isinstance(tables, dict) or not isinstance(columns, list):
        return None
    if not all(isinstance(wanted, dict) for wanted in tables.values()):
        return None
    return Interest(
        serial=serial,
        tables={name: _wanted(wanted) for name, wanted in tables.items()},
        columns=frozenset(name for name in columns if isinstance(name, str)),
    )


def _wanted(wanted: dict[str, Any]) -> Wanted:
    if any(not isinstance(values, list) or len(values) > VALUES for values in wanted.values()):
        return EVERY_ROW
    return {
        name: frozenset(value for value in values if isinstance(value, str))
        for name, values in wanted.items()
    }
