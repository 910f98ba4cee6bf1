"""The figures above the proposal list; each rolls and glows when it changes. Line in, step 6."""

from components.proposals.list.listing import Figures
from components.proposals.list.words import worth_or_nothing
from components.view.node import Node, el


def figures(shown: Figures) -> Node:
    """Open value, whose turn it is, who is here, what was won this month."""
    counted = shown.counted
    return el(
        'div',
        't-figs',
        _figure('Open value', worth_or_nothing(counted.open_value, counted.currency)),
        _figure('Waiting for you', str(counted.waiting)),
        _figure('Clients here now', str(shown.clients)),
        _figure(f'Approved in {shown.month}', worth_or_nothing(counted.approved, counted.currency)),
    )


def _figure(label: str, value: str) -> Node:
    number = el('span', '', el('span', '', value), data={'glow': True, 'roll': True})
    return el('div', 't-fig', el('span', 't-over', label), el('b', '', number))
