"""Prints figures as one table for a terminal."""

from collections.abc import Sequence

from benchmarks.figures import Figure

HEADINGS = ('', 'figure', 'measured', 'floor', 'ratio', 'target', '')
RIGHT = {2, 3, 4}


def render(figures: Sequence[Figure]) -> str:
    """The table, with columns as wide as they need to be."""
    lines = [HEADINGS, *(cells(figure) for figure in figures)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    printed = ['  '.join(_fit(line, widths)).rstrip() for line in lines]
    printed.insert(1, '  '.join('─' * width for width in widths))
    return '\n'.join(printed)


def cells(figure: Figure) -> tuple[str, ...]:
    """One line of the table."""
    return (
        figure.code,
        figure.what,
        amount(figure.value, figure.unit),
        '' if figure.floor is None else amount(figure.floor, figure.unit),
        '' if figure.ratio is None else f'{figure.ratio:.2f} ×',
        '' if figure.bar is None else figure.bar.text(figure.unit),
        figure.verdict,
    )


def amount(value: float, unit: str) -> str:
    """Three digits that matter, whole numbers from a hundred on."""
    digits = f'{value:,.0f}' if value >= 100 or value == int(value) else f'{value:.3g}'
    return f'{digits} {unit}'.rstrip()


def _fit(line: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [
        cell.rjust(width) if column in RIGHT else cell.ljust(width)
        for column, (cell, width) in enumerate(zip(line, widths, strict=True))
    ]
