"""One open page without a browser: the GET, NiceGUI's handshake, and the socket that follows.

Source: `nicegui/static/nicegui.js`, which does the same; Engine.IO 4 and Socket.IO 5 packets.
"""

import asyncio
import gzip
import json
import re
from urllib.parse import urlencode, urlsplit
from uuid import uuid4

from benchmarks.wire import Heard, Wire

CLIENT_ID = re.compile(r"""["']client_id["']: ["']([0-9a-f-]{36})["']""")
MESSAGE_ID = re.compile(rb'"_id":(\d+)')
DRAWING = re.compile(r' data-view="(\d+)"')
PLACED = re.compile(r'"place":(\d+),"number":(\d+)')
"""A view in a page of elements."""
VIEW = b'42["view",'
OPENED, CONNECT, CONNECTED, REFUSED, PING, PONG = b'0', '40', b'40', b'44', b'2', '3'


class Screen:
    """A page that somebody looks at."""

    def __init__(self, url: str, client_id: str, drawings: dict[int, int], on_text: Heard) -> None:
        self._host = urlsplit(url).netloc
        self._client_id = client_id
        self._names = {'document_id': uuid4(), 'tab_id': uuid4()}
        self._on_text = on_text
        self._last_id = self._acknowledged = -1
        self._drawings, self._said = drawings, dict(drawings)
        """What the views of the page show, by their places."""
        self.connected: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.wire: Wire

    @classmethod
    async def open(cls, url: str, cookie: str, on_text: Heard) -> 'Screen':
        """Load the page and connect. Raises: `ConnectionError` when either is refused."""
        page = await get(url, cookie)
        found = CLIENT_ID.search(page)
        if found is None:
            raise ConnectionError(f'{urlsplit(url).path} is no page of the app')
        opened = cls(url, found[1], drawings_of(page), on_text)
        await opened.connect()
        return opened

    async def connect(self) -> None:
        """Connect, or connect again and be told what was missed."""
        self.connected = asyncio.get_running_loop().create_future()
        query = urlencode(
            {
                'EIO': 4,
                'transport': 'websocket',
                'client_id': self._client_id,
                'next_message_id': self._last_id + 1,
                'implicit_handshake': 'true',
                **self._names,
            }
        )
        address = f'ws://{self._host}/_nicegui_ws/socket.io/?{query}'
        self.wire = await Wire.open(address, self._on_packet)
        async with asyncio.timeout(30):
            await self.connected
        if self._drawings:
            self._stand(resumes=True)

    def _stand(self, *, resumes: bool) -> None:
        """Say which drawings are shown, as `view.js` does."""
        self._said = dict(self._drawings)
        views = [self._drawings.get(place, 0) for place in range(max(self._drawings) + 1)]
        fields = {
            'client_id': self._client_id, 'views': views, 'hidden': False, 'resumes': resumes
        }  # fmt: skip
        self.wire.send(f'42{json.dumps(["stand", fields])}')

    def acknowledge(self) -> None:
        if self._said != self._drawings and self.wire.is_open:
            self._stand(resumes=False)
        if self._acknowledged < self._last_id and self.wire.is_open:
            self._acknowledged = self._last_id
            fields = {'client_id': self._client_id, 'next_message_id': self._last_id + 1}
            self.wire.send(f'42{json.dumps(["ack", fields])}')

    def _on_packet(self, wire: Wire, packet: bytes, at_ns: int) -> None:
        if packet.startswith(b'42'):
            self._on_text(wire, packet, at_ns)
            if packet.startswith(VIEW):
                place, _, number, *_ = packet[len(VIEW) : len(VIEW) + 60].split(b',')
                self._drawings[int(place)] = int(number)
            elif found := MESSAGE_ID.search(packet, max(0, len(packet) - 32)):
                self._last_id = int(found[1])
        elif packet == PING:
            wire.send(PONG)
        elif packet.startswith(CONNECTED):
            self.connected.set_result(None)
        elif packet.startswith(REFUSED):
            self.connected.set_exception(ConnectionError(packet.decode()))
        elif packet.startswith(OPENED):
            wire.send(CONNECT)


def drawings_of(page: str) -> dict[int, int]:
    """What the views of a page show when it comes, by their places."""
    if drawn := DRAWING.search(page):
        return {0: int(drawn[1])}
    return {int(place): int(number) for place, number in PLACED.findall(page)}


async def get(url: str, cookie: str = '') -> str:
    """The body of a page. Raises: `ConnectionError` for every status but 200."""
    parts = urlsplit(url)
    reader, writer = await asyncio.open_connection(parts.hostname, parts.port, limit=1 << 22)
    lines = [f'GET {parts.path} HTTP/1.1', f'Host: {parts.netloc}', 'Connection: close']
    lines += ['Accept-Encoding: gzip']  # as every browser does, and it has its price
    lines += [f'Cookie: {cookie}'] if cookie else []
    writer.write('\r\n'.join([*lines, '', '']).encode())
    try:
        answer = await reader.read()
        while rest := await reader.read(1 << 20):
            answer += rest
    finally:
        writer.close()
    head, _, body = answer.partition(b'\r\n\r\n')
    if b' 200 ' not in head.split(b'\r\n')[0]:
        raise ConnectionError(f'{parts.path}: {head.splitlines()[0].decode(errors="replace")}')
    if b'content-encoding: gzip' in head.lower():
        body = gzip.decompress(body)
    return body.decode(errors='replace')
