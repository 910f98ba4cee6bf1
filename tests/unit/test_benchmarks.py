"""The benchmarks' own arithmetic: percentiles, bars, frames, the table."""

import pytest

from benchmarks.c4_dashboard import behind, busiest
from benchmarks.figures import Bar, Figure, percentile, typical
from benchmarks.frames import Op, frame, split
from benchmarks.screen import Screen
from benchmarks.table import amount, render
from benchmarks.wire import Wire


def test_percentile_is_a_value_that_was_measured() -> None:
    values = [float(number) for number in range(1, 101)]
    assert percentile(values, 0.5) == 50
    assert percentile(values, 0.95) == 95
    assert percentile([7.0], 0.95) == 7
    with pytest.raises(ValueError, match='nothing'):
        percentile([], 0.5)


def test_one_bad_run_of_three_does_not_decide() -> None:
    assert typical([[1.0, 2.0], [1.0, 3.0], [90.0, 99.0]], 0.95) == 3


@pytest.mark.parametrize(
    ('bar', 'value', 'floor', 'verdict'),
    [
        (Bar(limit=40), 40, None, 'pass'),
        (Bar(limit=40), 40.1, 1, 'short'),
        (Bar(limit=4, of_floor=True), 8, 2, 'pass'),
        (Bar(limit=4, of_floor=True), 8.1, 2, 'short'),
        (Bar(limit=0.85, of_floor=True, at_least=True), 84, 100, 'short'),
        (Bar(limit=0.85, of_floor=True, at_least=True), 85, 100, 'pass'),
        (Bar(limit=4, of_floor=True), 8, None, 'short'),
        (None, 8, 2, ''),
    ],
)
def test_verdict(bar: Bar | None, value: float, floor: float | None, verdict: str) -> None:
    figure = Figure(code='P0', what='x', unit='ms', value=value, floor=floor, bar=bar)
    assert figure.verdict == verdict


@pytest.mark.parametrize('size', [0, 1, 125, 126, 65535, 65536])
def test_frames_come_back_however_the_bytes_are_cut(size: int) -> None:
    payload = b'x' * size
    stream = frame(payload) + frame(b'?', Op.PING)
    for cut in {1, len(stream) // 2, len(stream) - 1}:
        first, rest = split(stream[:cut])
        second, rest = split(rest + stream[cut:])
        assert first + second == [(Op.TEXT, payload), (Op.PING, b'?')]
        assert rest == b''


def test_client_frames_are_masked() -> None:
    assert frame(b'3', from_client=True) == b'\x81\x81\0\0\0\x003'


@pytest.mark.parametrize('event', ['update', 'view'])
async def test_a_change_is_known_by_its_words_whatever_the_message_is_called(event: str) -> None:
    heard: list[bytes] = []
    screen = Screen(
        'http://tradewind/', 'a page', {0: 7}, lambda _, payload, __: heard.append(payload)
    )
    message = f'42["{event}",0,7,8,[{{"text":"Bench 100"}}]]'.encode()
    screen._on_packet(Wire(b'', lambda *_: None), message, 0)
    assert heard == [message]


def test_table_lines_up_and_says_what_fell_short() -> None:
    figures = [
        Figure(code='P1', what='paint', unit='ms', value=12.34, floor=8, bar=Bar(limit=40)),
        Figure(code='P4', what='bytes', unit='B', value=130, bar=Bar(limit=120)),
    ]
    heading, rule, first, second = render(figures).splitlines()
    assert 'floor' in heading
    assert set(rule) == {'─', ' '}
    assert ' '.join(first.split()) == 'P1 paint 12.3 ms 8 ms 1.54 × ≤ 40 ms pass'
    assert second.endswith('≤ 120 B  short')


def test_amounts_keep_three_digits() -> None:
    assert [amount(value, 'ms') for value in (0.0123, 5.678, 100.4, 12345.6)] == [
        '0.0123 ms',
        '5.68 ms',
        '100 ms',
        '12,346 ms',
    ]


def test_a_screen_is_behind_until_it_shows_a_number_or_a_later_one() -> None:
    seen = [(5_000_000, 21), (9_000_000, 23)]
    assert behind(seen, [1_000_000, 2_000_000, 3_000_000], 21) == [4.0, 7.0, 6.0]
    assert behind(seen, [1_000_000], 24) == [float('inf')]


def test_the_busiest_second_may_begin_at_any_frame() -> None:
    moments = [0, 700_000_000, 1_400_000_000, 1_500_000_000]
    assert busiest([(at, 1) for at in moments]) == 3
    assert busiest([]) == 0
