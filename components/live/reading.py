"""What somebody reads who has scrolled into a list: rows stand still under their eyes. Pure.

Line in, step 6. Values change where they are; whatever would come or move above waits until it is
asked for, and what goes is gone at once.
"""

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain
from typing import Any, TypeVar
from uuid import UUID

from components.live.listing import Listing, Section
from components.view.difference import longest_run

L = TypeVar('L', bound=Listing[Any])
Rows = dict[UUID, Any]
Places = Mapping[UUID, int]


class Reading:
    """Holds the order in which rows stood when somebody began to read: some bytes a row."""

    def __init__(self, listing: Listing[Any], *, total: int | None = None) -> None:
        """`total`: how many rows there were when it began, where that was before."""
        self._state = listing.state
        self._total = listing.total if total is None else total
        self._order = {
            section.title: tuple(row.id for row in section.rows) for section in listing.sections
        }
        self._last: tuple[Listing[Any], Listing[Any]] | None = None
        """What it was asked for last, and said: those who began together see the same."""

    def moved_on(self, listing: Listing[Any]) -> 'Reading':
        """Another stretch is read."""
        is_same = listing.state.choice == self._state.choice
        return Reading(listing, total=self._total if is_same else None)

    def held(self, listing: L, own: Collection[UUID] = ()) -> L:
        """The rows as they stood, with their values of now; `own` come at once."""
        if listing.state != self._state:
            return listing
        own = [row.id for row in listing.rows if row.id in own] if own else ()
        if own:
            return self._held(listing, own)
        if self._last is None or self._last[0] is not listing:
            self._last = (listing, self._held(listing))
        return self._last[1]  # type: ignore[return-value]

    def _held(self, listing: L, own: Collection[UUID] = ()) -> L:
        places = {id: place for place, id in enumerate(chain(*self._order.values()))}
        rows: Rows = {row.id: row for row in listing.rows}
        sections = tuple(self._sections(listing, rows, places, own))
        withheld = len(rows) - sum(len(section.rows) for section in sections)
        moved = _moved([places[id] for id in rows if id in places])
        waiting = withheld + moved + self._above(listing, new=len(rows.keys() - places.keys()))
        if not waiting:
            return listing
        return replace(listing, sections=sections, waiting=waiting, withheld=withheld)

    def _sections(
        self, listing: Listing[Any], rows: Rows, places: Places, own: Collection[UUID]
    ) -> Iterator[Section[Any]]:
        now = {section.title: section for section in listing.sections}
        for title in dict.fromkeys((*self._order, *now)):
            before = [rows[id] for id in self._order.get(title, ()) if id in rows]
            section = now.get(title) or Section(title=title, rows=(), count=len(before))
            if shown := tuple(_with_new(before, section.rows, places, own)):
                yield replace(section, rows=shown)

    def _above(self, listing: Listing[Any], *, new: int) -> int:
        """Rows that came before a stretch far down, as far as the count tells."""
        return max(0, listing.total - self._total - new) if listing.state.start else 0


def _with_new(
    before: Sequence[Any], now: Iterable[Any], places: Places, own: Collection[UUID]
) -> Iterator[Any]:
    """One's own stand where they belong; others at the end, where they move nothing."""
    left = deque(before)
    unseen: list[Any] = []
    for row in now:
        if row.id in own and row.id not in places:
            yield row
        elif row.id not in places:
            unseen.append(row)
        else:
            unseen = []
            while left and any(each.id == row.id for each in left):
                yield left.popleft()
    yield from left
    if before:
        yield from unseen


def _moved(places: Sequence[int]) -> int:
    return len(places) - len(longest_run(places))
