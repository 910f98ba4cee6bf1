"""How true the screen is right now: one small state with its age, and who wants to know.

Serves the line in: the link, each live query and the badge all speak in these words.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum
from typing import Protocol

from services.signals import Signal, Unsubscribe


class LinkState(StrEnum):
    CONNECTING = 'connecting'
    """On the way in, for the first time or straight after a loss."""
    LIVE = 'live'
    """Rows are known to flow, and everything missed before has been read."""
    CATCHING_UP = 'catching_up'
    """Rows flow again; what was missed is being read."""
    INCOMPLETE = 'incomplete'
    """As live, but for rows that cannot be read and do not show."""
    POLLING = 'polling'
    """The link is down; rows are re-read every few seconds."""
    OFFLINE = 'offline'
    """Neither the link nor the database answers."""
    ERROR = 'error'
    """The server refuses us; a person must look at keys or the publication."""


class Flow(StrEnum):
    """Where one channel stands between us and the server."""

    IDLE = 'idle'
    """Not wanted, or the link is stopped."""
    JOINING = 'joining'
    """On the way in: the first try, or the first after a loss."""
    FLOWING = 'flowing'
    """Joined, and for table changes confirmed by the server; said again after each gap."""
    DOWN = 'down'
    """A try failed; trying again without end."""
    REFUSED = 'refused'
    """The server said no: credentials, or a table that is not published."""

    @staticmethod
    def worst(flows: Iterable['Flow']) -> 'Flow':
        """The one that decides for a screen that needs all of them."""
        order = (Flow.REFUSED, Flow.DOWN, Flow.IDLE, Flow.JOINING)
        present = set(flows)
        return next((flow for flow in order if flow in present), Flow.FLOWING)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkStatus:
    state: LinkState = LinkState.CONNECTING
    since: datetime = field(default_factory=lambda: datetime.now(UTC))
    """UTC moment at which `state` began."""


WORST_FIRST = (
    LinkState.ERROR,
    LinkState.OFFLINE,
    LinkState.POLLING,
    LinkState.CONNECTING,
    LinkState.CATCHING_UP,
    LinkState.INCOMPLETE,
    LinkState.LIVE,
)


def worst(statuses: Iterable[LinkStatus]) -> LinkStatus:
    """The one that decides for a screen that shows all of them."""
    return min(statuses, key=lambda status: WORST_FIRST.index(status.state))


StatusHandler = Callable[[LinkStatus], None]


class StatusSource(Protocol):
    """Anything that can say how live it is: the realtime service, a live query."""

    @property
    def status(self) -> LinkStatus: ...

    def on_status(self, handler: StatusHandler) -> Unsubscribe: ...


class StatusSignal:
    """Holds one status and tells its listeners when the state changes."""

    def __init__(self) -> None:
        self.status = LinkStatus()
        self._changed: Signal[[LinkStatus]] = Signal()

    def on_status(self, handler: StatusHandler) -> Unsubscribe:
        return self._changed.subscribe(handler)

    def change(self, state: LinkState) -> bool:
        """Tell the listeners, unless nothing changed; returns whether something did."""
        if state is self.status.state:
            return False
        self.status = LinkStatus(state=state)
        self._changed.emit(self.status)
        return True

    def clear(self) -> None:
        self._changed.clear()
