"""Column types as the catalog knows them, as far as JSON and filters care."""

from dataclasses import dataclass
from enum import StrEnum


class Shape(StrEnum):
    """How a type's text becomes JSON."""

    NUMBER = 'number'
    BOOL = 'bool'
    JSON = 'json'
    TIMESTAMP = 'timestamp'
    TIMESTAMPTZ = 'timestamptz'
    BYTEA = 'bytea'
    ARRAY = 'array'
    COMPOSITE = 'composite'
    TEXT = 'text'


_SHAPES = {
    'int2': Shape.NUMBER,
    'int4': Shape.NUMBER,
    'int8': Shape.NUMBER,
    'oid': Shape.NUMBER,
    'numeric': Shape.NUMBER,
    'float4': Shape.NUMBER,
    'float8': Shape.NUMBER,
    'bool': Shape.BOOL,
    'json': Shape.JSON,
    'jsonb': Shape.JSON,
    'timestamp': Shape.TIMESTAMP,
    'timestamptz': Shape.TIMESTAMPTZ,
    'bytea': Shape.BYTEA,
}
_EQUAL_AS_TEXT = frozenset(
    [
        'uuid',
        'int2',
        'int4',
        'int8',
        'oid',
        'bool',
        'text',
        'varchar',
        'name',
        'date',
        'timestamp',
        'timestamptz',
        'time',
        'bytea',
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Type:
    """One row of `pg_type`; `base` of a domain, `element` of an array, `fields` of a composite."""

    name: str
    sql: str
    """Its qualified name, quoted for SQL."""
    delimiter: str = ','
    is_builtin: bool = True
    is_enum: bool = False
    base: 'Type | None' = None
    element: 'Type | None' = None
    fields: tuple[tuple[str, 'Type'], ...] = ()

    @property
    def shape(self) -> Shape:
        if self.base:
            return self.base.shape
        if self.element:
            return Shape.ARRAY
        if self.fields:
            return Shape.COMPOSITE
        return _SHAPES.get(self.name, Shape.TEXT) if self.is_builtin else Shape.TEXT

    @property
    def root(self) -> 'Type':
        """The type itself, or what a domain rests on."""
        return self.base.root if self.base else self

    @property
    def is_equal_as_text(self) -> bool:
        """Whether two canonical texts are equal exactly when the values are."""
        root = self.root
        return root.is_enum or (root.is_builtin and root.name in _EQUAL_AS_TEXT)

    @property
    def is_integer(self) -> bool:
        return self.root.is_builtin and self.root.name in ('int2', 'int4', 'int8')
