"""`python -m benchmarks [P1 P4 … | all]`: measures, and prints one table.

A figure that falls short is a result; only a benchmark that could not run is a failure.
"""

import signal
import sys
import time
import traceback

from benchmarks import (
    growth,
    p1_paint,
    p2_fanout,
    p3_cpu,
    p4_bytes,
    p5_stalls,
    p6_memory,
    p7_minute,
    p7_recovery,
    p9_writes,
    p10_idle,
)
from benchmarks.figures import Figure
from benchmarks.table import render
from benchmarks.world import World

# those that want a quiet server first, those that open a thousand screens last; pages that P6
# closes are cleared away half a minute later, in the middle of whatever comes next
ORDER = {
    'P9': p9_writes,
    'P1': p1_paint,
    'P4': p4_bytes,
    'P2': p2_fanout,
    'P3': p3_cpu,
    'P5': p5_stalls,
    'P10': p10_idle,
    'P7': p7_recovery,
    'P6': p6_memory,
}
ALL = {'GROWTH': growth, 'MINUTE': p7_minute, **ORDER}
"""With those that take minutes of their own."""


def main(wanted: list[str]) -> int:
    """Run the benchmarks named, or all; the exit code."""
    if wanted == ['ALL']:
        wanted = list(ALL)
    if strangers := set(wanted) - ALL.keys():
        print(f'No such benchmark: {", ".join(sorted(strangers))}; there are {", ".join(ALL)}.')
        return 2
    # so that everything started here is stopped
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    began = time.monotonic()
    figures: list[Figure] = []
    failed: list[str] = []
    with World() as world:
        for code, benchmark in ALL.items():
            if code not in (wanted or ORDER):
                continue
            say(f'{time.monotonic() - began:4.0f} s  {code} ...')
            try:
                figures += benchmark.measure(world)
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
