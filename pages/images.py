"""Pictures of proposals: taken in by `POST /proposals/{id}/cover`, given out by `/images/…`.

Begins the line out: what changes is the proposal's row, and the screens follow that.
"""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

from fastapi import HTTPException, Request, Response
from fastapi.responses import JSONResponse
from nicegui import app

from pages.guard import whoever
from services import images
from services.core import Services
from services.errors import AppError, Invalid, NotAllowed, NotFound, SignedOut
from services.proposals.covers import change_cover, check_cover

YEAR_S = 365 * 24 * 3600
KEPT = {
    # the id names this very content, so it never changes
    'Cache-Control': f'public, max-age={YEAR_S}, immutable',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cross-Origin-Resource-Policy': 'same-origin',
}
STATUSES: dict[type[AppError], int] = {
    NotFound: 404,
    NotAllowed: 403,
    SignedOut: 401,
    Invalid: 422,
}


def register(services: Services) -> None:
    """Make both addresses; the middleware has checked the origin of a POST before."""
    # unpacked pictures are large; a thread goes on when its request is gone, so this one counts
    one_by_one = ThreadPoolExecutor(1, 'pictures')
    app.on_shutdown(lambda: one_by_one.shutdown(wait=False))

    @app.get('/images/{name}')
    async def image(name: str) -> Response:
        key = uuid_or_none(name.removesuffix('.webp'))
        content = await images.content(services.database, key) if key else None
        if content is None:
            raise HTTPException(404)
        return Response(content, media_type='image/webp', headers=KEPT)

    @app.post('/proposals/{proposal_id}/cover')
    async def cover(request: Request, proposal_id: str) -> Response:
        """Body: the picture itself. Answers `{"cover": "image:<id>"}` or `{"sentence": "…"}`."""
        member = await whoever(services, request)
        if member is None:
            return refusal('Your sign-in has ended. Sign in again, then choose the picture.', 401)
        key = uuid_or_none(proposal_id)
        if key is None:
            return refusal(str(NotFound()), 404)
        try:
            await services.run(check_cover, member.viewer, proposal_id=key)
            content = await body_of(request)
            loop = asyncio.get_running_loop()
            prepared = await loop.run_in_executor(one_by_one, images.prepare, content)
            row = await services.run(change_cover, member.viewer, proposal_id=key, image=prepared)
        except AppError as error:
            return refusal(str(error), STATUSES.get(type(error), 400))
        return JSONResponse({'cover': row.cover})


async def body_of(request: Request) -> bytes:
    """The body, given up as soon as it is too long to be a picture we take.

    Raises: `Invalid`.
    """
    parts: list[bytes] = []
    size_bytes = 0
    async for part in request.stream():
        size_bytes += len(part)
        if size_bytes > images.LARGEST_BYTES:
            raise Invalid('That picture is over 12 MB. Choose a smaller one.', field='cover')
        parts.append(part)
    return b''.join(parts)


def refusal(sentence: str, status: int) -> JSONResponse:
    return JSONResponse({'sentence': sentence}, status_code=status)


def uuid_or_none(value: str) -> UUID | None:
    try:
        return UUID(value)
    except ValueError:
        return None
