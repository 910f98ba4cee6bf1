"""Who may open a page: turns a session into a member, or leads to the sign-in.

Runs before the page builder, so that a stranger costs no page.
"""

import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from urllib.parse import quote, urlsplit
from uuid import UUID, uuid4

from fastapi import HTTPException, Request
from nicegui import Client, app

from components.shell import session_watch
from models.viewer import System
from services.accounts import sessions
from services.accounts.auth import Identity
from services.accounts.members import Member
from services.core import Services
from services.errors import AppError

log = logging.getLogger(__name__)
HOME = '/'

Guard = Callable[[Request], Awaitable[Member]]


def signed_in(services: Services) -> Guard:
    """A dependency for pages: `member: Annotated[Member, Depends(guard)]`.

    A page that has it ends with the session, see `components/shell/session_watch.py`.
    """

    async def guard(request: Request) -> Member:
        member = await whoever(services, request)
        if member is None:
            raise HTTPException(303, headers={'Location': f'/login?next={quote(here(request))}'})
        request.state.member = member
        return member

    def watch(client: Client) -> None:
        member = getattr(client.request.state, 'member', None)
        if member is not None:
            session_watch.watch(services, client, member)

    app.on_connect(watch)
    return guard


async def whoever(services: Services, request: Request) -> Member | None:
    """The member of this session, if there is one."""
    session_id = session_of(request)
    if session_id is None:
        return None
    async with services.database.read(System()) as session:
        found = await sessions.look_up(session, session_id)
    if found is None:
        return None
    member, last_seen = found
    if datetime.now(UTC) - last_seen > sessions.SEEN_EVERY:
        await services.run(sessions.note_seen, System(), session_id=session_id)
    return member


def session_of(request: Request) -> UUID | None:
    """What the cookie names; whether it is worth anything is for the database to say."""
    try:
        return UUID(request.session.get('sid', ''))
    except ValueError:
        return None


async def begin(services: Services, request: Request, identity: Identity) -> None:
    """Start a session under a new id, so that one planted before sign-in is worth nothing.

    Raises: `AppError` with a sentence.
    """
    row = await services.run(
        sessions.begin,
        System(),
        user_id=identity.user_id,
        user_agent=request.headers.get('user-agent', ''),
        instead_of=session_of(request),
    )
    request.session.clear()
    request.session['id'] = str(uuid4())  # NiceGUI's key for this browser
    request.session['sid'] = str(row.id)


async def end(services: Services, request: Request, *, everywhere: bool = False) -> bool:
    """End the session, or all of its person; open pages end by themselves, in every process.

    Returns whether the database knows; the browser forgets in any case.
    """
    session_id = session_of(request)
    request.session.clear()
    if session_id is None:
        return True
    try:
        ended = await services.run(
            sessions.end, System(), session_id=session_id, everywhere=everywhere
        )
    except AppError:
        log.warning('a sign-out did not reach the database')
        return False
    names = {sessions.standing_name(each) for each in ended}
    for query in services.live.queries:
        if query.query.name in names:
            query.refresh()  # pages of this process do not depend on the line for it
    return True


def here(request: Request) -> str:
    """Path and query of this request."""
    query = f'?{request.url.query}' if request.url.query else ''
    return request.url.path + query


def safe_next(target: str) -> str:
    """An address within this app, whatever was asked for."""
    try:
        parts = urlsplit(target)
    except ValueError:  # no address at all: `//[`
        return HOME
    plain = target.isprintable() and '\\' not in target
    inside = target.startswith('/') and not target.startswith('//')
    return target if plain and inside and not parts.scheme and not parts.netloc else HOME
