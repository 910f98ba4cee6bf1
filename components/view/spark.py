"""A small line of the last days beside a figure, drawn as SVG. Pure; step 6 of the line in."""

from collections.abc import Sequence
from decimal import Decimal

from components.view.node import Node, el

WIDTH, HEIGHT = 120, 32
TOP, BASE = 4, 29


def spark(values: Sequence[int | Decimal]) -> Node:
    """From the lowest to the highest; what never changes lies at the base. Words say the rest."""
    line = points(values)
    return el(
        'svg',
        't-spark',
        el('path', 't-spark__area', d=f'M{line}V{HEIGHT}H0z'),
        el('path', 't-spark__line', d=f'M{line}'),
        viewBox=f'0 0 {WIDTH} {HEIGHT}',
        preserveAspectRatio='none',
        aria_hidden='true',
    )


def points(values: Sequence[int | Decimal]) -> str:
    """`0 29 9.2 27.4 …`, from the left to the right."""
    shown = [float(each) for each in values] or [0.0, 0.0]
    low, high = min(shown), max(shown)
    step = WIDTH / max(1, len(shown) - 1)
    scale = (BASE - TOP) / (high - low) if high > low else 0.0
    return ' '.join(
        f'{place * step:.1f} {BASE - (value - low) * scale:.1f}'
        for place, value in enumerate(shown)
    )
