"""A live table, declared once: columns, heads that sort, groups, rows. Line in, step 6.

    TABLE: Table[Contact] = Table(
        label='Contacts',
        name='contacts',
        key=lambda contact: contact.id,
        columns=(
            Column('Name', lambda contact: contact.full_name, Sort.NAME),
            Column('E-mail', lambda contact: contact.email, classes='t-no-phone', width='240px'),
        ),
    )

`TABLE.draw(listing, groups)` is what a view returns. It says `sort` with the name of a column,
`all` and `clear` where it offers them, `arrive` where rows wait, `bulk` with an act and the keys
of the rows selected; `t-line--<name>` and `t-list__head--<name>` are what a phone makes of the
grid. What is selected, walked through and scrolled to is the browser's:
`components/assets/list.js`. Shapes that stand there before are `components/live/skeleton.py`.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, NamedTuple, TypeVar

from components.live.bulk import Bulk, bulk_bar, check
from components.live.listing import Listing
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
    """Of the head, and of a cell that holds words: where it stands."""
    width: str = 'minmax(0, 1fr)'
    """As a grid says it; what a phone makes of it is the stylesheet's."""
    is_wide: bool = False
    """Whether it is left out where there is less room."""

    @property
    def look(self) -> str:
        return f'{self.classes} t-wide'.strip() if self.is_wide else self.classes


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
    testid: str = ''
    row_testid: str = ''
    """What other programs find the table by, and a row with its key behind."""
    title: Callable[[Row], str] | None = None
    """What a row is called where it is selected; without it none can be."""

    def draw(
        self,
        listing: Listing[Any],
        groups: Iterable[Group[Row]],
        *,
        foot: str = '',
        bulk: tuple[Bulk, ...] = (),
        nothing: Node | None = None,
    ) -> Node:
        """`foot` says how much of it is shown, `nothing` stands there instead of rows."""
        every = f'{listing.total:,} in all' if listing.total else ''
        table = el(
            'div',
            't-list',
            _head(self, listing.state.sort, listing.state.reverse),
            self._rows(listing, groups),
            role='grid' if self.title else 'table',
            aria_label=self.label,
            aria_multiselectable='true' if self.title else None,
            aria_rowcount=listing.total or None,
            style=_widths(self.columns),
            data_walk=True,
            data_testid=self.testid or None,
        )
        return el(
            'div',
            't-many',
            _waiting(listing.waiting),
            table,
            nothing or _foot(foot or every, listing.cut is not None, bool(self.title)),
            bulk_bar(bulk) if self.title else None,
            data_does='list',
        )

    def _rows(self, listing: Listing[Any], groups: Iterable[Group[Row]]) -> Node:
        """What is not shown of a long list leaves its room, so that the scroll bar is honest."""
        return el(
            'div',
            't-list__rows',
            _gap('before', listing.state.start),
            self._lines(groups),
            _gap('behind', listing.behind),
            role='rowgroup',
            data={
                'choice': listing.state.choice.name,
                'start': listing.state.start,
                'total': listing.total,
            },
        )

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
        check(f'Select {table.title(row)}') if table.title else None,
        (_cell(column, row) for column in table.columns),
        key=key,
        role='row',
        aria_selected='false' if table.title else None,
        data={
            'key': key,
            'enter': table.is_new(row),
            'testid': f'{table.row_testid}-{key}' if table.row_testid else None,
        },
    )


def _cell(column: Column[Any], row: Any) -> Node | None:
    if column.cell is None:
        return None
    shown = column.cell(row)
    if isinstance(shown, Node):
        return _also(shown, 't-wide') if column.is_wide else shown
    return el('div', column.look, el('span', 't-clip', shown), role='cell')


def _also(cell: Node, classes: str) -> Node:
    classes = f'{cell.attributes.get("class", "")} {classes}'.strip()
    return cell._replace(attributes={**cell.attributes, 'class': classes})


def _widths(columns: Sequence[Column[Any]]) -> str:
    """Of all columns, and of those that are there with less room."""
    widths = ' '.join(column.width for column in columns)
    narrow = ' '.join(column.width for column in columns if not column.is_wide)
    return f'--columns:{widths}' + f';--narrow:{narrow}' * (narrow != widths)


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
    return el(
        'div',
        f't-list__head t-list__head--{table.name}',
        check('Select the rows shown', is_head=True) if table.title else None,
        heads,
        role='row',
    )


def _column(column: Column[Any], order: str) -> Node:
    if column.sort is None:
        return el('span', column.look, column.label, role='columnheader')
    button = el(
        'button', 't-list__sort', column.label, icon('chevron-down', 12), type='button',
        data_act='sort'
    )  # fmt: skip
    return el(
        'div', column.look, button, role='columnheader', aria_sort=order,
        data_key=column.sort.value
    )  # fmt: skip


def _gap(name: str, rows: int) -> Node:
    return el('div', 't-gap', key=f'gap {name}', style=f'--gap:{rows}', aria_hidden='true')


def _waiting(count: int) -> Node | None:
    if not count:
        return None
    said = f'{count:,} new'
    return el(
        'button', 't-pill', said, icon('arrow-up', 12), key='new', type='button', data_act='arrive',
        data_on='top',
    )  # fmt: skip


@part
def _foot(words: str, is_cut: bool, is_selectable: bool) -> Node:
    """How many there are, and where there is more a way to it."""
    every = el('button', 't-link', 'Show all', type='button', data_act='all')
    said = el('span', 't-num', words, every if is_cut else None)
    return el('p', 't-many__foot t-12 t-3', said, _keys(is_selectable), key='foot')


def _keys(is_selectable: bool) -> Node:
    """What can be done without a mouse."""
    known = [(('↑', '↓'), 'move'), (('Enter',), 'open'), (('/',), 'search')]
    if is_selectable:
        known.insert(1, (('X',), 'select'))
    return el(
        'span',
        't-row t-no-phone',
        (
            el('span', '', [el('kbd', 't-kbd', key) for key in keys], el('span', '', does))
            for keys, does in known
        ),
    )
