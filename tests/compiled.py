"""What SQLAlchemy compiled for one database of a test serves those of all others.

Each test's engine would compile the same statements again, which takes a fifth of its time. They
are kept by dialect, so all engines of this process say that theirs is the same.
"""

from typing import Any

from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg, PGDialectAsync_psycopg
from sqlalchemy.engine import URL, Dialect, Engine
from sqlalchemy.util import LRUCache

KEPT = 5000
_compiled: LRUCache[Any, Any] = LRUCache(KEPT)


class SharedDialect(PGDialectAsync_psycopg):
    """Any two are equal: every test database is a copy of one template."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other)

    def __hash__(self) -> int:
        return hash(type(self))

    @classmethod
    def engine_created(cls, engine: Engine) -> None:
        engine.update_execution_options(compiled_cache=_compiled)


class Entry(PGDialect_psycopg):
    supports_statement_cache = True

    @classmethod
    def get_async_dialect_cls(cls, url: URL) -> type[Dialect]:
        return SharedDialect


def share_compiled() -> None:
    """Use it for every engine of the app that is made from now on."""
    registry.register('postgresql.psycopg', __name__, Entry.__name__)
