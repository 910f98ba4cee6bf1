"""The payload of a `phx_join`: read leniently, as the server it stands in for does."""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from .changes.interest import Interest, parse_interest
from .codec import dumps

BINDING_LIMIT = 100
"""Wishes of one channel; one more is read, to tell that there are too many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """One wish of a channel for rows; `echo` is sent back as it came, with the id."""

    id: int
    echo: dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinConfig:
    """What a channel asked for."""

    token: str | None = None
    hears_itself: bool = False
    is_acknowledged: bool = False
    replay: dict[str, Any] | None = None
    waits_for_replication: bool = False
    presence_key: str = ''
    has_presence: bool = False
    is_private: bool = False
    bindings: Sequence[Binding] = field(default=())
    interest: Interest | None = None
    """Of a channel that takes hints."""


def parse_join(payload: Any) -> JoinConfig:
    """Members of a wrong type count as missing."""
    payload = _object(payload)
    config = _object(payload.get('config'))
    broadcast, presence = _object(config.get('broadcast')), _object(config.get('presence'))
    replay = broadcast.get('replay')
    return JoinConfig(
        token=own_token(payload.get('access_token')) or own_token(payload.get('user_token')),
        hears_itself=_truth(broadcast.get('self')),
        is_acknowledged=_truth(broadcast.get('ack')),
        replay=replay if isinstance(replay, dict) else None,
        waits_for_replication=_truth(broadcast.get('replication_ready')),
        presence_key=_text(presence.get('key')),
        has_presence=_truth(presence.get('enabled')),
        is_private=_truth(config.get('private')),
        bindings=_bindings(config.get('postgres_changes')),
        interest=parse_interest(payload.get('hints')),
    )


def own_token(value: Any) -> str | None:
    """New-style API keys stand for the socket's own token, so they count as none."""
    return value if isinstance(value, str) and value and not value.startswith('sb_') else None


def _bindings(value: Any) -> tuple[Binding, ...]:
    wishes = [wish for wish in value if isinstance(wish, dict)] if isinstance(value, list) else []
    del wishes[BINDING_LIMIT + 1 :]
    texts: dict[int, str] = {}
    bindings = []
    for wish in wishes:
        text = dumps({name: wish[name] for name in sorted(wish)})
        number = zlib.crc32(text.encode()) & 0x7FFFFFF
        while texts.setdefault(number, text) != text:  # 27 bits collide, equal wishes may share
            number = (number + 1) & 0x7FFFFFF
        bindings.append(Binding(id=number, echo=wish))
    return tuple(bindings)


def _object(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ''


def _truth(value: Any) -> bool:
    return value is True or (isinstance(value, str) and value.lower() == 'true')
