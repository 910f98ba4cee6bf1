"""What stands where a page should be: not here, or not now."""

import logging

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, JSONResponse
from nicegui import app

from components.shell.notice import notice
from pages.guard import HOME, here

log = logging.getLogger(__name__)

RETRY_S = 5
LAST = {'Connection': 'close'}
"""The server ends the connection after an error; whoever would reuse it is told."""
UNREADABLE = 'The form could not be read, and nothing was changed. Reload the page and try again.'


def register() -> None:
    """Answer in our own words instead of the framework's."""

    @app.exception_handler(404)
    async def not_here(request: Request, _: Exception) -> Response:
        if not _wants_page(request):
            return JSONResponse({'detail': 'Not found'}, 404)
        page = notice(
            'This page is not here',
            'It may have moved, or there may be a slip in the address.',
            verb='To the proposals',
            address=HOME,
        )
        return HTMLResponse(page, 404)

    @app.exception_handler(Exception)
    async def not_now(request: Request, _: Exception) -> Response:
        """Also where the database is away; the error itself is logged by the server."""
        if not _wants_page(request):
            return JSONResponse({'detail': 'That did not work'}, 500, headers=LAST)
        page = notice(
            'One moment',
            'Tradewind cannot show this page right now. It tries again by itself; nothing is lost.',
            verb='Try now',
            address=here(request),
            refresh_s=RETRY_S,
            cover='lofoten',
        )
        return HTMLResponse(page, 500, headers=LAST)

    @app.exception_handler(RequestValidationError)
    async def not_readable(request: Request, error: Exception) -> Response:
        """An address that is none of ours, or a form that no page of ours sends."""
        if request.method == 'GET':
            return await not_here(request, error)
        return JSONResponse({'field': '', 'sentence': UNREADABLE}, 422)


def _wants_page(request: Request) -> bool:
    return request.method == 'GET' and 'text/html' in request.headers.get('accept', '')
