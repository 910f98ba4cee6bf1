"""`python -m tests.chaos`: thousands of histories, resumable, each one replayable by its number."""

import argparse
import asyncio
import json
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.chaos import epoch
from tests.chaos.epoch import Epoch
from tests.chaos.stack import Stack
from tests.chaos.verdict import Sin, Verdict

SEED = 20_260


def options(words: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog='python -m tests.chaos', description=__doc__)
    parser.add_argument('--histories', type=int, default=10_000, help='how many to run')
    parser.add_argument('--seed', type=int, default=SEED)
    parser.add_argument('--only', type=int, nargs='*', help='numbers of single histories')
    parser.add_argument('--resume', type=Path, help='file that remembers what has run')
    parser.add_argument('--minutes', type=float, default=float('inf'), help='stop after so long')
    parser.add_argument('--length', type=float, default=1.0, help='how much longer faults last')
    return parser.parse_args(words)


class Progress:
    """Epochs that have run, one JSON line each, in a file that the next run continues."""

    def __init__(self, path: Path | None, seed: int) -> None:
        self.total: Counter[str] = Counter()
        self.done: set[int] = set()
        self._path = path
        self._seed = seed
        for line in path.read_text().splitlines() if path and path.exists() else ():
            told = json.loads(line)
            if told['seed'] == seed:
                self._count(told)

    def add(self, number: int, verdicts: list[Verdict]) -> None:
        counts: Counter[str] = sum((each.counts for each in verdicts), Counter())
        counts['histories'] = sum(each.number >= 0 for each in verdicts)
        counts.update(sin.value for each in verdicts for sin, _ in each.sins)
        told = {'seed': self._seed, 'epoch': number, 'counts': counts}
        self._count(told)
        if self._path:
            with self._path.open('a') as file:
                file.write(json.dumps(told) + '\n')

    def _count(self, told: dict[str, Any]) -> None:
        self.done.add(told['epoch'])
        self.total.update(told['counts'])

    def __str__(self) -> str:
        sins = ', '.join(f'{sin} {self.total[sin.value]}' for sin in Sin)
        return f'{self.total["histories"]:,} histories: {sins}'


async def run(stack: Stack, wanted: argparse.Namespace, progress: Progress) -> None:
    """Epoch after epoch, until all are done or time is up."""
    deadline = time.monotonic() + wanted.minutes * 60
    only: dict[int, list[int]] = {}
    for number in wanted.only or ():
        only.setdefault(number // epoch.SIZE, []).append(number)
    for number in only or range(-(-wanted.histories // epoch.SIZE)):
        if number in progress.done or time.monotonic() > deadline:
            continue
        began, busy = time.monotonic(), time.process_time()
        made = Epoch(stack, wanted.seed, number, length=wanted.length)
        verdicts = await made.run(only.get(number, ()))
        progress.add(number, verdicts)
        for verdict in verdicts:
            if verdict.sins:
                say(f'{verdict}\n  again: --seed {wanted.seed} --only {again(verdict)}')
        busy_s, took_s = time.process_time() - busy, time.monotonic() - began
        say(f'{progress}; {took_s:.1f} s, {busy_s:.1f} s of a core')


def main(words: Sequence[str]) -> int:
    wanted = options(words)
    progress = Progress(wanted.resume, wanted.seed)
    with tempfile.TemporaryDirectory(prefix='chaos-') as folder:
        stack = Stack(Path(folder))
        try:
            stack.start()
            asyncio.run(run(stack, wanted, progress))
        finally:
            stack.stop()
    say(json.dumps(dict(sorted(progress.total.items()))))
    return 1 if any(progress.total[sin.value] for sin in Sin) else 0


def again(verdict: Verdict) -> int | str:
    """Which histories to run again: this one, or all of its epoch."""
    if verdict.number >= 0:
        return verdict.number
    first = (-1 - verdict.number) * epoch.SIZE
    return ' '.join(str(number) for number in range(first, first + epoch.SIZE))


def say(text: str) -> None:
    sys.stdout.write(f'{text}\n')
    sys.stdout.flush()


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
