"""Bringing contacts in: `/contacts/import`, `/contacts/import/{id}`, and files that come and go.

A file goes to its own address, in one request that the socket does not carry.
"""

import csv
import io
from collections.abc import AsyncIterator
from typing import Annotated
from urllib.parse import quote, unquote

from fastapi import Depends, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse
from nicegui import Client, app, ui

from components.contacts.imports.screen import ImportScreen
from components.shell.live_page import live_page
from models import Import
from models.viewer import Operator
from pages.guard import Guard, whoever
from pages.record_ids import record_id
from services.accounts.members import Member
from services.contacts.imports import queries, working
from services.core import Services
from services.errors import AppError, Invalid, NotAllowed, NotFound, SignedOut

STATUSES: dict[type[AppError], int] = {
    NotFound: 404,
    NotAllowed: 403,
    SignedOut: 401,
    Invalid: 422,
}
SIGNED_OUT = 'Your sign-in has ended. Sign in again, then choose the file.'
SAMPLE = (
    '\ufeffName,Email,Phone,Company,City,Tags,Birthday,Notes\r\n'
    'Beatriz Salgado,beatriz@salgado.example,+351 22 555 0118,,Porto,"sailing, wine",1984-05-17,'
    'Prefers mornings\r\n'
    'Emil Haugen,emil@haugen.example,+47 22 55 01 63,Haugen Reiser,Tromsø,partner,,\r\n'
)
FORMULA = ('=', '+', '-', '@', '\t', '\r')
"""How a cell begins that a spreadsheet would reckon."""


def register(services: Services, guard: Guard) -> None:
    """Make the pages; before those of contacts, since `import` is no contact."""

    @ui.page('/contacts/import', title='Import contacts · Tradewind', response_timeout=15)
    async def new(client: Client, member: Annotated[Member, Depends(guard)]) -> Response | None:
        return await live_page(
            *(services, member, client),
            lambda _: ImportScreen(services, member, None),
            place='contacts',
        )

    @app.get('/contacts/import/sample.csv')
    async def sample() -> Response:
        return Response(SAMPLE, media_type='text/csv; charset=utf-8', headers=_named('contacts'))

    @ui.page('/contacts/import/{named}', title='Import contacts · Tradewind', response_timeout=15)
    async def opened(
        client: Client, named: str, member: Annotated[Member, Depends(guard)]
    ) -> Response | None:
        return await live_page(
            *(services, member, client),
            lambda _: ImportScreen(services, member, record_id(named)),
            place='contacts',
        )

    @app.post('/contacts/import/file')
    async def received(request: Request) -> Response:
        """Body: the file itself. Answers `{"id": "…"}` or `{"sentence": "…"}`."""
        member = await whoever(services, request)
        if member is None:
            return _refusal(SIGNED_OUT, 401)
        name = unquote(request.headers.get('x-file-name', ''))
        try:
            row = await services.imports.receive(
                member.viewer, file_name=name, body=request.stream()
            )
        except AppError as error:
            return _refusal(str(error), STATUSES.get(type(error), 400))
        return JSONResponse({'id': str(row.id)})

    @app.get('/contacts/import/{named}/refused.csv')
    async def refused(request: Request, named: str) -> Response:
        """Lines that were refused, as they stood, each with its reason."""
        member = await whoever(services, request)
        if member is None:
            return _refusal('Your sign-in has ended. Sign in again.', 401)
        try:
            of = await services.run(working.load, member.viewer, id=record_id(named))
        except AppError as error:
            return _refusal(str(error), STATUSES.get(type(error), 400))
        body = _refused(services, member.viewer, of)
        named_file = _named(f'{of.file_name.rpartition(".")[0] or of.file_name} refused')
        return StreamingResponse(body, media_type='text/csv; charset=utf-8', headers=named_file)


async def _refused(services: Services, viewer: Operator, of: Import) -> AsyncIterator[str]:
    columns = sorted(of.guess.get('columns', ()), key=lambda each: each['place'])
    headers = [str(each['header']) for each in columns] or ['Card']
    yield '\ufeff' + _line([*headers, 'Reason'])
    after = -1
    while rows := await services.run(queries.refused, viewer, of=of, after=after):
        for row in rows:
            cells = [str(each) for each in row.cells]
            cells += [''] * (len(headers) - len(cells))
            yield _line([*cells, row.reason.partition(': ')[2]])
        after = rows[-1].line


def _line(cells: list[str]) -> str:
    """No cell is a formula to whoever opens it."""
    text = io.StringIO()
    safe = [f"'{each}" if each.startswith(FORMULA) else each for each in cells]
    csv.writer(text).writerow(safe)
    return text.getvalue()


def _named(name: str) -> dict[str, str]:
    return {'Content-Disposition': f"attachment; filename*=UTF-8''{quote(name)}.csv"}


def _refusal(sentence: str, status: int) -> JSONResponse:
    return JSONResponse({'sentence': sentence}, status_code=status)
