"""The counters: a number that rolls and glows, how it went, and a line. Pure; line in, step 6."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from components.proposals.list.words import worth
from components.view.node import Node, el
from components.view.parts import part
from components.view.pieces import icon
from components.view.spark import spark
from services import money
from services.dashboard.counters import ContactFigures, EventFigures
from services.dashboard.pipeline import Pipeline
from services.proposals.figures import Amounts

PERIOD = 'in 14 days'


class Counters(NamedTuple):
    """What the counters show."""

    contacts: ContactFigures
    events: EventFigures
    pipeline: Pipeline


class Trend(NamedTuple):
    """How a figure went: `↗ 18 in 14 days`."""

    words: str = ''
    rises: bool | None = None
    """None: it stands."""


class Counter(NamedTuple):
    """All that one of them shows."""

    name: str
    label: str
    value: str
    trend: Trend
    line: tuple[int | Decimal, ...]
    beneath: str = ''
    """What is counted beside it and is not added: sums of other currencies."""


def counters(shown: Counters) -> Node:
    return el(
        'section', 't-counters', [_counter(each) for each in told(shown)], aria_label='Counters'
    )


def told(shown: Counters) -> Sequence[Counter]:
    """What each of them says."""
    return (
        contacts(shown.contacts),
        events(shown.events),
        open_value(shown.pipeline),
        approved(shown.pipeline),
    )


def contacts(figures: ContactFigures) -> Counter:
    came = figures.added.period if figures.added else 0
    trend = Trend(f'{came:,}', True) if came else Trend()
    return Counter('contacts', 'Contacts', f'{figures.total:,}', trend, figures.line)


def events(figures: EventFigures) -> Counter:
    counted = figures.counted
    if counted is None:
        return Counter('events', 'Events today', '0', Trend(), ())
    trend = in_percent(counted.change, counted.period)
    return Counter('events', 'Events today', f'{counted.today:,}', trend, counted.spark)


def open_value(pipeline: Pipeline) -> Counter:
    main, others = apart(pipeline.open_value, pipeline.currency)
    gained = pipeline.gained
    amount = money.shown(abs(gained), pipeline.currency)
    trend = Trend(amount, gained > 0) if gained else Trend()
    return Counter('open-value', 'Open proposals', main, trend, pipeline.open_line, others)


def approved(pipeline: Pipeline) -> Counter:
    main, others = apart(pipeline.approved, pipeline.currency)
    days = pipeline.approved_days
    trend = in_percent(days.change, days.period) if days else Trend()
    return Counter('approved', 'Approved this month', main, trend, pipeline.approved_line, others)


def in_percent(change: int | None, period: int | Decimal) -> Trend:
    """Against the days before; from nothing to something there is no percentage."""
    if change is None:
        return Trend('New', True) if period else Trend()
    return Trend(f'{abs(change):,}%', change > 0 if change else None)


def apart(amounts: Amounts, currency: str) -> tuple[str, str]:
    """`('€61,583', 'and $900')`: the main currency, and the others, which are not added to it."""
    known = dict(amounts)
    main = money.shown(known.pop(currency, Decimal(0)), currency)
    others = worth(tuple((code, amount) for code, amount in known.items() if amount))
    return main, f'and {others}' if others else ''


@part
def _counter(shown: Counter) -> Node:
    number = el('span', '', el('span', '', shown.value), data={'glow': True, 'roll': True})
    return el(
        'div',
        't-counter',
        el('span', 't-over', shown.label),
        el('b', '', number),
        el('span', 't-12 t-3 t-counter__more', shown.beneath),
        _trend(shown.trend),
        spark(shown.line),
        key=shown.name,
        data_testid=f'counter-{shown.name}',
    )


def _trend(trend: Trend) -> Node:
    rises = trend.rises
    if not trend.words:
        return el('span', 't-counter__trend', el('span', 't-12 t-3', f'No change {PERIOD}'))
    symbol = '' if rises is None else 'arrow-up-right' if rises else 'arrow-down-right'
    said = 'the same' if rises is None else 'up' if rises else 'down'
    words = el(
        'span',
        't-trend' + ' t-trend--up' * bool(rises),
        el('span', 't-sr', said),
        icon(symbol, 12) if symbol else None,
        el('span', '', trend.words),
    )
    return el('span', 't-counter__trend', words, el('span', 't-12 t-3', PERIOD))
