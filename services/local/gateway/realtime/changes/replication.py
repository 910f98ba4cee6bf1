"""One replication connection: a temporary slot streamed by pgoutput. First step of the line in.

Calls back from the event loop's reader, so a commit is handed on without a task switch.
"""

import asyncio
import logging
import struct
import time
from collections.abc import Callable
from typing import Self

import psycopg
from psycopg import pq
from psycopg.conninfo import make_conninfo

from .pgoutput import EPOCH

log = logging.getLogger(__name__)

PUBLICATION = 'supabase_realtime'
STATUS_INTERVAL_S = 5.0
_SETTINGS = (
    '-c TimeZone=UTC -c DateStyle=ISO -c IntervalStyle=postgres '
    '-c bytea_output=hex -c extra_float_digits=1'
)
_WAL, _KEEPALIVE = b'w', b'k'
_HEADER_BYTES = 25
_COMMIT = ord('C')
BREATH_S = 0.003
"""A first commit is read at once; in a stream of them several share a wake-up."""
_ASKS_AT = 17
"""Where a keepalive says whether it wants an answer."""


class ReplicationLost(Exception):
    """The stream ended; whatever was committed since has to be read again."""


class Replication:
    """Streams from `open` until `close` or the loss of the server."""

    def __init__(self, connection: psycopg.AsyncConnection[tuple[object, ...]]) -> None:
        self._connection = connection
        self._pgconn = connection.pgconn
        self._loop = asyncio.get_running_loop()
        self._received_lsn = 0
        self._is_asked = False
        self._socket = -1
        self._timer: asyncio.TimerHandle | None = None
        self._breath: asyncio.TimerHandle | None = None
        self._is_between = False
        """Whether the last transaction was read to its end."""
        self._on_message: Callable[[bytes], None] = lambda data: None
        self.lost: asyncio.Future[None] = self._loop.create_future()
        """Fails with `ReplicationLost` when the stream ends."""

    @classmethod
    async def open(cls, url: str, slot: str) -> Self:
        """Make the slot; changes committed from now on will be streamed. Raises: psycopg.Error."""
        conninfo = make_conninfo(url, replication='database', options=_SETTINGS)
        connection = await psycopg.AsyncConnection.connect(conninfo, autocommit=True)
        replication = cls(connection)
        try:
            await connection.execute(
                f'CREATE_REPLICATION_SLOT "{slot}" TEMPORARY LOGICAL pgoutput'.encode()
                + b" (SNAPSHOT 'nothing')"
            )
            await replication._start(slot)
        except BaseException:
            await connection.close()
            raise
        return replication

    def read(self, on_message: Callable[[bytes], None]) -> None:
        """Begin to hand each pgoutput message to `on_message`, which must not raise."""
        self._on_message = on_message
        self._socket = self._pgconn.socket  # libpq forgets it when the connection breaks
        self._go_on()
        self._on_timer()

    async def close(self) -> None:
        for timer in (self._timer, self._breath):
            if timer:
                timer.cancel()
        self.abandon(ReplicationLost('closed'))
        self.lost.exception()
        await self._connection.close()

    async def _start(self, slot: str) -> None:
        self._pgconn.send_query(
            f'START_REPLICATION SLOT "{slot}" LOGICAL 0/0 '
            f"(proto_version '1', publication_names '{PUBLICATION}', messages 'true')".encode()
        )
        readable = asyncio.Event()
        self._loop.add_reader(self._pgconn.socket, readable.set)
        try:
            while self._pgconn.flush() or self._pgconn.is_busy():
                await readable.wait()
                readable.clear()
                self._pgconn.consume_input()
        finally:
            self._loop.remove_reader(self._pgconn.socket)
        result = self._pgconn.get_result()
        if result is None or result.status != pq.ExecStatus.COPY_BOTH:
            raise psycopg.OperationalError(self._pgconn.get_error_message())
        self._pgconn.nonblocking = 1

    def _on_readable(self) -> None:
        if self.lost.done():
            return
        try:
            self._pgconn.consume_input()
            while True:
                size, data = self._pgconn.get_copy_data(1)
                if size <= 0:
                    break
                self._on_copy_data(bytes(data))
            if size < 0:
                self._fail('the server ended the stream')
            else:
                self._take_breath()
        except psycopg.Error as error:
            self._fail(str(error))
        except Exception as error:
            self.abandon(error)

    def _take_breath(self) -> None:
        if self._is_asked:
            # a server that shuts down asks; to answer each commit would cost it as much again
            self._send_status()
        elif self._is_between:
            self._loop.remove_reader(self._socket)
            self._breath = self._loop.call_later(BREATH_S, self._go_on)

    def _go_on(self) -> None:
        if not self.lost.done():
            self._loop.add_reader(self._socket, self._on_readable)
            self._on_readable()

    def _on_copy_data(self, data: bytes) -> None:
        if data[:1] == _WAL:
            self._received_lsn = max(self._received_lsn, int.from_bytes(data[1:9], 'big'))
            self._is_between = data[_HEADER_BYTES] == _COMMIT
            self._on_message(data[_HEADER_BYTES:])
        elif data[:1] == _KEEPALIVE:
            self._received_lsn = max(self._received_lsn, int.from_bytes(data[1:9], 'big'))
            self._is_asked |= bool(data[_ASKS_AT])

    def _on_timer(self) -> None:
        self._timer = self._loop.call_later(STATUS_INTERVAL_S, self._on_timer)
        try:
            self._send_status()
        except psycopg.Error as error:
            self._fail(str(error))

    def _send_status(self) -> None:
        """Everything received counts as done: nothing is resumed, so no WAL is held back."""
        if self.lost.done():
            return
        self._is_asked = False
        now = int((time.time() - EPOCH.timestamp()) * 1_000_000)
        lsn = self._received_lsn  # exactly, or a server that shuts down waits for the rest
        self._pgconn.put_copy_data(struct.pack('!cQQQQB', b'r', lsn, lsn, lsn, now, 0))
        self._pgconn.flush()

    def abandon(self, error: Exception) -> None:
        """Read no more; `lost` fails with `error`."""
        if self.lost.done():
            return
        if self._socket >= 0:
            self._loop.remove_reader(self._socket)
        self.lost.set_exception(error)

    def _fail(self, reason: str) -> None:
        self.abandon(ReplicationLost(reason.strip()))
