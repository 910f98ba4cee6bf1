"""This process's figures as Prometheus reads them: plain text, one sample a line.

Serves the line in. Source: https://prometheus.io/docs/instrumenting/exposition_formats/
"""

from collections.abc import Iterator

from services.operations.fleet import Figures
from services.realtime.metrics import Metrics
from services.realtime.series import Series
from services.realtime.status import LinkState

CONTENT_TYPE = 'text/plain; version=0.0.4; charset=utf-8'
QUANTILES = (0.5, 0.95)
GAUGES = {
    'messages_per_second': ('messages_per_s', 'Changes received in a second, mean of 10 s.'),
    'subscriptions': ('subscriptions', 'How often open screens opened something live.'),
    'queries': ('queries', 'Live reads that serve them.'),
    'channels': ('channels', 'Channels that serve the reads.'),
    'screens': ('screens', 'Open screens.'),
    'people': ('people', 'People with an open screen.'),
    'queue_depth': ('queue', 'Messages and reads that wait.'),
    'link_uptime_percent': ('uptime_percent', 'Share of time in which rows were known to flow.'),
}


def exposition(metrics: Metrics, figures: Figures) -> str:
    """Everything this process knows about itself."""
    return '\n'.join((*_lines(metrics, figures), ''))


def _lines(metrics: Metrics, figures: Figures) -> Iterator[str]:
    yield from _summary('arrival_seconds', 'Commit to received.', metrics.arrival_s)
    yield from _summary('sending_seconds', 'Received to the sockets.', metrics.sending_s)
    yield from _summary('painting_seconds', 'In a browser to painted.', metrics.painting_s)
    yield from _summary('loop_lag_seconds', 'How late the event loop is.', metrics.lag_s)
    yield from _plain('changes_total', 'counter', 'Changes received.', metrics.messages.count)
    yield from _plain('patches_total', 'counter', 'Patches sent.', metrics.patches.count)
    yield from _plain('reconnects_total', 'counter', 'Sockets after the first.', figures.reconnects)
    yield from _plain('link_losses_total', 'counter', 'Failed tries.', metrics.losses)
    for name, (field, meaning) in GAUGES.items():
        yield from _plain(name, 'gauge', meaning, getattr(figures, field))
    yield from _head('link_state', 'gauge', 'Which state the link is in.')
    for state in LinkState:
        value = int(state == figures.state)
        yield f'tradewind_link_state{{state="{state}"}} {value}'


def _summary(name: str, meaning: str, series: Series) -> Iterator[str]:
    yield from _head(name, 'summary', f'{meaning} Quantiles of the last minute.')
    for share, value in zip(QUANTILES, series.quantiles(*QUANTILES), strict=True):
        yield f'tradewind_{name}{{quantile="{share}"}} {value:.6f}'
    yield f'tradewind_{name}_sum {series.total:.6f}'
    yield f'tradewind_{name}_count {series.count}'


def _plain(name: str, kind: str, meaning: str, value: float) -> Iterator[str]:
    yield from _head(name, kind, meaning)
    yield f'tradewind_{name} {value:g}' if isinstance(value, float) else f'tradewind_{name} {value}'


def _head(name: str, kind: str, meaning: str) -> Iterator[str]:
    yield f'# HELP tradewind_{name} {meaning}'
    yield f'# TYPE tradewind_{name} {kind}'
