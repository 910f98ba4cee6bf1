"""A small line of the last quarter of an hour, drawn as SVG from plain figures."""

from collections.abc import Sequence

from components.engine.light import Light

WIDTH, HEIGHT = 240, 36


class Spark(Light):
    """`show` redraws it; gaps stay gaps, and the scale begins at zero."""

    def __init__(self, label: str) -> None:
        super().__init__('svg')
        self.classes('t-spark')
        self.props.update(
            {
                'viewBox': f'0 0 {WIDTH} {HEIGHT}',
                'preserveAspectRatio': 'none',
                'role': 'img',
                'aria-label': f'{label}, last 15 minutes',
            }
        )
        self._drawn = ''

    def show(self, values: Sequence[float | None], *, full: int = 60) -> None:
        """Draw the values, newest at the right; `full` of them take the whole width."""
        drawn = drawing(values, full)
        if drawn != self._drawn:
            self._drawn = drawn
            # nothing but figures and our own tags
            self.props['innerHTML'] = drawn


def drawing(values: Sequence[float | None], full: int) -> str:
    """A baseline, and one polyline with its area for each run without a gap."""
    shown = list(values)[-full:]
    top = max((value for value in shown if value is not None), default=0) or 1
    step = WIDTH / (full - 1)
    first = full - len(shown)
    base = HEIGHT - 1
    parts = [f'<path class="t-spark__base" d="M0 {base}H{WIDTH}"/>']
    run: list[tuple[float, float]] = []
    for place, value in enumerate((*shown, None), first):
        if value is not None:
            run.append((place * step, base - (HEIGHT - 4) * value / top))
            continue
        if run:
            parts.append(_run(run, base))
        run = []
    return ''.join(parts)


def _run(points: Sequence[tuple[float, float]], base: int) -> str:
    if len(points) == 1:
        (x, y) = points[0]
        points = [(max(0.0, x - 2), y), (min(float(WIDTH), x + 2), y)]
    line = ' '.join(f'{x:.1f},{y:.1f}' for x, y in points)
    start, end = points[0][0], points[-1][0]
    return (
        f'<polygon points="{start:.1f},{base} {line} {end:.1f},{base}"/><polyline points="{line}"/>'
    )
