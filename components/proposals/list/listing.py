"""What stands on the screens of those who look at the same proposals. Pure; line in, step 6."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from components.live.listing import Listing, Section
from components.proposals.list.words import worth
from services.proposals.cards import ProposalCard
from services.proposals.figures import ListFigures
from services.proposals.list_state import Group
from services.proposals.sections import NOTHING, Sections


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalListing(Listing[ProposalCard]):
    """What rows show beside their cards."""

    today: date
    """Where the organization is."""
    gained: Mapping[UUID, str] = field(default_factory=dict)
    """By how much a client's act changed a total: `+€100`."""


class Figures(NamedTuple):
    """What stands above the list."""

    counted: ListFigures
    clients: int
    """Who look at a proposal now."""
    month: str


def sections_of(
    rows: Callable[[Any], Sequence[Any]], counted: Sections
) -> tuple[Section[ProposalCard], ...]:
    """What is shown, in its order; `rows(group)` are those that a window holds of all `counted`."""
    found = []
    for group, cards in _cards_by_group(rows).items():
        figures = counted.get(group, NOTHING)
        if cards:
            section = Section(
                title=group.value if group else '',
                rows=tuple(cards),
                # the count is read a moment later than the rows
                count=max(figures.count, len(cards)),
                value=worth(figures.value),
            )
            found.append(section)
    return tuple(found)


def _cards_by_group(
    rows: Callable[[Any], Sequence[ProposalCard]],
) -> dict[Group | None, list[ProposalCard]]:
    """Each card once: on its way from one group to another two windows hold it."""
    held = {key: rows(key) for key in (*Group, None)}
    newest: dict[UUID, ProposalCard] = {}
    for cards in held.values():
        for card in cards:
            if card.id not in newest or card.revision > newest[card.id].revision:
                newest[card.id] = card
    return {
        group: [card for card in cards if newest[card.id] is card] for group, cards in held.items()
    }
