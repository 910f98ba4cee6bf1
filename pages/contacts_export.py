"""Contacts as a file: `/contacts/export?format=csv` or `vcf`, of what a list shows or of all.

`sort`, `words` and `filters` say what the list shows; without any of them, all contacts.
"""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Annotated

from fastapi import Depends, HTTPException, Query
from fastapi.responses import StreamingResponse
from nicegui import app

from pages.guard import Guard
from services.accounts.members import Member
from services.contacts.exporting import cards, tables
from services.contacts.exporting.windows import rows_of
from services.contacts.queries import CONTACTS
from services.core import Services
from services.records import views
from services.records.lists import State

FORMATS = {'csv': 'text/csv; charset=utf-8', 'vcf': 'text/vcard; charset=utf-8'}


def register(services: Services, guard: Guard) -> None:
    """Make the address; before the one of a single contact, which would take its name for an id."""

    @app.get('/contacts/export')
    async def export(
        member: Annotated[Member, Depends(guard)],
        format: str = 'csv',
        words: str = '',
        filters: Annotated[list[str] | None, Query()] = None,
    ) -> StreamingResponse:
        if format not in FORMATS:
            raise HTTPException(404)
        state = _state(words, filters or [])
        name = f'contacts-{datetime.now(UTC):%Y-%m-%d}.{format}'
        return StreamingResponse(
            _written(services, member, state, format),
            media_type=FORMATS[format],
            headers={
                'Content-Disposition': f'attachment; filename="{name}"',
                'Cache-Control': 'no-store',
                'X-Content-Type-Options': 'nosniff',
            },
        )


async def _written(
    services: Services, member: Member, state: State, format: str
) -> AsyncIterator[bytes]:
    write = tables.rows if format == 'csv' else cards.cards
    if format == 'csv':
        yield tables.header().encode()
    async for some in rows_of(services.database, member.viewer, state):
        yield write(some).encode('utf-8', 'replace')


def _state(words: str, filters: list[str]) -> State:
    """What the list shows, as far as it knows what is asked for."""
    found = CONTACTS.start.searched(words[: views.LONGEST_SEARCH])
    return replace(found, filters=frozenset(filter(CONTACTS.knows, filters)))
