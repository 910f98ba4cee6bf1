"""Brings the database's schema to the version of this code; runs before anything is served.

Alembic is imported only when there is something to do, since every start would wait for it.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import psycopg

if TYPE_CHECKING:
    from alembic.config import Config

ROOT = Path(__file__).resolve().parent.parent
VERSIONS = ROOT / 'migrations' / 'versions'
CONNECT_TIMEOUT_S = 10


class NewerSchema(Exception):
    """The database was migrated by a later version of this code."""


def sqlalchemy_url(url: str) -> str:
    """`postgresql://…` as SQLAlchemy wants it, with psycopg 3 as the driver."""
    for scheme in ('postgresql://', 'postgres://'):
        if url.startswith(scheme):
            return f'postgresql+psycopg://{url.removeprefix(scheme)}'
    return url


def head() -> str:
    """Revision that this code expects: the number of the last file."""
    return max(revisions(), default='')


def revisions() -> set[str]:
    """Every revision that this code knows: files are named `<revision>_<slug>.py`."""
    return {path.stem.split('_')[0] for path in VERSIONS.glob('[0-9]*.py')}


def upgrade(owner_url: str) -> None:
    """Apply every missing migration; a no-op for any login when the schema is current.

    Raises: `psycopg.Error` when the database refuses; `NewerSchema`.
    """
    found = current(owner_url)
    if found == head():
        return
    if found and found not in revisions():
        raise NewerSchema(found)
    _apply(owner_url)


def current(owner_url: str) -> str:
    """Revision of the schema; empty before the first migration."""
    with psycopg.connect(owner_url, connect_timeout=CONNECT_TIMEOUT_S) as connection:
        try:
            row = connection.execute('select version_num from public.alembic_version').fetchone()
        except psycopg.errors.UndefinedTable:
            return ''
        except psycopg.errors.InsufficientPrivilege:
            row = _told(connection)
    return str(row[0]) if row else ''


def _told(connection: psycopg.Connection[tuple[str]]) -> tuple[str] | None:
    """The revision as the app's own login may ask for it, which sees no table of Alembic's."""
    connection.rollback()
    connection.execute("select set_config('role', 'service_role', true)")
    return connection.execute('select tradewind.schema_revision()').fetchone()


def _apply(owner_url: str) -> None:
    from alembic import command  # noqa: PLC0415
    from sqlalchemy import create_engine  # noqa: PLC0415
    from sqlalchemy.exc import DBAPIError  # noqa: PLC0415
    from sqlalchemy.pool import NullPool  # noqa: PLC0415

    engine = create_engine(sqlalchemy_url(owner_url), poolclass=NullPool)
    try:
        with engine.connect() as connection:
            settings = _config()
            settings.attributes['connection'] = connection
            command.upgrade(settings, 'head')
            connection.commit()
    except DBAPIError as error:
        raise error.orig or error from error
    finally:
        engine.dispose()


def differences(owner_url: str) -> list[object]:
    """What `alembic check` would complain about: models and schema that have parted."""
    from alembic.autogenerate import compare_metadata  # noqa: PLC0415
    from alembic.runtime.migration import MigrationContext  # noqa: PLC0415
    from sqlalchemy import create_engine  # noqa: PLC0415
    from sqlalchemy.pool import NullPool  # noqa: PLC0415
    from sqlmodel import SQLModel  # noqa: PLC0415

    import models  # noqa: F401, PLC0415  (fills the metadata)

    engine = create_engine(sqlalchemy_url(owner_url), poolclass=NullPool)
    try:
        with engine.connect() as connection:
            return list(compare_metadata(MigrationContext.configure(connection), SQLModel.metadata))
    finally:
        engine.dispose()


def _config() -> 'Config':
    from alembic.config import Config  # noqa: PLC0415

    made = Config()
    made.set_main_option('script_location', str(ROOT / 'migrations').replace('%', '%%'))
    return made
