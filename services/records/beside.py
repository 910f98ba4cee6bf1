"""What a list shows beside its records, read with them: added up, or of other tables. Step 5.

    OPEN = Beside(columns=(amounts,), make=open_offers, depends_on=(…,))

A row of such a list is `Listed`: the record, and what stands beside it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement
from sqlmodel.ext.asyncio.session import AsyncSession

from services.realtime.live import Dependency


@dataclass(frozen=True, slots=True)
class Listed:
    """A record with what stands beside it; it answers to all that the record does."""

    record: Any
    more: Any

    @property
    def id(self) -> UUID:
        found: UUID = self.record.id
        return found

    @property
    def revision(self) -> int:
        found: int = self.record.revision
        return found

    def __getattr__(self, name: str) -> Any:
        return getattr(self.record, name)

    @property
    def held(self) -> tuple[UUID, ...]:
        """Records of other tables that it shows something of; see `Dependency.held_by`."""
        held: tuple[UUID, ...] = self.more.held
        return held


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Beside:
    """What is read, and what is made of it."""

    columns: tuple[ColumnElement[Any], ...]
    """For a row of the list."""
    make: Callable[..., Any]
    """Of their values; with `held`."""
    depends_on: tuple[Dependency, ...]

    async def read(self, session: AsyncSession, statement: Any, **params: Any) -> Sequence[Listed]:
        found = await session.exec(statement, params=params)
        return [Listed(record, self.make(*values)) for record, *values in found]
