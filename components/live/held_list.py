"""What one member holds of a long list: shares in windows of rows, and in counts. Line in, step 6.

Reads nothing itself. What is drawn of it is drawn once for all who hold the same.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import partial
from typing import Any, Generic, TypeVar

from components.live.element import LiveElement
from components.live.windows import Windows
from models.viewer import Operator
from services.realtime.live import Figure, LiveQuery, LiveService, Query
from services.realtime.live.list_state import ListState
from services.realtime.status import StatusSource

Row = TypeVar('Row')
State = TypeVar('State', bound=ListState[Any, Any])
Queries = Mapping[Any, LiveQuery[Any]]


AROUND = 25
"""Rows held on either side of those that are looked at, at least."""


class Beside(StrEnum):
    """Queries beside the windows of rows."""

    SECTIONS = 'sections'
    """Of what is looked at: how many rows there are, a figure."""
    COUNTS = 'counts'
    """Of everything: what tabs and filters say, a figure."""


class HoldingScreen(LiveElement):
    """Ends what it holds when it ends."""

    def swap(self) -> None:
        """Show what is held now."""
        raise NotImplementedError

    def turn(self) -> None:
        """Show what may be seen now."""
        raise NotImplementedError


class HeldList(Generic[State]):
    """Tells its screen to `swap` when another choice is there, to `turn` when what may be seen is
    something else.
    """

    def __init__(
        self,
        screen: HoldingScreen,
        live: LiveService,
        viewer: Operator,
        *,
        windows: Callable[[State], Mapping[Any, Query[Any]]],
        counts: Query[Figure[Any]],
        start: State,
    ) -> None:
        """`windows(state)`: the windows of a choice by their groups, and `Beside.SECTIONS`."""
        self._windows_of = windows
        self._live = live
        self.viewer = viewer
        self.windows = Windows(screen, live, viewer, on_swap=screen.swap, on_turn=screen.turn)
        self.counted = live.share(counts, viewer)
        screen.on_end(partial(live.close, self.counted))
        self.state = start
        """What was chosen; what is shown may be the choice before."""
        self._wanted = 0
        """Rows before the stretch that was scrolled to last; it may be read yet."""

    def begin(self) -> None:
        """Begin to read."""
        self.look_at(self.state)

    @property
    def counts(self) -> Any:
        """What is counted of everything; None before it is read."""
        return next((one.value for one in self.counted.rows), None)

    @property
    def sources(self) -> Sequence[StatusSource]:
        """What the page shows, for its badge."""
        return (self.windows, self.counted)

    @property
    def queries(self) -> Queries:
        """What all members share who hold the same."""
        shown = {key: share.shared for key, share in self.windows.shares.items()}
        return {**shown, Beside.COUNTS: self.counted.shared}

    async def ready(self) -> None:
        """Wait until there is something to show."""
        # a page that is gone waits for nothing more
        if await self.windows.ready():
            await self.counted.ready()

    async def read(self, query: Query[Row]) -> Sequence[Row]:
        """Rows as they are now, without following them."""
        return await self._live.read(query, self.viewer)

    def look_at(self, state: State) -> None:
        """Hold another part, or in another order, as soon as it is read."""
        self._hold(state)

    async def scroll(self, number: int) -> None:
        """Hold the stretch around this row of a list that is not grouped, once it is read."""
        start = max(0, number - AROUND) // AROUND * AROUND
        if start == self._wanted:
            return
        self._wanted = start
        choice = self.state.choice
        try:
            state = await self._found(choice.at(start)) if start else choice
        except Exception:
            self._wanted = self.state.start  # or it could not be asked for again
            raise
        if self._wanted == start and choice == self.state.choice:
            self._hold(state)

    async def _found(self, state: State) -> State:
        """With the place of the last row before it, which stays where it is when others come."""
        before = replace(state, start=state.start - 1, most=1)
        (query,) = (
            query for key, query in self._windows_of(before).items() if key is not Beside.SECTIONS
        )
        row = next(iter(await self.read(query)), None)
        assert query.window is not None  # as every long list has
        return state.choice if row is None else state.at(state.start, query.window.place(row))

    def _hold(self, state: State) -> None:
        self.state, self._wanted = state, state.start
        self.windows.look_at(self._windows_of(state))

    @property
    def is_member(self) -> bool:
        """Whether anything may be seen."""
        return self.windows.is_member and self.counted.is_member

    @property
    def rows(self) -> Iterator[Any]:
        """All that is shown."""
        for key in self.windows.shares:
            if key is not Beside.SECTIONS:
                yield from self.windows.rows(key)

    def row(self, key: str) -> Any:
        """The row of this id, if it is shown."""
        return next((row for row in self.rows if str(row.id) == key), None)
