"""What every change of a table says in the same words, written once for all of them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from .pgoutput import Relation
from .types import Type
from .values import Write, quote, writer

_TEXT = Type(name='text', sql='pg_catalog.text')


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A table's columns as one audience may read them."""

    relation: Relation
    head: str
    """`"schema":"public","table":"todos"`"""
    described: str
    """`"columns":[{"name":"id","type":"int8"}]`"""
    columns: tuple[tuple[str, str, Write], ...]
    """Name, label (`"id":`) and how its text becomes JSON."""

    @classmethod
    def of(cls, relation: Relation, shown: Collection[str], types: Mapping[int, Type]) -> 'View':
        kinds = [
            (column.name, types.get(column.type_oid, _TEXT))
            for column in relation.columns
            if column.name in shown
        ]
        described = ','.join(
            f'{{"name":{quote(name)},"type":{quote(kind.name)}}}' for name, kind in kinds
        )
        return cls(
            relation=relation,
            head=head_of(relation),
            described=f'"columns":[{described}]',
            columns=tuple((name, f'{quote(name)}:', writer(kind)) for name, kind in kinds),
        )


def head_of(relation: Relation) -> str:
    return f'"schema":{quote(relation.schema)},"table":{quote(relation.table)}'
