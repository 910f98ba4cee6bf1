"""What all members of an organization share who look at the same proposals, and its drawing.

Line in, step 6. It follows what is read for all of them; whether one of them may see it is asked
of that one's own shares, by their screen.
"""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from components.proposals.list.figures import figures
from components.proposals.list.held import Beside
from components.proposals.list.listing import Figures, Listing, Section, sections_of
from components.proposals.list.table import listing_table
from components.proposals.list.viewers import RowViewers
from components.proposals.list.words import gain
from components.view.view import View
from models.patch import Patch, PatchKind
from services import time_zones
from services.presence import PresenceService
from services.proposals.cards import ProposalCard
from services.proposals.figures import ListFigures
from services.proposals.list_state import ProposalListState
from services.proposals.sections import Sections
from services.proposals.topics import clients_here
from services.realtime.live import LiveQuery
from services.signals import Signal

MOVING_S = 0.15
"""A card that left a group may come to another one: so long it waits for that, to be moved."""
Queries = Mapping[Any, LiveQuery[Any]]
Key = tuple[UUID, ProposalListState]


class SharedList:
    """One choice of one organization, until `stop`; `queries` are open as long as it is."""

    def __init__(
        self, key: Key, queries: Queries, presence: PresenceService, time_zone: str
    ) -> None:
        self.key = key
        self.users = 0
        self.turned: Signal[[]] = Signal()
        """Tells that there are rows where none were, or none any more."""
        self._queries = queries
        self._presence = presence
        self._time_zone = time_zone
        self._came: set[UUID] = set()
        self._left: set[UUID] = set()
        """Gone from a group, and not yet seen in another one."""
        self._gained: dict[UUID, str] = {}
        self._waiting: asyncio.TimerHandle | None = None
        self._clients = clients_here(key[0])
        self._viewers = RowViewers(presence, self._show_soon)
        self.table = View(listing_table, self._listing(self._sections()))
        self.figures = View(figures, self._figures())
        self._endings = [
            *(query.subscribe(self._follow(each)) for each, query in queries.items()),
            presence.on_change(self._clients, lambda _: self._show_figures()),
            self._viewers.stop,
            self.table.stop,
            self.figures.stop,
        ]

    def stop(self) -> None:
        """Follow nothing any more."""
        endings, self._endings = self._endings, []
        for ending in endings:
            ending()
        if self._waiting is not None:
            self._waiting.cancel()

    def _sections(self) -> tuple[Section, ...]:
        counted = next(iter(self._rows(Beside.SECTIONS)), Sections())
        return sections_of(self._rows, counted)

    def _listing(self, sections: tuple[Section, ...]) -> Listing:
        shown = {card.id for section in sections for card in section.cards}
        self._viewers.watch(shown)
        here = dict(self._viewers.people)
        self._came &= shown
        self._gained = {key: said for key, said in self._gained.items() if key in shown}
        return Listing(
            state=self.key[1],
            today=time_zones.today(self._time_zone),
            sections=sections,
            here=here,
            people=frozenset(one.key for people in here.values() for one in people),
            gained=self._gained,
            came=frozenset(self._came),
        )

    def _rows(self, key: Any) -> Sequence[Any]:
        query = self._queries.get(key)
        return query.rows if query else ()

    def _figures(self) -> Figures:
        counted = next(iter(self._rows(Beside.FIGURES)), ListFigures())
        clients = len(self._presence.viewers(self._clients))
        return Figures(counted, clients, f'{time_zones.today(self._time_zone):%B}')

    # the line in

    def _follow(self, key: Any) -> Callable[[Sequence[Patch[Any]]], None]:
        if key is Beside.FIGURES:
            return lambda _: self._show_figures()
        if key is Beside.SECTIONS:
            return lambda _: self._show_soon()
        return self._on_cards

    def _on_cards(self, patches: Sequence[Patch[ProposalCard]]) -> None:
        """A card that came because it changed slides in; one that was shifted only stands there."""
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
        self._waiting, self._left = None, set()
        before, sections = self.table.state, self._sections()
        self._note_gains(before, sections)
        self.table.show(self._listing(sections))
        if bool(before.sections) is not bool(sections):
            self.turned.emit()

    def _note_gains(self, before: Listing, sections: tuple[Section, ...]) -> None:
        known = {card.id: card for card in before.cards}
        for card in (card for section in sections for card in section.cards):
            was = known.get(card.id, card)
            if was is not card and (words := gain(was, card)) is not None:
                self._gained[card.id] = words

    def _show_figures(self) -> None:
        if (now := self._figures()) != self.figures.state:
            self.figures.show(now)


class SharedLists:
    """Every list that somebody looks at; made when the first one comes."""

    def __init__(self, presence: PresenceService) -> None:
        self._presence = presence
        self._lists: dict[Key, SharedList] = {}

    def enter(self, key: Key, queries: Queries, time_zone: str) -> SharedList:
        """The list of this choice; whoever enters holds shares of `queries` until they leave."""
        found = self._lists.get(key)
        if found is None:
            found = self._lists[key] = SharedList(key, queries, self._presence, time_zone)
        found.users += 1
        return found

    def leave(self, shared: SharedList) -> None:
        shared.users -= 1
        if shared.users == 0:
            del self._lists[shared.key]
            shared.stop()
