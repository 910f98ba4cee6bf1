"""Brings the database's schema to the version of this code; runs before anything is served."""

from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool

ROOT = Path(__file__).resolve().parent.parent


def sqlalchemy_url(url: str) -> str:
    """`postgresql://…` as SQLAlchemy wants it, with psycopg 3 as the driver."""
    for scheme in ('postgresql://', 'postgres://'):
        if url.startswith(scheme):
            return f'postgresql+psycopg://{url.removeprefix(scheme)}'
    return url


def config() -> Config:
    made = Config()
    made.set_main_option('script_location', str(ROOT / 'migrations').replace('%', '%%'))
    return made


def head() -> str:
    """Revision that this code expects."""
    return ScriptDirectory.from_config(config()).get_current_head() or ''


def upgrade(owner_url: str) -> None:
    """Apply every missing migration; a no-op when the schema is current.

    Raises: `sqlalchemy.exc.OperationalError` when the database refuses the connection.
    """
    engine = create_engine(sqlalchemy_url(owner_url), poolclass=NullPool)
    try:
        with engine.connect() as connection:
            if current(connection) == head():
                return
            settings = config()
            settings.attributes['connection'] = connection
            command.upgrade(settings, 'head')
            connection.commit()
    finally:
        engine.dispose()


def current(connection: Connection) -> str:
    return MigrationContext.configure(connection).get_current_revision() or ''


def differences(owner_url: str) -> list[object]:
    """What `alembic check` would complain about: models and schema that have parted."""
    from sqlmodel import SQLModel  # noqa: PLC0415

    import models  # noqa: F401, PLC0415  (fills the metadata)

    engine = create_engine(sqlalchemy_url(owner_url), poolclass=NullPool)
    try:
        with engine.connect() as connection:
            return list(compare_metadata(MigrationContext.configure(connection), SQLModel.metadata))
    finally:
        engine.dispose()
