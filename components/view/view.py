"""What screens with the same rows and rights share: the markup as it stands. Step 6 of the line in.

When its state changes a view is drawn again, compared with what stood there, and the difference is
encoded once and written to each of its screens. A screen is told the difference between what it
has and what there is now, however old that is, so whoever was away or reads slowly skips ahead.
"""

import asyncio
import time
from collections.abc import Callable, Iterator
from itertools import count
from typing import Generic, NamedTuple, Protocol, TypeVar

from components.engine.broadcast import Message
from components.view.difference import difference
from components.view.html import html
from components.view.node import Node
from components.view.parts import Parts
from services.signals import isolated

State = TypeVar('State')
SLICE_S = 0.002
"""So long screens are told one after the other; then whoever else asks something has a turn."""
MESSAGES = 256
"""Messages kept until the view is drawn again, for screens that need the same."""
OTHERS = 16
"""Drawings of what screens show of their own, kept for others that show the same."""
_numbers: Iterator[int] = count(1)


class Drawing(NamedTuple):
    """What stood on screens at one moment."""

    number: int
    node: Node
    state: object
    """What it was drawn of."""


class Shower(Protocol):
    """A screen of a view."""

    def catch_up(self) -> None:
        """Show what there is now."""


class View(Generic[State]):
    """Call `show` with each new state; screens join and leave."""

    def __init__(
        self,
        draw: Callable[[State], Node],
        state: State,
        *,
        before_socket: Callable[[State], State] = lambda state: state,
    ) -> None:
        """`before_socket`: the state as a page shows it until its browser is connected."""
        self._draw = draw
        self._before_socket = before_socket
        self.state = state
        self.parts = Parts()
        self._screens: dict[Shower, None] = {}
        self._untold: dict[Shower, None] = {}
        """Screens whose turn it is still to hear of the latest drawing."""
        self._telling: asyncio.Handle | None = None
        self._due: asyncio.Handle | None = None
        self._messages: dict[tuple[int, int, int], Message] = {}
        self._first: tuple[Drawing, str] | None = None
        self._others: dict[int, tuple[State, Drawing]] = {}
        self.drawing = self.drawn(state, self.parts)

    def __len__(self) -> int:
        return len(self._screens)

    def show(self, state: State) -> None:
        """Draw it at the end of this turn of the loop, once for all that changes in it."""
        self.state = state
        if self._due is None:
            self._due = asyncio.get_running_loop().call_soon(self.draw_now)

    def draw_now(self) -> None:
        """Draw what is due, and tell every screen; very many in several turns of the loop."""
        if self._due is not None:
            self._due.cancel()
            self._due = None
        drawing = self.drawn(self.state, self.parts)
        if drawing.node == self.drawing.node:
            drawing = Drawing(self.drawing.number, self.drawing.node, self.state)
        else:
            self._messages.clear()
        self.drawing, self._first = drawing, None
        self._others.clear()
        # who has waited since the drawing before comes first
        self._untold.update(self._screens)
        self._tell()

    def _tell(self) -> None:
        if self._telling is not None:
            self._telling.cancel()
            self._telling = None
        until = time.monotonic() + SLICE_S
        while self._untold:
            screen = next(iter(self._untold))
            del self._untold[screen]
            isolated(screen.catch_up)()
            if time.monotonic() > until and self._untold:
                self._telling = asyncio.get_running_loop().call_soon(self._tell)
                return

    def other(self, state: State) -> Drawing:
        """A drawing of what some screens show instead; once for all that show the same object."""
        found = self._others.get(id(state))
        if found is None:
            if len(self._others) >= OTHERS:
                self._others.clear()
            found = self._others[id(state)] = (state, self.drawn(state, Parts(self.parts)))
        return found[1]

    def drawn(self, state: State, parts: Parts) -> Drawing:
        """A drawing of a state."""
        return Drawing(next(_numbers), parts.draw(self._draw, state), state)

    def first(self) -> tuple[Drawing, str]:
        """What a page is sent with now, and its markup; made once for all that ask."""
        if self._first is None:
            state, drawing = self._before_socket(self.state), self.drawing
            if state is not self.state:
                drawing = self.drawn(state, Parts(self.parts))
                if drawing.node == self.drawing.node:
                    drawing = self.drawing
            self._first = (drawing, html(drawing.node))
        return self._first

    def message(self, place: int, before: Drawing | None, after: Drawing) -> Message:
        """What brings the view at this place of a page from one drawing to another."""
        key = (place, before.number if before else 0, after.number)
        found = self._messages.get(key)
        if found is None:
            if len(self._messages) >= MESSAGES:
                self._messages.clear()
            found = self._messages[key] = message(place, before, after)
        return found

    def join(self, screen: Shower) -> None:
        self._screens[screen] = None

    def leave(self, screen: Shower) -> None:
        self._screens.pop(screen, None)
        self._untold.pop(screen, None)

    def stop(self) -> None:
        """Draw no more, and tell nobody."""
        for handle in (self._due, self._telling):
            if handle is not None:
                handle.cancel()
        self._due = self._telling = None


def message(place: int, before: Drawing | None, after: Drawing) -> Message:
    """`["view",place,from,to,changes]`; without a drawing before, all of the markup instead."""
    if before is None:
        return Message.of('view', place, 0, after.number, html(after.node))
    changes = difference(before.node, after.node)
    return Message.of('view', place, before.number, after.number, changes)
