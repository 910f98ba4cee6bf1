"""What all members of an organization share who look at the same list, and its drawing.

Line in, step 6. It follows what is read for all of them; whether one of them may see it is asked
of that one's own shares, by their screen.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, Generic, TypeVar
from uuid import UUID

from components.live.held_list import Beside, Queries
from components.live.listing import Listing, Section
from components.live.reading import Reading
from components.live.row_viewers import RowViewers, TopicOf
from components.live.table_bar import Shown, TableBar
from components.view.node import Node
from components.view.view import View
from models.patch import Patch, PatchKind
from services.presence import PresenceService
from services.realtime.live.list_state import ListState
from services.signals import Signal

L = TypeVar('L', bound=Listing[Any])
Key = tuple[UUID, ListState[Any, Any]]
MOVING_S = 0.15
"""A row that left a group may come to another one: so long it waits for that, to be moved."""


class SharedList(Generic[L]):
    """One choice of one organization, until `stop`; a domain says what it shows: `listing`.

    `queries` are open as long as it is. Set attributes before `super().__init__()`, since it draws.
    """

    def __init__(
        self,
        key: Key,
        queries: Queries,
        *,
        bar: TableBar[Any],
        draw: Callable[[L], Node],
        presence: PresenceService,
        topic_of: TopicOf,
    ) -> None:
        """`topic_of(id)`: where those are seen who have a row open."""
        self.key = key
        self.users = 0
        self.turned: Signal[[]] = Signal()
        """Tells that there are rows where none were, or none any more."""
        self._bar = bar
        self._queries = queries
        self._came: set[UUID] = set()
        self._left: set[UUID] = set()
        """Gone from a group, and not yet seen in another one."""
        self._waiting: asyncio.TimerHandle | None = None
        self._reading: Reading | None = None
        self._viewers = RowViewers(presence, topic_of, self._show_soon)
        self.bar: View[Shown[Any]] = View(bar.draw, Shown(key[1], self.counted))
        self.table: View[L] = View(draw, self._listing())
        self._endings: list[Callable[[], object]] = [
            *(query.subscribe(self._follow(each)) for each, query in queries.items()),
            self._viewers.stop,
            self.bar.stop,
            self.table.stop,
        ]

    def stop(self) -> None:
        """Follow nothing any more."""
        endings, self._endings = self._endings, []
        for ending in endings:
            ending()
        if self._waiting is not None:
            self._waiting.cancel()

    # what a domain says

    def listing(self, state: ListState[Any, Any]) -> L:
        """The rows as they are now; who is there and what came is added."""
        raise NotImplementedError

    def noticed(self, before: L, now: L) -> L:
        """The same with what can be told of the difference."""
        return now

    def show_counts(self) -> None:
        """What tabs and filters say is something else."""
        self.bar.show(Shown(self.key[1], self.counted))

    def reading(self) -> Reading:
        """Begin to read what stands there; the same for all who begin before it changes."""
        if self._reading is None:
            self._reading = Reading(self.table.state)
        return self._reading

    # what it is made of

    def rows(self, key: Any) -> Sequence[Any]:
        """What one of the queries holds."""
        query = self._queries.get(key)
        return query.rows if query else ()

    def figure(self, key: Beside, uncounted: Any) -> Any:
        """What is counted; `uncounted` before it is."""
        return next((one.value for one in self.rows(key)), uncounted)

    def only_section(self) -> tuple[Section[Any], ...]:
        """The rows of a list that is not grouped; how many there are is a figure."""
        rows = tuple(self.rows(None))
        found = self.figure(Beside.SECTIONS, 0)
        # the count is read a moment later than the rows
        count = max(found, self.key[1].start + len(rows))
        return (Section(rows=rows, count=count),) if rows else ()

    @property
    def counted(self) -> Any:
        """What `Beside.COUNTS` holds."""
        return self.figure(Beside.COUNTS, self._bar.uncounted)

    def _listing(self) -> L:
        listing = self.listing(self.key[1])
        shown = {row.id for row in listing.rows}
        self._viewers.watch(shown)
        here = dict(self._viewers.people)
        self._came &= shown
        people = frozenset(one.key for people in here.values() for one in people)
        return replace(listing, here=here, people=people, came=frozenset(self._came))

    # the line in

    def _follow(self, key: Any) -> Callable[[Sequence[Patch[Any]]], None]:
        if key is Beside.COUNTS:
            return lambda _: self.show_counts()
        if key is Beside.SECTIONS:
            return lambda _: self._show_soon()
        return self._on_rows

    def _on_rows(self, patches: Sequence[Patch[Any]]) -> None:
        """A row that came because it changed slides in; one that was shifted only stands there."""
        changed = [each for each in patches if not each.shifted]
        came = {each.key for each in changed if each.kind is PatchKind.INSERT}
        self._came |= came
        self._left |= {each.key for each in changed if each.kind is PatchKind.REMOVE}
        self._left -= came
        self._show_soon()

    def _show_soon(self) -> None:
        if not self._left or None in self._queries:
            self._show()
        elif self._waiting is None:
            self._waiting = asyncio.get_running_loop().call_later(MOVING_S, self._show)

    def _show(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
        self._waiting, self._left, self._reading = None, set(), None
        before = self.table.state
        now = self.noticed(before, self._listing())
        self.table.show(now)
        if bool(before.sections) is not bool(now.sections):
            self.turned.emit()


class SharedLists:
    """Every list that somebody looks at; made when the first one comes."""

    def __init__(self) -> None:
        self._lists: dict[Key, SharedList[Any]] = {}

    def enter(self, key: Key, make: Callable[[], SharedList[Any]]) -> SharedList[Any]:
        """The list of this choice; whoever enters holds shares of its queries until they leave."""
        found = self._lists.get(key)
        if found is None:
            found = self._lists[key] = make()
        found.users += 1
        return found

    def leave(self, shared: SharedList[Any]) -> None:
        shared.users -= 1
        if shared.users == 0:
            del self._lists[shared.key]
            shared.stop()
