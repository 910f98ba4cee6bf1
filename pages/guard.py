"""Who may open a page: turns a session into a member, or leads to the sign-in.

Runs before the page builder, so that a stranger costs no page.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from urllib.parse import quote, urlsplit
from uuid import UUID, uuid4

from fastapi import HTTPException, Request
from nicegui import Client

from models.viewer import System
from services.auth import Identity
from services.core import Services
from services.members import Member, member_of

HOME = '/proposals'
ENDED_FOR_S = 15 * 24 * 3600
"""Longer than the session cookie lives, so that an ended session cannot come back."""

Guard = Callable[[Request], Awaitable[Member]]


class Sessions:
    """Which sessions were ended here before their cookie did."""

    def __init__(self) -> None:
        self._ended: dict[str, float] = {}

    def end(self, session_id: str) -> None:
        now = time.time()
        self._ended = {key: at for key, at in self._ended.items() if at > now - ENDED_FOR_S}
        self._ended[session_id] = now

    def is_ended(self, session_id: str) -> bool:
        return session_id in self._ended


def signed_in(services: Services, sessions: Sessions) -> Guard:
    """A dependency for pages: `member: Annotated[Member, Depends(guard)]`."""

    async def guard(request: Request) -> Member:
        member = await whoever(services, sessions, request)
        if member is None:
            raise HTTPException(303, headers={'Location': f'/login?next={quote(here(request))}'})
        return member

    return guard


async def whoever(services: Services, sessions: Sessions, request: Request) -> Member | None:
    """The member of this session, if there is one."""
    user_id, session_id = request.session.get('user_id'), request.session.get('sid', '')
    if not user_id or sessions.is_ended(session_id):
        return None
    async with services.database.read(System()) as session:
        return await member_of(session, UUID(user_id))


def begin(request: Request, identity: Identity) -> None:
    """Start a session under a new id, so that one planted before sign-in is worth nothing."""
    request.session.clear()
    request.session['id'] = str(uuid4())  # NiceGUI's key for this browser
    request.session['sid'] = str(uuid4())
    request.session['user_id'] = str(identity.user_id)
    request.session['refresh_token'] = identity.refresh_token


def end(request: Request, sessions: Sessions) -> str:
    """End the session and close its open pages; returns Auth's refresh token."""
    session_id = str(request.session.get('sid', ''))
    refresh_token = str(request.session.get('refresh_token', ''))
    request.session.clear()
    if session_id:
        sessions.end(session_id)
        close_pages(session_id)
    return refresh_token


def close_pages(session_id: str) -> None:
    """Send every open page of a session to the sign-in; its sockets would live on otherwise."""
    for client in list(Client.instances.values()):
        if client.request.session.get('sid') == session_id:
            client.open('/login')
            # a page that would not go has nothing left that answers
            asyncio.get_running_loop().call_later(1, client.remove_all_elements)


def here(request: Request) -> str:
    """Path and query of this request."""
    query = f'?{request.url.query}' if request.url.query else ''
    return request.url.path + query


def safe_next(target: str) -> str:
    """An address within this app, whatever was asked for."""
    parts = urlsplit(target)
    plain = target.isprintable() and '\\' not in target
    inside = target.startswith('/') and not target.startswith('//')
    return target if plain and inside and not parts.scheme and not parts.netloc else HOME
