"""What stands on the screens of those who look at the same proposals. Pure; line in, step 6."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, NamedTuple, Self
from uuid import UUID

from components.proposals.list.words import worth
from services.presence import Person
from services.proposals.cards import ProposalCard
from services.proposals.figures import ListFigures
from services.proposals.list_state import Group, ProposalListState
from services.proposals.sections import Sections

Here = Mapping[UUID, tuple[Person, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Rows under one head; the head is empty where the list is not grouped."""

    title: str
    cards: tuple[ProposalCard, ...]
    count: int
    """Of all cards of the group, shown or not."""
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """A choice, and what it shows."""

    state: ProposalListState
    today: date
    """Where the organization is."""
    sections: tuple[Section, ...] = ()
    here: Here = field(default_factory=dict)
    """Who has them open now."""
    people: frozenset[str] = frozenset()
    """Keys of all of them."""
    gained: Mapping[UUID, str] = field(default_factory=dict)
    """By how much a client's act changed a total: `+€100`."""
    came: frozenset[UUID] = frozenset()
    """What was not there from the beginning."""

    @property
    def cards(self) -> Iterable[ProposalCard]:
        return (card for section in self.sections for card in section.cards)

    @property
    def cut(self) -> Section | None:
        """The last section of which not all is shown."""
        cut = (each for each in reversed(self.sections) if each.count > len(each.cards))
        return next(cut, None)

    @property
    def is_short(self) -> bool:
        """Whether that is a group which shows its latest few only."""
        cut = self.cut
        return bool(cut and cut.title == Group.DECIDED and len(cut.cards) < self.state.most)

    def without(self, key: str) -> Self:
        """To this person's own eyes."""
        if key not in self.people:
            return self
        others = {
            where: tuple(one for one in people if one.key != key)
            for where, people in self.here.items()
        }
        return replace(self, here=others)


class Figures(NamedTuple):
    """What stands above the list."""

    counted: ListFigures
    clients: int
    """Who look at a proposal now."""
    month: str


def sections_of(rows: Callable[[Any], Sequence[Any]], counted: Sections) -> tuple[Section, ...]:
    """What is shown, in its order; `rows(group)` are those that a window holds."""
    found = []
    for group, cards in _cards_by_group(rows).items():
        figures = counted.of(group)
        if cards:
            section = Section(
                title=group.value if group else '',
                cards=tuple(cards),
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
