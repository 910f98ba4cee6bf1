"""What happens in a history, drawn from its seed: a list of acts, each with dice of its own."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from tests.chaos import commands, faults, looking, people, statements

if TYPE_CHECKING:
    from tests.chaos.history import History

Act = Callable[['History', Random], Awaitable[None]]
ACTS: Mapping[Act, int] = {
    **statements.ACTS,
    **commands.ACTS,
    **looking.ACTS,
    **faults.ACTS,
    **people.ACTS,
}
"""Every act and how often it happens beside the others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    act: Act
    pause_s: float
    """Before the act."""
    dice: int
    """Seed of what the act chooses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Program:
    tenants: int
    cores: int
    screens: int
    """Open from the start."""
    steps: tuple[Step, ...]


def draw(seed: str, *, longest_pause_s: float = 0.08) -> Program:
    """The same program for the same seed, for ever."""
    dice = Random(seed)
    steps = tuple(
        Step(act=act, pause_s=dice.random() ** 3 * longest_pause_s, dice=dice.getrandbits(32))
        for act in dice.choices(list(ACTS), list(ACTS.values()), k=dice.randint(10, 20))
    )
    return Program(
        tenants=dice.choice((2, 2, 3)),
        cores=dice.choice((1, 1, 2)),
        screens=dice.randint(4, 6),
        steps=steps,
    )
