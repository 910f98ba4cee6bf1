"""What travels between the socket and the channels: plain values, step 3 of the line in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from models.change import Change


@dataclass(frozen=True, slots=True, kw_only=True)
class Binding:
    """Changes of one table."""

    table: str
    event: str = '*'
    filter: str = ''
    """`organization_id=eq.<uuid>`, or empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelSpec:
    """A channel as it is wanted; the same one is joined again after every loss."""

    topic: str
    bindings: tuple[Binding, ...] = ()
    private: bool = False
    presence_key: str = ''
    """Name of this process among the trackers; empty: no presence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmed:
    """The channel works from here on; what changed before may have been missed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """The server sends hints, and from here on of everything that this interest names."""

    serial: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Changed:
    """What arrived in one frame."""

    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Broadcast:
    event: str
    payload: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    trackers: Mapping[str, Mapping[str, Any]]
    """Last tracked payload by presence key."""


Item = Confirmed | Told | Changed | Broadcast | Presence


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """Why a channel is no longer usable."""

    reason: str
    is_refusal: bool = False
    """The server said no; trying again quickly is pointless."""
