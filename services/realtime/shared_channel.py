"""One channel of table changes, who listens to it and what for; step 4 of the line in.

What all of them look at together is told to the server, and each hears when the server knows.
"""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from models.change import Change
from services.realtime.interest import Wish, spelled
from services.realtime.link import LinkChannel
from services.realtime.status import Flow

ChangeHandler = Callable[[Change], None]
FlowHandler = Callable[[Flow], None]
ANY = '*'


@dataclass(slots=True, kw_only=True, eq=False)
class Listener:
    """Somebody with wishes, and whether the server knows of them."""

    wishes: frozenset[Wish]
    event: str
    handler: ChangeHandler
    on_flow: FlowHandler | None
    serial: int = 0
    """From which telling on the server knows of its wishes."""
    waits: bool = False
    """For the server to say so, while the channel flows."""

    def tell(self, flow: Flow) -> None:
        if self.on_flow is not None:
            self.on_flow(flow)


@dataclass(slots=True, eq=False)
class SharedChannel:
    """One channel of table changes, who listens to it and what for."""

    joined: LinkChannel
    flow: Flow = Flow.JOINING
    has_flowed: bool = False
    everybody: dict[Listener, None] = field(default_factory=dict)
    """Used as an ordered set."""
    by_wish: dict[str, dict[str, dict[str, dict[Listener, None]]]] = field(default_factory=dict)
    """By table, column and value."""
    wishes: Counter[Wish] = field(default_factory=Counter)
    interest: dict[str, Any] | None = None
    """As it was told last."""
    telling: asyncio.Handle | None = None
    farewell: asyncio.TimerHandle | None = None

    def add(self, listener: Listener) -> None:
        """Let it hear; the server is told where this adds something."""
        self.everybody[listener] = None
        for wish in listener.wishes:
            by_value = self.by_wish.setdefault(wish.table, {}).setdefault(wish.column, {})
            by_value.setdefault(wish.value, {})[listener] = None
        is_known = all(self.wishes[wish] for wish in listener.wishes)
        self.wishes.update(listener.wishes)
        if not is_known:
            self._tell_soon()
        listener.serial = self.joined.serial + (self.telling is not None)

    def remove(self, listener: Listener) -> bool:
        """Whether it was there."""
        if listener not in self.everybody:
            return False
        del self.everybody[listener]
        for wish in listener.wishes:
            by_value = self.by_wish[wish.table][wish.column]
            # two of its wishes may differ in what they tell only
            heard = by_value.get(wish.value, {})
            heard.pop(listener, None)
            if not heard:
                by_value.pop(wish.value, None)
            self.wishes[wish] -= 1
            if not self.wishes[wish]:
                del self.wishes[wish]
        self._tell_soon()
        return True

    def hearers(self, change: Change) -> list[Listener]:
        """Whose wishes it fits, or may fit: a hard delete tells its key only."""
        found: dict[Listener, None] = {}
        for column, by_value in self.by_wish.get(change.table, {}).items():
            if not column:
                found.update(by_value.get('', {}))
            elif column in change.record:
                found.update(by_value.get(str(change.record[column]), {}))
            else:
                for listeners in by_value.values():
                    found.update(listeners)
        return [one for one in found if one.event in {ANY, change.kind}]

    def tell(self, listener: Listener) -> None:
        """How the channel stands, as far as this one's wishes are concerned."""
        flows = self.flow is Flow.FLOWING
        listener.waits = flows and self.joined.told < listener.serial
        listener.tell(Flow.JOINING if listener.waits else self.flow)

    def on_told(self) -> None:
        """The server knows more: those who waited for that hear so."""
        for listener in list(self.everybody):
            if listener.waits and self.joined.told >= listener.serial:
                self.tell(listener)

    def _tell_soon(self) -> None:
        """Several pages that open or close at once are told of together."""
        if not self.joined.serial:
            self._tell()  # so that the join tells it
        elif self.telling is None:
            self.telling = asyncio.get_running_loop().call_soon(self._tell)

    def _tell(self) -> None:
        self.telling = None
        interest = spelled(self.wishes)
        if interest != self.interest:
            self.interest = interest
            self.joined.look_at(interest)
            return
        for listener in list(self.everybody):
            if listener.serial > self.joined.serial:
                listener.serial = self.joined.serial  # what it wishes for was told already
                self.tell(listener)
