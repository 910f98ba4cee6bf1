"""Runs migrations on the connection that `services.migrate` hands over, or on DATABASE_URL."""

import os

from alembic import context
from sqlalchemy import Connection, create_engine
from sqlmodel import SQLModel

import models  # noqa: F401  (fills the metadata)
from services.migrate import sqlalchemy_url


def of_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Only the public schema is ours; auth and realtime belong to Supabase."""
    return kind != 'schema' or name is None


def run(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        include_name=of_ours,
        compare_type=True,
        transaction_per_migration=True,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get('connection')
if given is not None:
    run(given)
else:
    engine = create_engine(sqlalchemy_url(os.environ['DATABASE_URL']))
    with engine.connect() as connection:
        run(connection)
    engine.dispose()
