"""Ends or re-opens a page when its member's session or role ends. End of the line in.

Belongs to the whole page, hidden tabs included, so it follows the query itself and no element.
"""

import asyncio
from urllib.parse import quote

from nicegui import Client, json

from components.kit.toast import toast
from models.viewer import System
from services.accounts import sessions
from services.accounts.members import Member
from services.accounts.sessions import SessionState
from services.core import Services

KEY = 'session_watch'
NEWS = 'news'
"""Query parameter of a page that opened anew."""
NEW_ROLE = 'role'
FAREWELL_S = 1.0


def watch(services: Services, client: Client, member: Member) -> None:
    """Follow the member behind a page until the page ends; again after a reconnect is fine."""
    if client.is_deleted or client.storage.get(KEY):
        return
    client.storage[KEY] = True
    query = services.live.open(sessions.session_state(member), System())
    watcher = _Watcher(client, member)

    def look(_: object = None) -> None:
        watcher.show(next(iter(query.rows), None))

    async def look_first() -> None:
        if await query.ready():
            look()

    release = query.subscribe(look)
    first = asyncio.get_running_loop().create_task(look_first(), name='session state')

    def end() -> None:
        first.cancel()
        release()
        services.live.close(query)

    client.on_delete(end)
    _announce_role(client, member)


class _Watcher:
    """Acts once on what a session has come to."""

    def __init__(self, client: Client, member: Member) -> None:
        self._client = client
        self._member = member
        self._is_done = False

    def show(self, state: SessionState | None) -> None:
        if self._is_done or self._client.is_deleted:
            return
        if state is None or state.is_ended:
            self._leave('ended')
        elif state.role is None:
            self._leave('removed')
        elif state.may_edit is not self._member.may_edit:
            self._is_done = True
            self._client.run_javascript('window.tradewind.openAnew()')

    def _leave(self, why: str) -> None:
        self._is_done = True
        here = quote(self._client.request.url.path)
        target = f'/login?why={why}&next={here}'
        self._client.run_javascript(f'window.tradewind.leave({json.dumps(target)})')
        # a page that would not go has nothing left that answers
        asyncio.get_running_loop().call_later(FAREWELL_S, self._client.remove_all_elements)


def _announce_role(client: Client, member: Member) -> None:
    if client.request.query_params.get(NEWS) != NEW_ROLE:
        return
    client.run_javascript('window.tradewind.forgetNews()')
    sentence = (
        'Your role has changed: you can edit now.'
        if member.may_edit
        else 'Your role has changed: you can look at everything and change nothing.'
    )
    with client:
        toast(client, sentence, kind='info')
