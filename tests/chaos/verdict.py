"""What a history did wrong, and what it did at all."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum


class Sin(StrEnum):
    LOST = 'lost'
    """Acknowledged, and not in the database."""
    DOUBLED = 'doubled'
    """In the database more often than it was asked for."""
    STALE = 'stale'
    """A screen that differs from a fresh read, 5 s after everything was well again."""
    LEAKED = 'leaked'
    """A canary in front of somebody else."""
    BACK = 'went back'
    """A screen that showed an older revision than before."""
    TRACEBACK = 'traceback'
    """An error nobody handled."""
    BROKEN = 'broken'
    """The history could not be told to its end."""


@dataclass(kw_only=True)
class Verdict:
    """Of one history; `counts` says what happened: `{"acknowledged": 14, "reset": 2, …}`."""

    number: int
    sins: list[tuple[Sin, str]] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, sin: Sin, text: str) -> None:
        self.sins.append((sin, text))

    def __str__(self) -> str:
        told = '\n'.join(f'  {sin}: {text[-1500:]}' for sin, text in self.sins[:12])
        return f'history {self.number}:\n{told}'
