"""What changed between two states of a proposal, as its client would say it; pure.

Serves the line in (marks on the page) and the line out (why an approval was refused).
"""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from models import PriceUnit, Proposal, ProposalActivity, ProposalDay

log = logging.getLogger(__name__)

LINE_WORDS = ('title', 'note', 'description')
DAY_WORDS = ('title', 'body')
TRIP_WORDS = ('title', 'subtitle', 'intro', 'terms', 'departs_from')
TRIP_FACTS = ('travellers', 'starts_on', 'ends_on', 'valid_until', 'currency')


class Turn(StrEnum):
    """What happened to a line, a day or the trip."""

    ADDED = 'added'
    REMOVED = 'removed'
    PRICE_UP = 'price_up'
    PRICE_DOWN = 'price_down'
    CHOSEN = 'chosen'
    """An option counts now."""
    LEFT_OUT = 'left_out'
    """An option counts no more."""
    REWRITTEN = 'rewritten'
    FACT = 'fact'
    """Travellers, dates, currency: `name` says which."""


PRICE_TURNS = {Turn.PRICE_UP, Turn.PRICE_DOWN}
LOUD = {Turn.ADDED, Turn.REMOVED, *PRICE_TURNS}
"""What is worth a mark beside a line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One activity as its client sees it."""

    id: UUID
    title: str
    price: Decimal
    """For one person or for the group, by `unit`."""
    unit: PriceUnit
    is_optional: bool
    is_on: bool
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A proposal at one moment."""

    facts: Mapping[str, Any]
    """Columns of the proposal itself that its client sees."""
    days: Mapping[UUID, tuple[str, ...]] = field(default_factory=dict)
    lines: Mapping[UUID, Line] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    turn: Turn
    id: UUID | None = None
    """Of the line or day; None for the trip itself."""
    title: str = ''
    name: str = ''
    """Column that changed, for a fact of the trip."""
    before: Any = None
    after: Any = None
    is_optional: bool = False
    """Whether it is a line with a price of its own; what is included has none that shows."""


def picture(
    proposal: Proposal, days: Iterable[ProposalDay], activities: Iterable[ProposalActivity]
) -> Picture:
    """The rows as a picture."""
    return picture_of_lines(proposal, days, ((row.day_id, line(row)) for row in activities))


def picture_of_lines(
    proposal: Proposal, days: Iterable[ProposalDay], lines: Iterable[tuple[UUID, Line]]
) -> Picture:
    """The same of lines with their days; those of days that are gone do not show."""
    shown = {day.id: tuple(getattr(day, name) for name in DAY_WORDS) for day in days}
    return Picture(
        facts={name: getattr(proposal, name) for name in (*TRIP_WORDS, *TRIP_FACTS)},
        days=shown,
        lines={each.id: each for day_id, each in lines if day_id in shown},
    )


def of_snapshot(kept: Mapping[str, Any]) -> Picture | None:
    """A `ProposalVersion.snapshot` as a picture; None for one that cannot be read."""
    try:
        return picture(
            Proposal.model_validate(kept['proposal']),
            [ProposalDay.model_validate(day) for day in kept['days']],
            [ProposalActivity.model_validate(row) for row in kept['activities']],
        )
    except (ValidationError, LookupError, TypeError) as error:
        log.warning('a kept version cannot be read (%s)', type(error).__name__)
        return None


def line(row: ProposalActivity) -> Line:
    return Line(
        id=row.id,
        title=row.title,
        price=row.price,
        unit=row.price_unit,
        is_optional=row.is_optional,
        is_on=row.is_selected if row.is_optional else True,
        words=tuple(getattr(row, name) for name in LINE_WORDS),
    )


def differences(before: Picture, after: Picture) -> list[Difference]:
    """The trip first, then lines as they stand now, then what is gone; no order of days."""
    found = [*_of_trip(before, after), *_of_days(before, after)]
    for key, now in after.lines.items():
        was = before.lines.get(key)
        if was is not now:
            found += of_line(was, now, people(after))
    for key, gone in before.lines.items():
        if key not in after.lines:
            found.append(difference(Turn.REMOVED, gone))
    return found


def people(shown: Picture) -> int:
    count: int = shown.facts['travellers']
    return count


def of_line(was: Line | None, now: Line, travellers: int) -> list[Difference]:
    """What happened to one line that is there now."""
    if was is None:
        return [difference(Turn.ADDED, now)]
    found = []
    old, new = amounts(was, now, travellers)
    if old != new:
        turn = Turn.PRICE_UP if new > old else Turn.PRICE_DOWN
        found.append(difference(turn, now, before=old, after=new))
    if was.is_on != now.is_on:
        turn = Turn.CHOSEN if now.is_on else Turn.LEFT_OUT
        found.append(difference(turn, now))
    if was.words != now.words or was.is_optional != now.is_optional:
        found.append(difference(Turn.REWRITTEN, now, before=was.title))
    return found


def difference(turn: Turn, of: Line, **more: Any) -> Difference:
    return Difference(turn=turn, id=of.id, title=of.title, is_optional=of.is_optional, **more)


def amounts(was: Line, now: Line, travellers: int) -> tuple[Decimal, Decimal]:
    """Both prices for everybody, so that "each" and "for the group" compare."""
    old, new = (
        one.price * (travellers if one.unit == PriceUnit.PER_PERSON else 1) for one in (was, now)
    )
    return old, new


def _of_trip(before: Picture, after: Picture) -> list[Difference]:
    found = [
        Difference(turn=Turn.FACT, name=name, before=before.facts[name], after=after.facts[name])
        for name in TRIP_FACTS
        if before.facts[name] != after.facts[name]
    ]
    for name in TRIP_WORDS:
        if before.facts[name] != after.facts[name]:
            found.append(Difference(turn=Turn.REWRITTEN, name=name))
    return found


def _of_days(before: Picture, after: Picture) -> list[Difference]:
    found = []
    for key, words in after.days.items():
        if key not in before.days:
            found.append(Difference(turn=Turn.ADDED, id=key, title=words[0], name='day'))
        elif before.days[key] != words:
            found.append(Difference(turn=Turn.REWRITTEN, id=key, title=words[0], name='day'))
    for key, words in before.days.items():
        if key not in after.days:
            found.append(Difference(turn=Turn.REMOVED, id=key, title=words[0], name='day'))
    return found
