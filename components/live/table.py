"""A live table, declared once: columns, heads that sort, groups, rows. Line in, step 6.

    TABLE: Table[Contact] = Table(
        label='Contacts',
        name='contacts',
        key=lambda contact: contact.id,
        columns=(
            Column('Name', lambda contact: contact.full_name, sort=Sort.NAME),
            Column('E-mail', lambda contact: contact.email, classes='t-no-phone'),
        ),
    )

`TABLE.draw(groups, sort=…, reverse=…)` is what a view returns. It says `sort` with the name of a
column, and `more` and `clear` where it offers them; `t-line--contacts` and `t-list__head--contacts`
are the grid in the stylesheet. Shapes that stand there before are `components/live/skeleton.py`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TypeVar

from components.view.node import Node, el
from components.view.parts import part
from components.view.pieces import icon

Row = TypeVar('Row')


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """A head, and the cell below it; either may be missing, where cells share their columns."""

    label: str = ''
    cell: Callable[[Row], Node | str] | None = None
    """Words, or a node with `role="cell"`."""
    sort: StrEnum | None = None
    """What a click on its head sorts by."""
    classes: str = ''
    """Of the head, and of a cell that holds words: where it stands, how wide it is."""


class Group(NamedTuple, Generic[Row]):
    """Rows under one line; without a title there is none."""

    title: str
    rows: Sequence[Row]
    figures: tuple[str, ...] = ()
    """Beside the title: how many there are, what they are worth."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Table(Generic[Row]):
    """Rows are drawn again only when they are others; tuples when something in them is."""

    label: str
    name: str
    columns: tuple[Column[Row], ...]
    key: Callable[[Row], object]
    is_new: Callable[[Row], bool] = lambda _: False
    """Whether it slides in."""

    def draw(
        self,
        groups: Iterable[Group[Row]],
        *,
        sort: StrEnum | None = None,
        reverse: bool = False,
        further: str = '',
        nothing: Node | None = None,
    ) -> Node:
        """`further` says how many there are where not all are shown; `nothing` stands below."""
        table = el(
            'div',
            't-list',
            _head(self, sort, reverse),
            el('div', 't-list__rows', self._lines(groups), role='rowgroup'),
            _further(further) if further else None,
            role='table',
            aria_label=self.label,
            data_walk=True,
        )
        return el('div', '', table, nothing)

    def _lines(self, groups: Iterable[Group[Row]]) -> Iterator[Node]:
        for group in groups:
            if group.title:
                yield _group(group.title, group.figures)
            for row in group.rows:
                yield _line(self, row)


def no_rows(title: str, words: str, *, may_clear: bool = False) -> Node:
    """Why there is nothing; only what was filtered can be cleared."""
    clear = el(
        'button', 't-btn t-btn--secondary t-btn--sm', 'Clear filters', type='button',
        data_act='clear'
    )  # fmt: skip
    acts = el('div', 't-row', clear) if may_clear else None
    return el('div', 't-empty', el('h2', 't-h4', title), el('p', '', words), acts, key='nothing')


@part
def _line(table: Table[Any], row: Any) -> Node:
    key = str(table.key(row))
    return el(
        'div',
        f't-line t-line--{table.name}',
        (_cell(column, row) for column in table.columns),
        key=key,
        role='row',
        data={'key': key, 'enter': table.is_new(row)},
    )


def _cell(column: Column[Any], row: Any) -> Node | None:
    if column.cell is None:
        return None
    shown = column.cell(row)
    if isinstance(shown, Node):
        return shown
    return el('div', column.classes, el('span', 't-clip', shown), role='cell')


@part
def _group(title: str, figures: tuple[str, ...]) -> Node:
    said = (el('small', '', each) for each in figures)
    return el(
        'div', 't-group', el('span', '', title, role='rowheader'), said, key=title, role='row'
    )


@part
def _head(table: Table[Any], sort: StrEnum | None, reverse: bool) -> Node:
    """A click sorts, a second one turns the order around."""
    order = 'ascending' if reverse else 'descending'
    heads = (
        _column(column, order if column.sort is sort else 'none')
        for column in table.columns
        if column.label
    )
    return el('div', f't-list__head t-list__head--{table.name}', heads, role='row')


def _column(column: Column[Any], order: str) -> Node:
    if column.sort is None:
        return el('span', column.classes, column.label, role='columnheader')
    button = el(
        'button', 't-list__sort', column.label, icon('chevron-down', 12), type='button',
        data_act='sort'
    )  # fmt: skip
    return el(
        'div', column.classes, button, role='columnheader', aria_sort=order,
        data_key=column.sort.value
    )  # fmt: skip


def _further(words: str) -> Node:
    more = el('button', 't-link', 'Show more', type='button', data_act='more')
    # a table has nothing but rows
    return el('div', '', el('p', 't-list__more t-12 t-3', words, more, role='cell'), role='row')
