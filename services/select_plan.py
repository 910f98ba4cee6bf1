"""How a select is sent and its rows are made, kept with what SQLAlchemy compiled of it.

Serves step 5 of the line in. The rows are what a session would give after its end, without the
identity map and the unit of work that a session keeps for writing.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Column, Date, DateTime, Dialect, Result, inspect
from sqlalchemy.engine import IteratorResult
from sqlalchemy.engine.result import SimpleResultMetaData
from sqlalchemy.orm import Mapper
from sqlalchemy.sql.compiler import ResultColumnsEntry, SQLCompiler
from sqlalchemy.util import LRUCache

from services.unreadable import UNREADABLE, LeftOut, readable

KNOWN = 500
"""Statements in use that are found by what they are."""
Values = Sequence[Any]
TypeOf = Callable[[int], int]
"""Postgres' number of a column's type, by its place."""
Maker = Callable[[Values], Any]
Process = Callable[[Any], Any]
"""From what the driver gives to what a column's Python type is."""


@dataclass(frozen=True, slots=True)
class SelectPlan:
    """What is known of a statement before it is sent."""

    names: SimpleResultMetaData
    makers: tuple[Maker, ...]
    """One for each row class or value selected, from all values of a row."""
    moments: tuple[int, ...]
    """Places of the values that may be unreadable."""

    def result(self, found: Sequence[Values], left_out: LeftOut) -> tuple[Result[Any], int]:
        """The rows that can be read, and how many cannot."""
        first, *more = self.makers
        rows: list[Any] = (
            [tuple(make(values) for make in self.makers) for values in found]
            if more
            else [first(values) for values in found]
        )
        missed = 0
        if left_out or any(self._is_odd(values) for values in found):
            rows, missed = readable(rows, left_out)
        return IteratorResult(self.names, iter(rows), _source_supports_scalars=not more), missed

    def _is_odd(self, values: Values) -> bool:
        return any(values[place] is UNREADABLE for place in self.moments)


class SelectPlans:
    """Plans by compiled statement; both are made once for equal statements."""

    def __init__(self, dialect: Dialect, compiled: Any) -> None:
        self._dialect = dialect
        self._compiled = compiled
        """Cache of the engine."""
        self._known: LRUCache[Any, tuple[Any, ...]] = LRUCache(KNOWN)
        """What was compiled of a very statement: to find that by equality takes longer."""
        self._plans: WeakKeyDictionary[Any, SelectPlan] = WeakKeyDictionary()

    def sent(
        self, statement: Any, params: Mapping[str, Any] | None
    ) -> tuple[str, dict[str, Any], SQLCompiler]:
        """Text and parameters for the driver, and what `of` needs.

        Source: `Connection._execute_clauseelement` and `DefaultExecutionContext._init_compiled`,
        which do the same on the way to a cursor of their own.
        """
        known = self._known.get(statement)
        if known is None:
            known = self._known[statement] = statement._compile_w_cache(
                self._dialect, compiled_cache=self._compiled, column_keys=sorted(params or ())
            )
        compiled, extracted, collected, _ = known
        values = compiled.construct_params(
            params, extracted_parameters=extracted, _collected_params=collected
        )
        text, processors = compiled.string, compiled._bind_processors
        if compiled.post_compile_params or compiled.literal_execute_params:
            expanded = compiled._process_parameters_for_postcompile(values)
            text, values = expanded.statement, expanded.parameters
            processors = {**processors, **expanded.processors}
        for name, process in processors.items():
            if name in values:
                values[name] = process(values[name])
        return text, values, compiled

    def of(self, statement: Any, compiled: SQLCompiler, type_of: TypeOf) -> SelectPlan:
        """The plan for what came back."""
        plan = self._plans.get(compiled)
        if plan is None:
            plan = self._plans[compiled] = _plan(statement, compiled, self._dialect, type_of)
        return plan


def _plan(statement: Any, compiled: SQLCompiler, dialect: Dialect, type_of: TypeOf) -> SelectPlan:
    columns = compiled._result_columns
    processors = [
        each.type.dialect_impl(dialect).result_processor(dialect, type_of(place))
        for place, each in enumerate(columns)
    ]
    names, makers, at = [], [], 0
    for described in statement.column_descriptions:
        kind = inspect(described['expr'], raiseerr=False)
        count = _count(kind, columns[at:]) if isinstance(kind, Mapper) else 1
        names.append(described['name'])
        makers.append(
            _instance_maker(kind, columns[at : at + count], processors, at)
            if isinstance(kind, Mapper)
            else _value_maker(processors[at], at)
        )
        at += count
    if at != len(columns):
        raise TypeError('only rows of tables and single values can be read')
    moments = (place for place, each in enumerate(columns) if _is_moment(each))
    return SelectPlan(SimpleResultMetaData(names), tuple(makers), tuple(moments))


def _is_moment(column: ResultColumnsEntry) -> bool:
    return isinstance(column.type, (Date, DateTime))


def _count(mapper: Mapper[Any], columns: Sequence[ResultColumnsEntry]) -> int:
    """How many of the columns belong to this row class: those up to another's, or to one again."""
    seen: set[str] = set()
    for column in columns:
        key = _key(mapper, column)
        if key is None or key in seen:
            break
        seen.add(key)
    return len(seen)


def _key(mapper: Mapper[Any], column: ResultColumnsEntry) -> str | None:
    """Name of the attribute that a column fills."""
    table = mapper.local_table
    for each in column.objects:
        if isinstance(each, Column) and str(each.table) == str(table):
            return mapper.get_property_by_column(table.c[each.name]).key
    return None


def _value_maker(process: Process | None, place: int) -> Maker:
    if process is None:
        return itemgetter(place)
    return lambda values: process(values[place])


def _instance_maker(
    mapper: Mapper[Any],
    columns: Sequence[ResultColumnsEntry],
    processors: Sequence[Process | None],
    start: int,
) -> Maker:
    """Makes rows that belong to no session; None of an outer join that found nothing."""
    manager, kind = mapper.class_manager, mapper.class_
    keys = tuple(_key(mapper, column) or '' for column in columns)
    (primary,) = (mapper.get_property_by_column(each).key for each in mapper.primary_key)
    id_place, stop = start + keys.index(primary), start + len(keys)
    absent = frozenset(mapper.column_attrs.keys()) - set(keys)
    processed = [
        (key, process)
        for key, process in zip(keys, processors[start:stop], strict=True)
        if process is not None
    ]

    def make(values: Values) -> Any:
        id = values[id_place]
        if id is None:
            return None
        row = manager.new_instance()
        held = row.__dict__
        held.update(zip(keys, values[start:stop], strict=True))
        for key, process in processed:
            held[key] = process(held[key])
        state = held['_sa_instance_state']
        state.key = (kind, (id,), None)
        if absent:
            state.expired_attributes.update(absent)  # asking for one raises
        return row

    return make
