"""One open page that shows a view, with what is its own: edits that nobody else sees yet.

Step 6 of the line in, and step A of the way out.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from weakref import ref

from nicegui import Client

from components.engine.broadcast import write
from components.engine.visibility import Visibility
from components.view.view import Drawing, View

State = TypeVar('State')
AHEAD = 64
"""Drawings that are sent to a browser which does not say that it shows them."""
ANSWERABLE = 128
"""Drawings to which an act may be an answer; whoever acts has looked at one of the last."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """Something a person did to an element of a view: `data-act` names it, `data-key` the row."""

    name: str
    key: str
    value: Any
    """What the element says now: whether a switch is on, what a form holds; None for a click."""
    number: int
    """Of the drawing that stood there."""


Acts = dict[str, Callable[[Act], Awaitable[object] | object]]
"""What each act does; what it returns is told to the browser. Raises: `AppError` to refuse."""


class Screen(Generic[State]):
    """Shows a view at one place of a page, until `end`; `place` counts the page's views, from 0."""

    def __init__(
        self, client: Client, view: View[State], drawing: Drawing, *, acts: Acts, place: int = 0
    ) -> None:
        """`drawing` is what the page was sent with."""
        # weak, since its handlers lead back here, and a cycle would wait for the collector
        self._client = ref(client)
        self.view = view
        self.acts = acts
        self.place = place
        self.own: Callable[[State], State] | None = None
        """Lays what is this screen's own over the state that all share; then `catch_up`."""
        self.answerable = ANSWERABLE
        """Drawings that are kept though it shows a later one, since an act may answer them."""
        self._sent = [drawing]
        """The last is what the browser has once everything has arrived."""
        self._ahead = 0
        """How many of these it has not said that it shows."""
        self._is_heard = False
        """Whether it said where it stands, since its socket is there."""
        self._is_lost = False
        """Whether it stands where we cannot go on from."""
        self._visibility = Visibility.of(client)
        self._forget = self._visibility.on_return(self.catch_up)
        client.on_connect(self._on_connect)
        screens_of(client)[place] = self
        view.join(self)

    @property
    def client(self) -> Client:
        """The page."""
        client = self._client()
        assert client is not None  # it outlives its screens
        return client

    @property
    def state(self) -> State:
        """What this screen is to show: what all share, with its own laid over it."""
        return self.own(self.view.state) if self.own else self.view.state

    @property
    def is_current(self) -> bool:
        """Whether it was told everything; hidden tabs may wait."""
        return self._visibility.is_hidden or self._sent[-1].node == self._target().node

    def move(self, view: View[State]) -> None:
        """Show another view from here on."""
        self.view.leave(self)
        self.view = view
        view.join(self)
        self.catch_up()

    def catch_up(self, *, even_hidden: bool = False) -> None:
        """Tell the browser what there is now, if it can hear it; it may skip what lay between."""
        is_hidden = self._visibility.is_hidden and not even_hidden
        if not self._is_heard or is_hidden or self._ahead >= AHEAD:
            return
        last, target = self._sent[-1], self._target()
        if last.number == target.number and not self._is_lost:
            self._sent[-1] = target
            return
        told = self.view.message(self.place, None if self._is_lost else last, target)
        if write(self.client, told, self.catch_up):
            self._is_lost = False
            self._ahead += 1
            self._sent.append(target)
            del self._sent[: -max(self.answerable, self._ahead + 1)]

    def hear(self, number: int, *, resumes: bool) -> None:
        """The browser shows this drawing; with `resumes` it lost what was sent since."""
        sent = [one.number for one in self._sent]
        is_known = number in sent
        if is_known:
            place = len(sent) - 1 - sent[::-1].index(number)
            if resumes:
                del self._sent[place + 1 :]
            self._ahead = len(self._sent) - 1 - place
        if resumes:
            self._is_heard = True
            self._ahead = 0
            self._is_lost = not is_known
        self.catch_up()

    def find(self, number: int) -> Drawing | None:
        """What stood here under this number; None for what never did or is too long ago."""
        return next((one for one in reversed(self._sent) if one.number == number), None)

    def end(self) -> None:
        """Show nothing more; the page goes."""
        self._forget()
        self.view.leave(self)
        if client := self._client():
            screens_of(client).pop(self.place, None)
        self.acts, self.own = {}, None

    def _target(self) -> Drawing:
        shared = self.view.drawing
        if self.own is None or (state := self.own(self.view.state)) is self.view.state:
            return shared
        drawing = self.view.other(state)
        if drawing.node == shared.node:
            return shared._replace(state=state)
        last = self._sent[-1]
        return Drawing(last.number, last.node, state) if drawing.node == last.node else drawing

    def _on_connect(self) -> None:
        self._is_heard = False


def screens_of(client: Client) -> dict[int, Screen[Any]]:
    """The screens of a page, by their places."""
    screens: dict[int, Screen[Any]] = client.storage.setdefault('screens', {})
    return screens
