"""What a screen holds of the proposals: windows of its groups, counts, figures, latest acts.

Line in, step 6: reads nothing itself, and turns rows into the sections that the table draws.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any
from uuid import UUID

from components.live.element import LiveElement
from components.live.windows import Windows
from components.proposals.list.words import worth
from models.patch import Patch, PatchKind
from services.accounts.members import Member
from services.core import Services
from services.proposals.cards import ProposalCard
from services.proposals.figures import ListFigures, proposal_figures
from services.proposals.list_state import START, Group, ProposalListState, Tab, groups_of
from services.proposals.sections import Sections, section_figures
from services.proposals.windows import latest_acts, proposal_window

MOVING_S = 0.15
"""A card that left a group may come to another one: so long it waits for that, to be moved."""


class Beside(StrEnum):
    """Queries beside the windows of cards."""

    SECTIONS = 'sections'
    FIGURES = 'figures'
    ACTS = 'acts'


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Rows under one head; the head is empty where the list is not grouped."""

    title: str
    cards: tuple[ProposalCard, ...]
    count: int
    """Of all cards of the group, shown or not."""
    value: str


class HeldProposals:
    """`on_change(news)` names the cards that came because they changed; `on_acts()` says that
    clients did something.
    """

    def __init__(
        self,
        element: LiveElement,
        services: Services,
        member: Member,
        *,
        on_change: Callable[[frozenset[UUID]], object],
        on_acts: Callable[[], object],
    ) -> None:
        self._member = member
        self._live = services.live
        self._on_change = on_change
        self._on_acts = on_acts
        self._came: set[UUID] = set()
        self._left: set[UUID] = set()
        """Gone from a group, and not yet seen in another one."""
        self._waiting: asyncio.TimerHandle | None = None
        element.on_end(self._end)
        self.windows = Windows(
            element,
            services.live,
            member.viewer,
            on_swap=self._on_swap,
            on_patches=self._on_patches,
        )

    def look_at(self, state: ProposalListState) -> None:
        """Hold another part, or in another order, as soon as it is read."""
        organization_id = self._member.viewer.organization_id
        groups = groups_of(state)
        self.windows.look_at(
            {
                **{group: proposal_window(organization_id, state, group) for group in groups},
                Beside.SECTIONS: section_figures(organization_id, state),
                Beside.FIGURES: proposal_figures(organization_id, self._member.time_zone),
                Beside.ACTS: latest_acts(organization_id),
            }
        )

    @property
    def figures(self) -> ListFigures:
        return next(iter(self.windows.rows(Beside.FIGURES)), ListFigures())

    @property
    def acts(self) -> Sequence[ProposalCard]:
        """The proposals on which clients acted last."""
        return self.windows.rows(Beside.ACTS)

    @property
    def sections(self) -> list[Section]:
        """What is shown, in its order."""
        counted = next(iter(self.windows.rows(Beside.SECTIONS)), Sections())
        found = []
        for group, cards in self._cards_by_group().items():
            figures = counted.of(group)
            # the count is read a moment later than the rows
            count = max(figures.count, len(cards))
            title = group.value if group else ''
            if cards:
                found.append(
                    Section(
                        title=title, cards=tuple(cards), count=count, value=worth(figures.value)
                    )
                )
        return found

    def card(self, proposal_id: UUID) -> ProposalCard | None:
        """The card, if it is shown or its client acted lately."""
        cards = [card for section in self.sections for card in section.cards]
        return next((card for card in [*cards, *self.acts] if card.id == proposal_id), None)

    async def find(self, tab: Tab, most: int) -> tuple[Sequence[ProposalCard], int]:
        """The latest cards of a tab, and how many there are."""
        organization_id = self._member.viewer.organization_id
        state = replace(START, tab=tab, most=most)
        query = self._live.open(proposal_window(organization_id, state), self._member.viewer)
        try:
            await query.ready()
            return query.rows, dict(self.figures.counts).get(tab, 0)
        finally:
            self._live.close(query)

    def _cards_by_group(self) -> dict[Group | None, list[ProposalCard]]:
        """Each card once: on its way from one group to another two windows hold it."""
        held = {key: self.windows.rows(key) for key in (*Group, None)}
        newest: dict[UUID, ProposalCard] = {}
        for cards in held.values():
            for card in cards:
                if card.id not in newest or card.revision > newest[card.id].revision:
                    newest[card.id] = card
        return {
            group: [card for card in cards if newest[card.id] is card]
            for group, cards in held.items()
        }

    def _on_swap(self) -> None:
        self._came.clear()
        self._tell()

    def _on_patches(self, key: Any, patches: Sequence[Patch[Any]]) -> None:
        if key is Beside.ACTS:
            self._on_acts()
            return
        changed = [each for each in patches if not each.shifted]
        came = {each.key for each in changed if each.kind is PatchKind.INSERT}
        self._came |= came
        self._left |= {each.key for each in changed if each.kind is PatchKind.REMOVE}
        self._left -= came
        if not self._left or None in self.windows.keys:
            self._tell()
        elif self._waiting is None:
            self._waiting = asyncio.get_running_loop().call_later(MOVING_S, self._tell)

    def _tell(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
        came, self._came, self._left, self._waiting = self._came, set(), set(), None
        self._on_change(frozenset(came))

    def _end(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
