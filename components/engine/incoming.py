"""Where frames come in: looks at each before anybody else does, and ends sockets that misbehave.

Of a page that is known, what cannot be read is answered, so that nobody waits for ever.
"""

import logging
from collections import Counter
from typing import Any
from urllib.parse import parse_qs

from nicegui import Client, core
from uvicorn.protocols.websockets.wsproto_impl import FrameTooLargeError, WSProtocol
from wsproto.events import BytesMessage, CloseConnection, Ping, TextMessage

from components.engine import acks, broadcast
from components.engine.frames import Conduct, Fault, Refused
from services.limits import FRAME_REPORT_S, STALLED_S

log = logging.getLogger(__name__)

POLICY, TOO_BIG = 1008, 1009
"""Close codes of RFC 6455, 7.4.1."""
UNREADABLE = """
window.dispatchEvent(new CustomEvent('tradewind-unreadable'));
window.Quasar?.Notify.create({
  message: 'What you last did could not be read, and was not saved. Try once more.',
  position: 'top', attrs: { role: 'alert' },
});
"""
"""Scripts that wait for an answer listen for the event."""

_dropped: Counter[Fault] = Counter()


def install() -> None:
    """Stand before everybody else; call once, before the server starts."""
    handle_message, handle_ping = WSProtocol.handle_message, WSProtocol.handle_ping
    pause_writing, resume_writing = WSProtocol.pause_writing, WSProtocol.resume_writing

    def hear(self: WSProtocol, event: TextMessage | BytesMessage) -> None:
        text = _admitted(self, event)
        if text is not None and not acks.take(self, text):
            handle_message(self, TextMessage(data=text, message_finished=True))

    def answer_ping(self: WSProtocol, event: Ping) -> None:
        try:
            _conduct(self).spend(0)
        except Refused as refusal:
            _refuse(self, refusal)
        else:
            handle_ping(self, event)

    def pause(self: Any) -> None:
        pause_writing(self)
        self.stalled = self.loop.call_later(STALLED_S, self.transport.abort)

    def resume(self: Any) -> None:
        self.stalled.cancel()
        resume_writing(self)
        broadcast.drained(self)

    WSProtocol.handle_message = hear  # type: ignore[method-assign]
    WSProtocol.handle_ping = answer_ping  # type: ignore[method-assign]
    WSProtocol.pause_writing = pause  # type: ignore[method-assign]
    WSProtocol.resume_writing = resume  # type: ignore[method-assign]


def _admitted(socket: WSProtocol, event: TextMessage | BytesMessage) -> str | None:
    """A whole frame that a page of ours may have sent; None for pieces and for all else."""
    try:
        if isinstance(event, BytesMessage):
            raise Refused(Fault.BYTES, is_last=True)
        is_whole = event.message_finished and socket.buffer.value is None
        if not is_whole:
            _conduct(socket).spend(0)
            socket.buffer.extend(event)
            if not event.message_finished:
                return None
        text = event.data if is_whole else str(socket.buffer.to_message()['text'])
        socket.buffer.clear()
        return _conduct(socket).admit(text)
    except FrameTooLargeError:
        _refuse(socket, Refused(Fault.TOO_LONG, is_last=True))
    except Refused as refusal:
        _refuse(socket, refusal)
    return None


def _conduct(socket: Any) -> Conduct:
    if not hasattr(socket, 'conduct'):
        socket.conduct = Conduct()
    conduct: Conduct = socket.conduct
    return conduct


def _refuse(socket: WSProtocol, refusal: Refused) -> None:
    report(refusal.fault)
    if refusal.is_last:
        close(socket, TOO_BIG if refusal.fault is Fault.TOO_LONG else POLICY, refusal.fault)
    elif refusal.fault in {Fault.TEXT, Fault.SHAPE}:
        answer(socket.scope['query_string'])


def close(socket: WSProtocol, code: int, reason: str) -> None:
    """End a websocket from our side."""
    if socket.close_sent or socket.transport.is_closing():
        return
    socket.close_sent = True
    socket.buffer.clear()
    socket.queue.put_nowait({'type': 'websocket.disconnect', 'code': code, 'reason': reason})
    socket.transport.write(socket.conn.send(CloseConnection(code=code, reason=reason)))
    socket.transport.close()


def answer(query: bytes) -> None:
    """Tell the page whose socket this is that something it sent could not be read."""
    names = parse_qs(query.decode('ascii', 'replace')).get('client_id', [''])
    client = Client.instances.get(names[0])
    if client is not None and client.has_socket_connection:
        client.run_javascript(UNREADABLE)


def report(fault: Fault) -> None:
    """Count a frame that was dropped; the log gets a line a minute, and nothing of what it said."""
    if not _dropped and core.loop is not None:
        core.loop.call_later(FRAME_REPORT_S, _report)
    _dropped[fault] += 1


def _report() -> None:
    counts = ', '.join(f'{count} {fault}' for fault, count in _dropped.most_common())
    log.warning('dropped frames that no page sends: %s', counts)
    _dropped.clear()
