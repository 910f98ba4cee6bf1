"""Rows that are selected, and what can be done with all of them at once. Line in, step 6.

What is selected is the browser's own (`components/assets/list.js`): it ticks, counts, and shows the
bar. Begins the way out: `bulk` with the name of an act; its value is the keys of the rows, or of a
list that is not grouped `{"every": <choice>, "but": [<keys>]}`.
"""

from typing import NamedTuple

from components.view.node import Node, el
from components.view.parts import part
from components.view.pieces import icon


class Bulk(NamedTuple):
    """What can be done with all rows selected."""

    name: str
    label: str
    symbol: str
    is_danger: bool = False
    asks: bool = False
    """Whether more is asked first: what is selected stays so until the page says `unselect`."""


def check(label: str, *, is_head: bool = False) -> Node:
    """A cell with a box to tick; rows are walked through by other keys than Tab."""
    box = el(
        'button',
        't-check',
        icon('check', 12),
        type='button',
        role='checkbox',
        aria_checked='false',
        aria_label=label,
        tabindex='0' if is_head else '-1',
        data_on='select',
    )
    return el('span', 't-tick', box, role='columnheader' if is_head else 'cell')


@part
def bulk_bar(acts: tuple[Bulk, ...]) -> Node:
    """Slides in once something is selected."""
    return el(
        'div',
        't-bulk',
        el('b', 't-bulk__count', el('span', 't-num', data_count=True), el('span', '', 'selected')),
        _every(),
        el('span', 't-bulk__rule t-no-phone'),
        [_act(each) for each in acts],
        _clear(),
        key='bulk',
        role='toolbar',
        aria_label='What is selected',
        hidden=True,
    )


def _act(act: Bulk) -> Node:
    danger = ' t-bulk__danger' if act.is_danger else ''
    return el(
        'button',
        f't-btn t-btn--ghost t-btn--sm{danger}',
        icon(act.symbol),
        el('span', '', act.label),
        key=act.name,
        type='button',
        aria_label=act.label,
        aria_haspopup='menu' if act.asks else None,
        data={'on': 'bulk', 'bulk': act.name, 'asks': act.asks},
    )


def _every() -> Node:
    """All that match, seen or not."""
    count = el('span', 't-num', data_every=True)
    return el(
        'button', 't-link t-12 t-bulk__every', 'Select all ', count, type='button',
        data_on='every', hidden=True,
    )  # fmt: skip


def _clear() -> Node:
    label = 'Clear selection'
    return el('button', 't-x', icon('x'), type='button', aria_label=label, data_on='unselect')
