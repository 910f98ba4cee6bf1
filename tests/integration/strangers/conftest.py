"""One running app for all strangers, and pages without a browser."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import uuid4

import httpx
import psycopg
import pytest
import websockets

from services.proposals.share_links import ShareTokens
from tests.browser.app import RunningApp

CLIENT_ID = re.compile(r"""["']client_id["']: ["']([0-9a-f-]{36})["']""")


@pytest.fixture(scope='package')
def running_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    app = RunningApp(tmp_path_factory.mktemp('strangers') / 'data')
    try:
        app.start()
        yield app
    finally:
        app.stop()


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    id: str
    path: str
    proposal_id: str


@pytest.fixture(scope='package')
def link(running_app: RunningApp) -> Link:
    """A link of the demo that allows everything."""
    with psycopg.connect(running_app.status['database_url']) as connection:
        connection.execute('set local role service_role')
        found = connection.execute(
            'select s.id, s.proposal_id from share_links s join proposals p on p.id = s.proposal_id'
            " where s.scope = 'approve' and p.status = 'sent' and s.revoked_at is null limit 1"
        ).fetchone()
    assert found
    secret = (running_app.data / 'secret').read_text().strip()
    token = ShareTokens(secret).token(found[0])
    return Link(id=str(found[0]), proposal_id=str(found[1]), path=f'/p/{token}')


class Page:
    """A page as its HTML describes it; `socket()` shakes hands for it."""

    def __init__(self, app: RunningApp, html: str) -> None:
        found = CLIENT_ID.search(html)
        assert found
        self.client_id = found[1]
        self.html = html
        self._host = app.url.removeprefix('http://')
        self._names = {'tab_id': str(uuid4()), 'document_id': str(uuid4())}

    @classmethod
    async def open(cls, app: RunningApp, path: str) -> 'Page':
        async with httpx.AsyncClient(trust_env=False, timeout=30) as http:
            answer = await http.get(f'{app.url}{path}')
        assert answer.status_code == 200
        return cls(app, answer.text)

    def query(self, transport: str = 'websocket') -> str:
        return urlencode(
            {
                'EIO': 4,
                'transport': transport,
                'client_id': self.client_id,
                'next_message_id': 0,
                'implicit_handshake': 'true',
                **self._names,
            }
        )

    @asynccontextmanager
    async def socket(self) -> AsyncIterator[websockets.ClientConnection]:
        async with websockets.connect(
            f'ws://{self._host}/_nicegui_ws/socket.io/?{self.query()}', max_size=None
        ) as socket:
            await socket.recv()
            await socket.send('40')
            # what the page has to say may come before; socket.io keeps it until this has come
            while not str(await socket.recv()).startswith('40{'):
                pass
            yield socket

    def event(self, element: int, listener: str, *arguments: str) -> str:
        fields = {
            'id': element,
            'client_id': self.client_id,
            'listener_id': listener,
            'args': list(arguments),
        }
        return f'42{json.dumps(["event", fields])}'


@asynccontextmanager
async def bare(app: RunningApp) -> AsyncIterator[websockets.ClientConnection]:
    """A socket without a page."""
    host = app.url.removeprefix('http://')
    address = f'ws://{host}/_nicegui_ws/socket.io/?EIO=4&transport=websocket'
    async with websockets.connect(address) as socket:
        await socket.recv()
        yield socket


async def ended(socket: websockets.ClientConnection, within: float = 15) -> bool:
    """Whether the other side closes the socket."""
    try:
        async with asyncio.timeout(within):
            async for _ in socket:
                pass
    except TimeoutError:
        return False
    except websockets.ConnectionClosed:
        return True
    return True
