"""Columns every domain row has, and the column types the tables share."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar
from uuid import UUID, uuid4

from sqlalchemy import DateTime, Enum, Index, MetaData, Numeric, Text, func, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import Field, SQLModel

SQLModel.metadata = MetaData(
    naming_convention={
        'ix': 'ix_%(column_0_N_label)s',
        'uq': 'uq_%(table_name)s_%(column_0_N_name)s',
        'ck': 'ck_%(table_name)s_%(constraint_name)s',
        'fk': 'fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s',
        'pk': 'pk_%(table_name)s',
    }
)

Utc = DateTime(timezone=True)
"""A moment; Postgres keeps it in UTC."""
Money = Numeric(14, 4)
"""An amount in the currency of its proposal; the finest currencies have four decimals."""
Total = Numeric(20, 4)
"""What amounts come to: two thousand of the dearest prices, for as many people as can be."""


def enum_text(kind: type[StrEnum], name: str = '') -> Enum:
    """Column type for a `StrEnum`: text held to its words by a check constraint.

    `name` tells two columns of one kind in one table apart.
    """
    return Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        name=name or kind.__name__.lower(),
        length=20,
        values_callable=lambda members: [member.value for member in members],
    )


def text_field(**more: Any) -> Any:
    """A text column that is empty rather than null."""
    return Field(default='', sa_column_kwargs={'server_default': ''}, **more)


def enum_field(default: StrEnum) -> Any:
    """A column of `enum_text` that is never null."""
    kind = enum_text(type(default))
    return Field(default=default, sa_type=kind, sa_column_kwargs={'server_default': default.value})


def tags_field() -> Any:
    """A column of several words that is empty rather than null."""
    words = ARRAY(Text, as_tuple=True)
    return Field(
        default=(), sa_type=words, sa_column_kwargs={'server_default': '{}'}, nullable=False
    )


def living_index(name: str, *columns: Any) -> Index:
    """Finds the head of a list of an organization without reading the rest of it."""
    where = text('deleted_at is null')
    return Index(name, 'organization_id', *columns, 'id', postgresql_where=where)


def living_key(name: str, column: str) -> Index:
    """Finds rows of an organization by a key that not all of them have."""
    where = text(f"{column} <> '' and deleted_at is null")
    return Index(name, 'organization_id', column, postgresql_where=where)


class Row(SQLModel):
    """What every row carries; triggers keep `revision`, `updated_at` and `updated_by`."""

    __live__: ClassVar[bool] = True
    """Whether its changes reach screens: `tradewind.make_live` in SQL, `LIVE_TABLES` here."""
    __append_only__: ClassVar[bool] = False
    """Whether its rows stay as they were written, whoever would change them."""

    id: UUID = Field(
        default_factory=uuid4,
        primary_key=True,
        sa_column_kwargs={'server_default': text('gen_random_uuid()')},
    )
    created_at: datetime | None = Field(
        default=None, sa_type=Utc, nullable=False, sa_column_kwargs={'server_default': func.now()}
    )
    updated_at: datetime | None = Field(
        default=None, sa_type=Utc, nullable=False, sa_column_kwargs={'server_default': func.now()}
    )
    revision: int = Field(default=1, sa_column_kwargs={'server_default': text('1')})
    """Raised by trigger at every change; a screen never goes back in it."""
    updated_by: UUID | None = None
    """User id or share link id of whoever changed the row last; null for the system."""


def live_tables() -> tuple[str, ...]:
    """Names of the live tables, each after those that it refers to."""
    live = {str(kind.__tablename__) for kind in Row.__subclasses__() if kind.__live__}
    return tuple(table.name for table in SQLModel.metadata.sorted_tables if table.name in live)


def append_only_tables() -> frozenset[str]:
    """Names of the tables whose rows nobody may change."""
    return frozenset(
        str(kind.__tablename__) for kind in Row.__subclasses__() if kind.__append_only__
    )


def zero() -> Decimal:
    return Decimal('0.00')
