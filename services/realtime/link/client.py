"""The `realtime` package's client, opened and listening our way, step 3 of the line in."""

import logging
from collections.abc import Callable
from typing import Any, Literal

import websockets
from pydantic import BaseModel, TypeAdapter, ValidationError
from realtime import AsyncRealtimeClient
from realtime._async.channel import AsyncRealtimeChannel
from realtime.message import PostgresChangesMessage, ServerMessageAdapter, SuccessSystemPayload
from websockets.exceptions import ConnectionClosedError

from models.change import ChangeKind

log = logging.getLogger(__name__)
# at DEBUG the library writes the handshake's address, and with it our key
wire_log = log.getChild('wire')
wire_log.setLevel(logging.INFO)

MAX_FRAME_BYTES = 32 * 1024 * 1024
CLOSE_TIMEOUT_S = 1
CHANGE = '"event":"postgres_changes"'
HINTS = '"event":"hints"'
_changes: TypeAdapter[PostgresChangesMessage] = TypeAdapter(PostgresChangesMessage)


Hint = tuple[str, ChangeKind, str, dict[str, Any]]
"""Table, kind, commit time, and the key with a few columns."""


class _Address(BaseModel):
    topic: str


class _Hints(_Address):
    event: Literal['hints']
    payload: list[Hint]


class Client(AsyncRealtimeClient):
    """For one websocket; it is never revived."""

    was_opened = False

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.hint_callbacks: dict[str, Callable[[list[Hint]], None]] = {}
        """By topic; the library knows nothing of hints."""

    async def connect(self) -> None:
        if self.is_connected:
            return
        if self.was_opened:
            # the library connects again when a channel joins on a dead socket
            raise ConnectionError('the socket is lost')
        self.was_opened = True
        # the library's defaults take a proxy from the environment, refuse frames over 1 MiB
        # and close healthy sockets after a stalled loop
        self._ws_connection = await websockets.connect(
            self.endpoint_url(),
            max_size=MAX_FRAME_BYTES,
            proxy=None,
            compression=None,
            ping_interval=None,
            open_timeout=None,
            close_timeout=CLOSE_TIMEOUT_S,
            logger=wire_log,
        )
        await self._on_connect()

    def _remove_channel(self, channel: AsyncRealtimeChannel) -> None:
        super()._remove_channel(channel)
        self.hint_callbacks.pop(channel.topic, None)

    async def _listen(self) -> None:
        """As the library's, which tries every kind of message in turn and spells each out twice.

        That was nine tenths of what a change cost the app.
        """
        connection = self._ws_connection
        assert connection is not None
        try:
            async for text in connection:
                self._take(text)
        except ConnectionClosedError as error:
            await self._on_connect_error(error)
        else:
            if self._ws_connection is connection:
                self._ws_connection = None
                self._set_channels_errored(
                    connection.protocol.close_exc or ConnectionError('closed by the server')
                )

    def _take(self, text: str | bytes) -> None:
        is_text = isinstance(text, str)
        is_hint = is_text and HINTS in text
        is_change = is_text and (is_hint or CHANGE in text)
        if is_hint and self._take_hints(text):
            return
        if is_change and self._take_change(text):
            return
        try:
            message = ServerMessageAdapter.validate_json(text)
        except ValidationError as error:
            log.warning('a message of an unknown kind: %s', error.error_count())
            if is_change:
                self._announce_gap(text)
            return
        if channel := self.channels.get(message.topic):
            channel._handle_message(message)

    def _take_hints(self, text: str | bytes) -> bool:
        """Hand hints to their channel; whether they were some."""
        try:
            message = _Hints.model_validate_json(text)
        except ValidationError:
            return False
        if callback := self.hint_callbacks.get(message.topic):
            callback(message.payload)
        return True

    def _take_change(self, text: str | bytes) -> bool:
        """Hand a table change to its channel; whether it was one."""
        try:
            message = _changes.validate_json(text)
        except ValidationError:
            return False
        if channel := self.channels.get(message.topic):
            for callback in channel.postgres_changes_callbacks:
                callback(message.payload)
        return True

    def _announce_gap(self, text: str | bytes) -> None:
        """A change was lost: say again that changes flow, as the server does after a gap."""
        try:
            topics = {_Address.model_validate_json(text).topic}
        except ValidationError:
            topics = set(self.channels)
        for topic in topics & set(self.channels):
            again = SuccessSystemPayload(
                channel=topic, extension='postgres_changes', message='a gap', status='ok'
            )
            for callback in self.channels[topic].system_callbacks:
                callback(again)
