"""Connections before anything is known of who asks: how many, how long, and how much of a head.

A request that does not get on is ended; uvicorn would wait for it as long as it lasts. Whoever is
no proxy of ours does not say where it stands. Serves both lines.
"""

import asyncio
from collections import Counter
from typing import Any, ClassVar

from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send
from uvicorn.middleware.proxy_headers import _TrustedHosts
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from services.addresses import is_loopback, network_of
from services.limits import (
    CONNECTIONS,
    CONNECTIONS_OF_NETWORK,
    HEAD_BYTES,
    HEAD_S,
    HEADERS,
    STALLED_S,
)

TOO_LONG = 'The request is longer than any of ours. Nothing was done.'
PREFIX = b'x-forwarded-prefix'
"""NiceGUI writes it into the page's addresses, whoever it comes from."""


async def _too_long(scope: Scope, receive: Receive, send: Send) -> None:
    answer = PlainTextResponse(TOO_LONG, 431, headers={'Connection': 'close'})
    await answer(scope, receive, send)


class Connection(HttpToolsProtocol):
    """One connection; between two requests and within a head it has a deadline."""

    _of_network: ClassVar[Counter[str]] = Counter()

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._deadline: asyncio.TimerHandle | None = None
        self._stalled: asyncio.TimerHandle | None = None
        self._head_bytes = 0
        self._body_bytes = 0
        self._has_begun = False
        self._is_in_body = False
        address = self.client[0] if self.client else ''
        self._network = network_of(address)
        self._is_counted = True
        self._of_network[self._network] += 1
        is_full = len(self.connections) > CONNECTIONS
        of_network = 0 if is_loopback(address) else self._of_network[self._network]
        if is_full or of_network > CONNECTIONS_OF_NETWORK:
            transport.abort()
        self._await_head()

    def connection_lost(self, exc: Exception | None) -> None:
        self._leave()
        super().connection_lost(exc)

    def handle_websocket_upgrade(self) -> None:
        if self.app is _too_long:
            self._end()
            return
        self._leave()
        super().handle_websocket_upgrade()
        self.parser = None  # type: ignore[assignment] # they hold each other

    def data_received(self, data: bytes) -> None:
        self._body_bytes, self._has_begun = 0, False
        super().data_received(data)
        before = 0 if self._has_begun else self._head_bytes
        self._head_bytes = before + len(data) - self._body_bytes
        if self._head_bytes > HEAD_BYTES and self.app is not _too_long:
            self._end()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._has_begun = True
        self._is_in_body = False
        self._said_bytes = 0

    def on_url(self, url: bytes) -> None:
        super().on_url(url)
        self._say(len(url))

    def on_header(self, name: bytes, value: bytes) -> None:
        if name.lower() != PREFIX or self._is_proxy():
            super().on_header(name, value)
        self._say(len(name) + len(value))

    def on_headers_complete(self) -> None:
        if self._deadline:
            self._deadline.cancel()
            self._deadline = None
        self._is_in_body = True
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        self._body_bytes += len(body)
        super().on_body(body)

    def on_response_complete(self) -> None:
        super().on_response_complete()
        if not self.transport.is_closing() and not self.pipeline:
            self._await_head()

    def pause_writing(self) -> None:
        super().pause_writing()
        self._stalled = self.loop.call_later(STALLED_S, self.transport.abort)

    def resume_writing(self) -> None:
        if self._stalled:
            self._stalled.cancel()
        super().resume_writing()

    def _await_head(self) -> None:
        if self._deadline:
            self._deadline.cancel()
        self._deadline = self.loop.call_later(HEAD_S, self._give_up)

    def _give_up(self) -> None:
        if not self.transport.is_closing():
            self.transport.abort()

    def _say(self, size: int) -> None:
        """Count what a head says; one that says too much is answered so in place of the app."""
        self._said_bytes += size
        if self._said_bytes <= HEAD_BYTES and len(self.headers) <= HEADERS:
            return
        if self._is_in_body:  # these are trailers
            self.transport.abort()
        else:
            self.app = _too_long

    def _end(self) -> None:
        """Refuse what is neither a head nor a body, or not yet one."""
        if self.transport.is_closing():
            return
        if self.cycle is None or self.cycle.response_complete:
            head = (
                f'HTTP/1.1 431 Request Header Fields Too Large\r\ncontent-length: {len(TOO_LONG)}'
            )
            kind = 'content-type: text/plain; charset=utf-8\r\nconnection: close'
            self.transport.write(f'{head}\r\n{kind}\r\n\r\n{TOO_LONG}'.encode())
            self.transport.close()
        else:
            self.transport.abort()

    def _leave(self) -> None:
        """Let go of the deadlines and the place among the network's connections."""
        for timer in (self._deadline, self._stalled):
            if timer:
                timer.cancel()
        if self._is_counted:
            self._is_counted = False
            self._of_network[self._network] -= 1
            if not self._of_network[self._network]:
                del self._of_network[self._network]

    def _is_proxy(self) -> bool:
        trusted: Any = self.config.forwarded_allow_ips
        return self.client is not None and self.client[0] in _TrustedHosts(trusted or '127.0.0.1')
