"""The text that Prometheus reads says what the metrics hold, and only to those who may ask."""

import re
from typing import Any

import pytest
from fastapi import Request

from models.change import Change, ChangeKind
from pages.operations.metrics import may_read
from services.operations.fleet import Figures
from services.operations.prometheus import exposition
from services.realtime.metrics import Metrics

TOKEN = 'a token of this test'
SAMPLE = re.compile(r'^[a-z_]+(\{[a-z]+="[a-z0-9._]+"\})? -?[0-9.e+-]+$')


def figures(**changes: Any) -> Figures:
    zero = dict.fromkeys(Figures.model_fields, 0)
    return Figures.model_validate(
        zero | {'process': 'p', 'name': 'n', 'state': 'live', 'version': ''} | changes
    )


def test_every_line_is_a_comment_or_a_sample_with_the_figure_in_it() -> None:
    metrics = Metrics()
    for _ in range(3):
        metrics.count_change(Change(table='tours', kind=ChangeKind.INSERT))
    metrics.count_sent(0.25, 40)
    text = exposition(metrics, figures(screens=7, queue=2, uptime_percent=99.5))
    lines = text.splitlines()
    assert all(line.startswith(('# HELP ', '# TYPE ')) or SAMPLE.match(line) for line in lines)
    assert {
        'tradewind_changes_total 3',
        'tradewind_patches_total 40',
        'tradewind_sending_seconds{quantile="0.95"} 0.250000',
        'tradewind_sending_seconds_count 1',
        'tradewind_screens 7',
        'tradewind_queue_depth 2',
        'tradewind_link_uptime_percent 99.5',
        'tradewind_link_state{state="live"} 1',
        'tradewind_link_state{state="polling"} 0',
    } <= set(lines)
    assert text.endswith('\n')


def asked(client: str = '127.0.0.1', host: str = 'localhost', **headers: str) -> Request:
    headers['host'] = host
    raw = [(name.replace('_', '-').encode(), value.encode()) for name, value in headers.items()]
    return Request({'type': 'http', 'headers': raw, 'client': (client, 1)})


@pytest.mark.parametrize(
    ('request_', 'token', 'may'),
    [
        (asked(), '', True),
        (asked('::1'), '', True),
        (asked('10.0.0.7'), '', False),
        (asked(x_forwarded_for='203.0.113.9'), '', False),
        (asked(x_real_ip='127.0.0.1'), '', False),
        (asked('10.0.0.7', authorization=f'Bearer {TOKEN}'), TOKEN, True),
        (
            asked('10.0.0.7', authorization=f'Bearer {TOKEN}', x_forwarded_for='1.1.1.1'),
            TOKEN,
            True,
        ),
        (asked('10.0.0.7', authorization='Bearer wrong'), TOKEN, False),
        (asked('10.0.0.7', authorization='Bearer '), '', False),
        (asked('10.0.0.7', authorization=f'Basic {TOKEN}'), TOKEN, False),
        (asked(authorization='Bearer wrong'), TOKEN, False),
    ],
)
def test_only_this_machine_or_the_token_may_read(request_: Request, token: str, may: bool) -> None:
    assert may_read(request_, token) is may
