"""What changed, in a client's words: for the marks, and for an approval that came too late."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from components.engine.directions import isolated
from components.kit.format import DAY_S, day_date, long_date
from models.organization import ANYWHERE
from services import money
from services.proposals.differences import Difference, Turn
from services.time_zones import day_at

ICONS = {
    Turn.ADDED: 'plus',
    Turn.REMOVED: 'x',
    Turn.PRICE_UP: 'arrow-up',
    Turn.PRICE_DOWN: 'arrow-down',
    Turn.CHOSEN: 'check',
    Turn.LEFT_OUT: 'x',
    Turn.REWRITTEN: 'pencil-line',
    Turn.FACT: 'calendar-days',
}
TRIP = {
    'title': 'The trip has a new name',
    'subtitle': 'The line under the title was rewritten',
    'intro': 'The letter was rewritten',
    'terms': 'The travel terms changed',
    'departs_from': 'The place of departure changed',
}
FACTS = {
    'travellers': 'Travellers',
    'starts_on': 'First day',
    'ends_on': 'Last day',
    'valid_until': 'Valid until',
    'currency': 'Currency',
}
WEEK_DAYS = 7


def sentence(change: Difference, currency: str, was_in: str = '') -> str:
    """`Sunset kayak: now €120, was €100`; `was_in` is the currency before, if that changed."""
    was_in = was_in or currency
    name = isolated(change.title or 'An untitled part')
    if change.name == 'day':
        name = f'The day “{name}”'
    costs = 'costs more' if change.turn is Turn.PRICE_UP else 'costs less'
    if was_in != currency:
        costs = 'has a new price'
    said = {
        Turn.ADDED: f'{name} is new',
        Turn.REMOVED: f'{name} is no longer part of it',
        Turn.PRICE_UP: f'{name} {costs}',
        Turn.PRICE_DOWN: f'{name} {costs}',
        Turn.CHOSEN: f'{name} was added',
        Turn.LEFT_OUT: f'{name} was taken out',
        Turn.REWRITTEN: TRIP.get(change.name, f'{name} is described differently'),
        Turn.FACT: FACTS.get(change.name, ''),
    }[change.turn]
    if change.turn is Turn.FACT:
        return f'{said}: {_fact(change.after)}, was {_fact(change.before)}'
    if change.turn in {Turn.PRICE_UP, Turn.PRICE_DOWN} and change.is_optional:
        now, was = money.shown(change.after, currency), money.shown(change.before, was_in)
        return f'{name}: now {now}, was {was}'
    if change.turn is Turn.REWRITTEN and change.before not in {None, change.title}:
        return f'{isolated(change.before or "An untitled part")} is now {name}'
    return said


def sentences(changes: Iterable[Difference], currency: str) -> list[tuple[str, str]]:
    """`[(icon, sentence), …]`"""
    told = list(changes)
    was_in = next((change.before for change in told if change.name == 'currency'), currency)
    return [(ICONS[change.turn], sentence(change, currency, was_in)) for change in told]


def since(
    moment: datetime | None, *, now: datetime | None = None, time_zone: str = ANYWHERE
) -> str:
    """`since Tuesday`, `since yesterday`, `since your last visit`, `since 4 December 2026`.

    Nothing without a moment. By the days of a zone; browsers say it by those of their own.
    """
    if moment is None:
        return ''
    now = now or datetime.now(UTC)
    here, today = day_at(moment, time_zone), day_at(now, time_zone)
    days = (today - here).days
    if days <= 0 or (now - moment).total_seconds() < DAY_S:
        return 'since your last visit'
    if days == 1:
        return 'since yesterday'
    return f'since {day_date(here).split()[0] if days < WEEK_DAYS else long_date(here)}'


def _fact(value: Any) -> str:
    if value is None:
        return 'open'
    return long_date(value) if hasattr(value, 'year') else isolated(str(value))
