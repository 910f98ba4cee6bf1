"""A month of trips: bars over the weeks, on a phone a list by day. Pure; line in, step 6."""

from calendar import MONDAY, Calendar
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from babel.dates import format_date

from components.kit.format import LOCALE
from components.trips.looks import STATE, dates, openness, said, who
from components.view.node import Node, el
from components.view.pieces import icon
from services.trips.cards import TripCard

WEEK = 7


@dataclass(frozen=True, slots=True)
class Month:
    """A month, and the whole weeks that show it."""

    first: date

    @property
    def weeks(self) -> list[list[date]]:
        return Calendar(MONDAY).monthdatescalendar(self.first.year, self.first.month)

    @property
    def start(self) -> date:
        """The first day that is shown."""
        return self.weeks[0][0]

    @property
    def end(self) -> date:
        return self.weeks[-1][-1]

    @property
    def name(self) -> str:
        return format_date(self.first, 'LLLL y', locale=LOCALE)

    def moved(self, months: int) -> 'Month':
        index = self.first.year * 12 + self.first.month - 1 + months
        return Month(date(index // 12, index % 12 + 1, 1))


class Shown(NamedTuple):
    """What the calendar is drawn of."""

    month: Month
    today: date
    cards: tuple[TripCard, ...]


class Bar(NamedTuple):
    """A trip within one week."""

    card: TripCard
    lane: int
    start: int
    """Column, 0 is Monday."""
    days: int
    begins: bool
    """Whether it does in this week."""
    ends: bool


def bars(week: Sequence[date], cards: Iterable[TripCard]) -> list[Bar]:
    """Each trip in the first lane that is free, the earliest first."""
    away = [
        (max(first, week[0]), min(last, week[-1]), card)
        for card in cards
        for first, last in [_span(card)]
        if first <= week[-1] and last >= week[0]
    ]
    away.sort(key=lambda each: (_span(each[2]), each[2].title, each[2].id))
    free: list[date] = []
    found = []
    for first, last, card in away:
        lane = next((lane for lane, day in enumerate(free) if day <= first), len(free))
        free[lane : lane + 1] = [last + timedelta(days=1)]
        begins, ends = _span(card)
        found.append(
            Bar(card, lane, (first - week[0]).days, (last - first).days + 1, begins == first,
                ends == last)
        )  # fmt: skip
    return found


def _span(card: TripCard) -> tuple[date, date]:
    assert card.starts_on is not None  # else no calendar shows it
    return card.starts_on, card.ends_on or card.starts_on


def draw(shown: Shown) -> Node:
    """The month by weeks, and by days for a phone; either is shown."""
    return el(
        'div',
        't-month',
        el('div', 't-month__weeks', _head(), [_week(week, shown) for week in shown.month.weeks]),
        _agenda(shown),
        data_walk=True,
    )


def _head() -> Node:
    monday = date(2024, 1, 1)
    days = (
        format_date(monday + timedelta(days=each), 'EEE', locale=LOCALE) for each in range(WEEK)
    )
    return el('div', 't-month__head', [el('span', '', each) for each in days], aria_hidden='true')


def _week(week: Sequence[date], shown: Shown) -> Node:
    placed = bars(week, shown.cards)
    lanes = max((bar.lane for bar in placed), default=-1) + 1
    return el(
        'div',
        't-month__week',
        [_day(day, number, shown) for number, day in enumerate(week)],
        [_bar(bar) for bar in placed],
        key=week[0],
        style=f'--lanes:{max(lanes, 1)}',
    )


def _day(day: date, number: int, shown: Shown) -> Node:
    classes = 't-month__day' + ' t-month__day--out' * (day.month != shown.month.first.month)
    is_today = day == shown.today
    mark = el('time', '', str(day.day), datetime=day.isoformat())
    return el(
        'div', classes, mark, key=day, aria_current='date' if is_today else None,
        style=f'grid-column:{number + 1}',
    )  # fmt: skip


def _bar(bar: Bar) -> Node:
    card = bar.card
    look = STATE.looks[card.state]
    edges = ' t-month__bar--on' * (not bar.begins) + ' t-month__bar--off' * (not bar.ends)
    what = said(card.title, who(card), dates(card), look.word)
    return el(
        'a',
        f't-month__bar{edges}',
        icon(look.symbol, 12),
        el('span', 't-clip', card.title),
        key=card.id,
        href=f'/trips/{card.id}',
        title=what,
        aria_label=what,
        style=f'grid-column:{bar.start + 1}/span {bar.days};grid-row:{bar.lane + 2}',
        data={'tone': look.tone or 'mute', 'step': True},
    )


# on a phone


def _agenda(shown: Shown) -> Node:
    rows = [_agenda_row(card) for card in _within(shown)]
    nothing = el('p', 't-2 t-card__none', 'Nobody travels this month.', key='nothing')
    return el('div', 't-month__agenda', rows or nothing)


def _within(shown: Shown) -> Iterator[TripCard]:
    month = shown.month.first
    after = shown.month.moved(1).first
    for card in sorted(shown.cards, key=_span):
        first, last = _span(card)
        if first < after and last >= month:
            yield card


def _agenda_row(card: TripCard) -> Node:
    words = said(who(card), dates(card))
    text = el(
        'span', 't-grow', el('span', 't-clip t-medium t-block', card.title),
        el('span', 't-clip t-12 t-3 t-block', words),
    )  # fmt: skip
    end = openness(card) if card.state.is_ahead else STATE.chip(card.state)
    return el('a', 't-item', text, end, key=card.id, href=f'/trips/{card.id}', data_step=True)
