"""`python -m benchmarks [P1 P4 … | all]`: measures, and prints one table.

A figure that falls short is a result; only a benchmark that could not run is a failure.
"""

import signal
import sys
import time
import traceback
from collections.abc import Callable
from contextlib import nullcontext

from benchmarks import (
    c1_search,
    c2_contacts,
    c3_import,
    c4_dashboard,
    c5_memory,
    contacts,
    growth,
    growth_people,
    p1_paint,
    p2_fanout,
    p3_cpu,
    p4_bytes,
    p5_stalls,
    p6_memory,
    p7_minute,
    p7_recovery,
    p8_first_paint,
    p9_writes,
    p10_idle,
)
from benchmarks.figures import Figure
from benchmarks.table import render
from benchmarks.world import World

Step = tuple[str, Callable[[World], list[Figure]]]

# those that want a quiet server first; then by how many screens they open, since none is closed:
# closed pages are cleared away half a minute later, in the middle of whatever comes next
USUAL: tuple[Step, ...] = (
    ('P9', p9_writes.measure),
    ('P8', p8_first_paint.measure),
    ('P1', p1_paint.measure),
    ('P4', p4_bytes.measure),
    ('P2', p2_fanout.few),
    ('P5', p5_stalls.some),
    ('P5', p5_stalls.many),
    ('P2', p2_fanout.many),
    ('P3', p3_cpu.measure),
    ('P10', p10_idle.measure),
    ('P7', p7_recovery.measure),
    ('P6', p6_memory.measure),
    ('C5', c5_memory.measure),
    ('C4', c4_dashboard.measure),
)
LONG: tuple[tuple[Step, ...], ...] = (
    (('GROWTH', growth_people.measure),),
    (('GROWTH', growth.measure),),
    (('MINUTE', p7_minute.measure),),
    (('CONTACTS', contacts.measure),),
    (('C1', c1_search.measure),),
    (('C2', c2_contacts.measure),),
    (('C3', c3_import.measure),),
)
"""Those that take minutes, each in a world of its own."""
NAMES = list(dict.fromkeys(code for steps in (*LONG, USUAL) for code, _ in steps))


def main(wanted: list[str]) -> int:
    """Run the benchmarks named, or all; the exit code."""
    if wanted == ['ALL']:
        wanted = NAMES
    if strangers := set(wanted) - set(NAMES):
        print(f'No such benchmark: {", ".join(sorted(strangers))}; there are {", ".join(NAMES)}.')
        return 2
    wanted = wanted or [code for code, _ in USUAL]
    # so that everything started here is stopped
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    began = time.monotonic()
    figures: list[Figure] = []
    failed: list[str] = []
    for steps in (*LONG, USUAL):
        chosen = [(code, measure) for code, measure in steps if code in wanted]
        with World() if chosen else nullcontext() as world:
            for code, measure in chosen:
                say(f'{time.monotonic() - began:4.0f} s  {code} ...')
                try:
                    figures += measure(world)
                except Exception:
                    traceback.print_exc()
                    failed.append(code)
    print(render(sorted(figures, key=lambda figure: (len(figure.code), figure.code))))
    print(f'\nMedians of three runs; {time.monotonic() - began:.0f} s in all.')
    if failed:
        print(f'Could not run: {", ".join(failed)}.')
    return 1 if failed else 0


def say(text: str) -> None:
    """Progress, beside the table and not in it."""
    print(text, file=sys.stderr, flush=True)


if __name__ == '__main__':
    sys.exit(main([name.upper() for name in sys.argv[1:]]))
