"""What the scripts of a page send over its socket; whatever they never send goes no further.

Engine.IO, Socket.IO and NiceGUI read what comes without asking whether it can be read, and keep
what is announced. Knows no socket and no page. Serves both lines.
Source: https://socket.io/docs/v4/engine-io-protocol/, https://socket.io/docs/v4/socket-io-protocol/
"""

import json as lenient_json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from nicegui import json

from services.limits import FRAME_BYTES, FRAMES_AT_ONCE, FRAMES_PER_S, MISTAKES, NAME_LENGTH

CONTROL = frozenset(('1', '2probe', '3', '5', '40', '40{}', '41'))
"""Close, probe, pong, upgrade; connect and disconnect of the one namespace."""
ONCE = CONTROL - {'3'}
"""Each of these is answered, or makes the server keep something."""
EVENT = re.compile(r'42(\d{0,9})(\[.*)', re.DOTALL)
WITH_BYTES = ('b', '45', '46')
"""Engine.IO's bytes, and Socket.IO's packets that announce some."""
PACKAGE_BYTES = 2048
"""Longer frames count as so many of them."""
HALF = '\\ud'
"""How JSON begins half of a sign outside the basic plane, which no text may hold alone."""
HALVES = re.compile('[\ud800-\udfff]')
UNKNOWN = '\N{REPLACEMENT CHARACTER}'
LARGEST = 2**53
VIEWS = 16
"""Views of a page, at most."""


class Fault(StrEnum):
    """What is wrong with a frame, as the log counts it."""

    BYTES = 'bytes'
    TOO_LONG = 'too long'
    TOO_MANY = 'too many'
    PACKET = 'packet'
    TEXT = 'unreadable'
    SHAPE = 'shape'
    EVENT = 'event'


class Refused(Exception):
    """No page of ours sends this; `is_last` says that its socket is to be closed."""

    def __init__(self, fault: Fault, *, is_last: bool = False) -> None:
        super().__init__(fault)
        self.fault = fault
        self.is_last = is_last


@dataclass(slots=True)
class Conduct:
    """How one socket behaves; ask `admit` for each frame that comes in on it."""

    clock: Callable[[], float] = time.monotonic
    left: float = FRAMES_AT_ONCE
    mistakes: int = 0
    _refilled_at: float = field(default=0.0)
    _said: set[str] = field(default_factory=set)

    def admit(self, text: str) -> str:
        """The frame to pass on. Raises: `Refused`."""
        self.spend(len(text))
        try:
            if text in ONCE and text in self._said:
                raise Refused(Fault.PACKET)
            admitted = read(text)
        except Refused as refusal:
            self.mistakes += 1
            refusal.is_last |= self.mistakes >= MISTAKES
            raise
        if text in ONCE:
            self._said.add(text)
        return admitted

    def spend(self, size: int) -> None:
        """Count a frame, or a piece of one. Raises: `Refused` for one too many."""
        now = self.clock()
        refilled = self.left + (now - self._refilled_at) * FRAMES_PER_S
        self.left = min(FRAMES_AT_ONCE, refilled) - 1 - size / PACKAGE_BYTES
        self._refilled_at = now
        if self.left < 0:
            raise Refused(Fault.TOO_MANY, is_last=True)


def read(text: str) -> str:
    """The frame, mended where half a sign is in it. Raises: `Refused`."""
    if text in CONTROL:
        return text
    if text.startswith(WITH_BYTES):
        raise Refused(Fault.BYTES, is_last=True)
    if len(text) > FRAME_BYTES:
        raise Refused(Fault.TOO_LONG, is_last=True)
    found = EVENT.fullmatch(text)
    if found is None:
        raise Refused(Fault.PACKET)
    number, body = found.groups()
    packet, is_mended = _loads(body)
    if not (isinstance(packet, list) and len(packet) == 2 and isinstance(packet[0], str)):
        raise Refused(Fault.SHAPE)
    check = CHECKS.get(packet[0])
    if check is None:
        raise Refused(Fault.EVENT)
    if not isinstance(packet[1], dict):
        raise Refused(Fault.SHAPE)
    is_mended |= check(packet[1])
    return f'42{number}{json.dumps(packet)}' if is_mended else text


def _loads(text: str) -> tuple[Any, bool]:
    """What a text says, and whether halves of signs had to be made whole. Raises: `Refused`."""
    try:
        return json.loads(text), False
    except ValueError:
        if HALF not in text.lower():
            raise Refused(Fault.TEXT) from None
    try:
        said = lenient_json.loads(text, parse_constant=_no_number)
        whole = HALVES.sub(
            '\N{REPLACEMENT CHARACTER}', lenient_json.dumps(said, ensure_ascii=False)
        )
        return json.loads(whole), True
    except (ValueError, RecursionError):
        raise Refused(Fault.TEXT) from None


def _no_number(name: str) -> None:
    raise ValueError(name)


def _event(fields: dict[str, Any]) -> bool:
    """`{"id", "client_id", "listener_id", "args": [JSON or null]}`."""
    number, arguments = fields.get('id'), fields.get('args', [])
    if type(number) is not int or not 0 <= number < LARGEST or not isinstance(arguments, list):
        raise Refused(Fault.SHAPE)
    _names(fields, 'client_id', 'listener_id')
    is_mended = False
    for position, argument in enumerate(arguments):
        if argument is None:
            continue
        if not isinstance(argument, str):
            raise Refused(Fault.SHAPE)
        said, was_mended = _loads(argument)
        if was_mended:
            arguments[position], is_mended = json.dumps(said), True
    return is_mended


def _ack(fields: dict[str, Any]) -> bool:
    """`{"client_id", "next_message_id"}`."""
    _names(fields, 'client_id')
    number = fields.get('next_message_id')
    if type(number) is not int or abs(number) > LARGEST:
        raise Refused(Fault.SHAPE)
    return False


def _handshake(fields: dict[str, Any]) -> bool:
    """Of pages that were fetched ahead: what others say in their socket's address."""
    if not is_handshake(fields):
        raise Refused(Fault.SHAPE)
    return False


def _answer(fields: dict[str, Any]) -> bool:
    """`{"request_id", "client_id", "result"}`."""
    _names(fields, 'client_id', 'request_id')
    return False


def _stand(fields: dict[str, Any]) -> bool:
    """`{"client_id", "views": [number, …], "hidden", "resumes", "painted_ms"}`."""
    _names(fields, 'client_id')
    views, flags = fields.get('views'), (fields.get('hidden'), fields.get('resumes'))
    if not isinstance(views, list) or len(views) > VIEWS:
        raise Refused(Fault.SHAPE)
    if not all(isinstance(flag, bool) for flag in flags):
        raise Refused(Fault.SHAPE)
    numbers = [*views, fields.get('painted_ms', 0)]
    if not all(type(each) is int and 0 <= each < LARGEST for each in numbers):
        raise Refused(Fault.SHAPE)
    return False


def _act(fields: dict[str, Any]) -> bool:
    """`{"client_id", "id", "act", "key", "view", "number", "value"}`."""
    _names(fields, 'client_id', 'id', 'act')
    key = fields.get('key')
    if not isinstance(key, str) or len(key) > NAME_LENGTH:
        raise Refused(Fault.SHAPE)
    for name in ('view', 'number'):
        if type(fields.get(name)) is not int or not 0 <= fields[name] < LARGEST:
            raise Refused(Fault.SHAPE)
    return False


CHECKS: dict[str, Callable[[dict[str, Any]], bool]] = {
    'event': _event,
    'ack': _ack,
    'handshake': _handshake,
    'stand': _stand,
    'act': _act,
    'javascript_response': _answer,
}
"""Each raises `Refused`, and says whether it mended something. What a browser would like to have
in our log, `log`, is not among them."""


def is_handshake(fields: Any) -> bool:
    """Whether NiceGUI can read who wants to be connected to which page."""
    optional = (fields.get('old_tab_id') or '', str(fields.get('next_message_id') or '0'))
    names = [fields.get(name) for name in ('client_id', 'tab_id', 'document_id')]
    if not all(isinstance(each, str) and each for each in names):
        return False
    if not all(isinstance(each, str) and len(each) <= NAME_LENGTH for each in (*names, *optional)):
        return False
    return optional[1].isascii() and optional[1].removeprefix('-').isdigit()


def _names(fields: dict[str, Any], *names: str) -> None:
    for name in names:
        value = fields.get(name)
        if not isinstance(value, str) or not 0 < len(value) <= NAME_LENGTH:
            raise Refused(Fault.SHAPE)
