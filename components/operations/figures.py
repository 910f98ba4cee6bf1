"""How the whole line does: one box of figures with trends, and a row for each process.

The end of the line in; asks for figures once a second while somebody looks, and only then.
"""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from nicegui import ui

from components.engine.light import Part, Text
from components.engine.visibility import Visibility
from components.kit.format import counted
from components.kit.markup import box, testid, text
from components.live.element import LiveElement
from components.operations.spark import Spark
from components.realtime.words import WORKSPACE
from services.core import Services
from services.operations.fleet import Figures
from services.realtime.metrics import Metrics
from services.realtime.status import LinkState

REFRESH_S = 1.0
MS = 1000.0
Trend = Callable[[Metrics], Sequence[float | None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counter:
    """One figure: how it reads, what stands under it, how it went."""

    name: str
    label: str
    value: Callable[[Figures], str]
    detail: Callable[[Figures], str]
    trend: Trend | None = None


COUNTERS = (
    Counter(
        name='arrival',
        label='Commit to received',
        value=lambda own: milliseconds(own.arrival_p50_ms),
        detail=lambda own: most_under(own.arrival_p95_ms),
        trend=lambda metrics: metrics.arrival_s.trend,
    ),
    Counter(
        name='sending',
        label='Received to sent',
        value=lambda own: milliseconds(own.sending_p50_ms),
        detail=lambda own: most_under(own.sending_p95_ms),
        trend=lambda metrics: metrics.sending_s.trend,
    ),
    Counter(
        name='messages',
        label='Messages a second',
        value=lambda own: f'{own.messages_per_s:g}',
        detail=lambda own: f'{own.patches_per_s:g} patches to screens',
        trend=lambda metrics: metrics.messages.trend,
    ),
    Counter(
        name='lag',
        label='Loop lag',
        value=lambda own: milliseconds(own.lag_p95_ms),
        detail=lambda own: f'longest {milliseconds(own.lag_max_ms)}',
        trend=lambda metrics: metrics.lag_s.trend,
    ),
    Counter(
        name='subscriptions',
        label='Subscriptions',
        value=lambda own: f'{own.subscriptions:,}',
        detail=lambda own: (
            f'share {counted(own.queries, "read")} on {counted(own.channels, "channel")}'
        ),
    ),
    Counter(
        name='screens',
        label='Your open screens',
        value=lambda own: f'{own.screens:,}',
        detail=lambda own: f'of {counted(own.people, "colleague")}',
    ),
    Counter(
        name='queue',
        label='Waiting',
        value=lambda own: f'{own.queue:,}',
        detail=lambda own: 'messages and reads in the queue',
    ),
    Counter(
        name='uptime',
        label='Link up',
        value=lambda own: f'{own.uptime_percent:.4g} %',
        detail=lambda own: counted(own.reconnects, 'reconnect'),
    ),
)
COLUMNS: tuple[tuple[str, Callable[[Figures], str]], ...] = (
    ('Arrival p95', lambda one: milliseconds(one.arrival_p95_ms)),
    ('Sending p95', lambda one: milliseconds(one.sending_p95_ms)),
    ('Messages/s', lambda one: f'{one.messages_per_s:g}'),
    ('Reads', lambda one: f'{one.queries:,}'),
    ('Queue', lambda one: f'{one.queue:,}'),
    ('Lag p95', lambda one: milliseconds(one.lag_p95_ms)),
    ('Reconnects', lambda one: f'{one.reconnects:,}'),
    ('Link up', lambda one: f'{one.uptime_percent:.4g} %'),
)


class LineFigures(LiveElement):
    """Counters of this process, and the list of all.

    Anybody may sign up and look: nothing here names a machine, or counts other organizations'
    people. `/metrics` tells everything, to whoever runs the server.
    """

    def __init__(self, services: Services, count: Callable[[], tuple[int, int]]) -> None:
        """`count` tells the screens and the people of one's own organization."""
        super().__init__('div')
        self._services = services
        self._count = count
        self._shown: dict[str, tuple[Text, Text, Spark | None]] = {}
        with self:
            with box('t-meters', 'section', aria_label='Figures of this process'):
                for counter in COUNTERS:
                    self._shown[counter.name] = _counter(counter)
            text('App processes', 't-h2 t-meters__h', 'h2')
            self._table = Processes()
            text(
                'Ages are of the last minute, trends of the last 15 minutes, in steps of 15 s. '
                'Other processes report every 5 s.',
                't-12 t-3', 'p',
            )  # fmt: skip
            self._visibility = Visibility.of(self.client)
            ui.timer(REFRESH_S, self._look, immediate=False)
        self.show()

    def _look(self) -> None:
        if not self._visibility.is_hidden:
            self.show()

    def show(self) -> None:
        """Ask for the figures and change what differs."""
        fleet, metrics = self._services.fleet, self._services.realtime.metrics
        screens, people = self._count()
        own = fleet.own.model_copy(update={'screens': screens, 'people': people})
        for counter in COUNTERS:
            value, detail, spark = self._shown[counter.name]
            value.set_text(counter.value(own))
            detail.set_text(counter.detail(own))
            if spark is not None and counter.trend is not None:
                spark.show(counter.trend(metrics))
        self._table.show((own, *fleet.others))


class Processes(Part):
    """One row for each process; keyed, never rebuilt."""

    def __init__(self) -> None:
        super().__init__('div')
        self.classes('t-procs').props['role'] = 'table'
        self._rows: dict[str, tuple[ui.element, list[Text]]] = {}
        self._numbers = itertools.count(1)
        with self, box('t-procs__head', role='row'):
            for title in ('Process', *(title for title, _ in COLUMNS)):
                text(title, tag='span', role='columnheader')

    def show(self, processes: Sequence[Figures]) -> None:
        """The first is this one."""
        present = {one.process for one in processes}
        for gone in self._rows.keys() - present:
            self._rows.pop(gone)[0].delete()
        for place, one in enumerate(processes):
            if one.process not in self._rows:
                with self:
                    self._rows[one.process] = self._row(one, is_own=place == 0)
            row, cells = self._rows[one.process]
            if row.props.get('data-state') != one.state.replace('_', '-'):
                row.props['data-state'] = one.state.replace('_', '-')
            cells[0].set_text(WORKSPACE.words[LinkState(one.state)])
            for cell, (_, read) in zip(cells[1:], COLUMNS, strict=True):
                cell.set_text(read(one))

    def _row(self, one: Figures, *, is_own: bool) -> tuple[ui.element, list[Text]]:
        with box('t-procs__row', role='row') as row:
            with box('t-procs__who', 'span', role='cell'):
                text(f'Process {next(self._numbers)}', 't-medium t-clip')
                with box('t-12 t-3', 'span'):
                    cells = [Text()]
                    if is_own:
                        text(' · serves you')
            for title, _ in COLUMNS:
                with box('t-num', 'span', role='cell', data_label=title):
                    cells.append(Text())
        return row, cells


def _counter(counter: Counter) -> tuple[Text, Text, Spark | None]:
    with box('t-meter') as element:
        testid(element, f'meter-{counter.name}')
        text(counter.label, 't-over')
        with box(tag='b'):
            value = Text()
        with box('t-12 t-3 t-num', 'span'):
            detail = Text()
        spark = Spark(counter.label) if counter.trend else None
    return value, detail, spark


def milliseconds(value: float | None) -> str:
    """`0.4 ms`, `12 ms`, `1.2 s`; a dash where nothing was measured."""
    if value is None:
        return '–'
    if value >= MS:
        return f'{value / MS:.1f} s'
    return f'{value:.0f} ms' if value >= 10 else f'{value:.1f} ms'


def most_under(value: float | None) -> str:
    """The slowest of the last minute, without its outliers."""
    return 'no change this minute' if value is None else f'95 % under {milliseconds(value)}'
