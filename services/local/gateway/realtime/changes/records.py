"""A row change to the `data` of a postgres_changes event, as one role may read it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from .catalog import Catalog, Rights, Table
from .pgoutput import Kind, Relation, RowChange, Tuple, Unchanged
from .values import quote
from .view import View, head_of

LIMIT_BYTES = 1_048_576
LIMIT_VALUE_BYTES = 64
TOO_LARGE = 'Error 413: Payload Too Large'
NO_KEY = 'Error 400: Bad Request, no primary key'
UNREADABLE_KEY = 'Error 401: Unauthorized'

Row = Mapping[str, str | None]
"""Column to text; columns that the WAL does not have are absent."""
Fits = Callable[[str], bool]
"""Whether a value's JSON is small enough."""


@dataclass(slots=True)
class Event:
    """One change in its transaction, with its rows named."""

    relation: Relation
    change: RowChange
    xid: int
    committed_at: datetime

    _old: Row = field(init=False)
    _new: Row = field(init=False)

    def __post_init__(self) -> None:
        self._old = self._named(self.change.old, keys_only=not self.change.has_full_old)
        self._new = self._named(self.change.new)

    @property
    def kind(self) -> Kind:
        return self.change.kind

    @property
    def row(self) -> Row:
        """What filters look at: the new row, of a DELETE the old one."""
        if self.kind is Kind.DELETE:
            return self._old
        if self.change.has_full_old:
            return {**self._old, **self._new}
        return self._new

    @property
    def old(self) -> Row:
        """What is known of the row before: all of it, or the columns of its identity."""
        if self._old or self.kind is Kind.INSERT:
            return self._old
        keys = {column.name for column in self.relation.columns if column.is_key}
        return {name: text for name, text in self._new.items() if name in keys}

    def key(self, table: Table) -> tuple[str, ...] | None:
        """The primary key's texts; None when the WAL has not all of them."""
        row = self.row
        if not row.keys() >= set(table.key):
            row = {**self.old, **row}
        texts = [row.get(name) for name in table.key]
        known = tuple(text for text in texts if text is not None)
        return known if known and len(known) == len(texts) else None

    def _named(self, values: Tuple | None, *, keys_only: bool = False) -> Row:
        return {
            column.name: value
            for column, value in zip(self.relation.columns, values or (), strict=False)
            if not isinstance(value, Unchanged) and (column.is_key or not keys_only)
        }


def error_of(event: Event, table: Table, rights: Rights) -> str | None:
    """Why the row must not be shown to a role at all."""
    if not table.key:
        return NO_KEY
    return None if rights.readable(table).issuperset(table.key) else UNREADABLE_KEY


def render_error(event: Event, error: str) -> str:
    """`data` of a change that says only that it happened."""
    return (
        f'{{{head_of(event.relation)},"type":"{event.kind.value}"'
        f',"commit_timestamp":null,"columns":[],"record":{{}},"errors":[{quote(error)}]}}'
    )


def render(
    event: Event, table: Table, rights: Rights, select: frozenset[str] | None, catalog: Catalog
) -> str:
    """`data`, cut down to small values when it would pass the limit of one mebibyte."""
    shown = rights.readable(table)
    if select is not None:
        shown &= select
    view = catalog.view(event.relation, shown)
    data = _data(event, table, view, 'null')
    if len(data) * 4 > LIMIT_BYTES and len(data.encode()) > LIMIT_BYTES:
        data = _data(event, table, view, f'[{quote(TOO_LARGE)}]', _is_small)
    return data


def render_hint(
    event: Event, table: Table, rights: Rights, columns: frozenset[str], catalog: Catalog
) -> str:
    """`["todos","UPDATE","2026-…Z",{"id":1,"revision":2}]`: the key and a few columns of a row.

    Of a row that must not be shown nothing but that there was a change.
    """
    row = event.old if event.kind is Kind.DELETE else event.row
    shown: frozenset[str] = frozenset()
    if error_of(event, table, rights) is None:
        wanted = columns if event.kind is not Kind.DELETE else frozenset()
        shown = rights.readable(table) & (wanted | frozenset(table.key))
    told = _object(row, catalog.view(event.relation, shown), None)
    return (
        f'[{quote(event.relation.table)},"{event.kind.value}"'
        f',"{_timestamp(event.committed_at)}",{told}]'
    )


def _data(event: Event, table: Table, view: View, errors: str, fits: Fits | None = None) -> str:
    parts = [
        f'{{{view.head},"type":"{event.kind.value}"'
        f',"commit_timestamp":"{_timestamp(event.committed_at)}"',
        view.described,
    ]
    if event.kind is not Kind.DELETE:
        parts.append(f'"record":{_object(event.row, view, fits)}')
    if event.kind is not Kind.INSERT:
        # Whom row-level security hides a row from must not learn it from its deletion.
        is_bare = event.kind is Kind.DELETE and table.has_rls
        row = event.old
        old = {name: row[name] for name in table.key if name in row} if is_bare else row
        parts.append(f'"old_record":{_object(old, view, fits)}')
    parts.append(f'"errors":{errors}}}')
    return ','.join(parts)


def _object(row: Row, view: View, fits: Fits | None) -> str:
    members = [
        (label, 'null' if (text := row[name]) is None else write(text))
        for name, label, write in view.columns
        if name in row
    ]
    if fits is not None:
        members = [(label, value) for label, value in members if fits(value)]
    return '{' + ','.join([label + value for label, value in members]) + '}'


def _is_small(value: str) -> bool:
    return len(value.encode()) <= LIMIT_VALUE_BYTES


def _timestamp(moment: datetime) -> str:
    return moment.strftime('%Y-%m-%dT%H:%M:%S.') + f'{moment.microsecond // 1000:03d}Z'
