"""The menu from which filters are chosen. Begins the line in anew: another choice is read."""

from collections.abc import Callable
from functools import partial
from typing import Any

from nicegui import ui

from components.kit.menus import Item, open_menu
from components.live.table_bar import TableBar
from services.realtime.live.list_state import ListState

FEW_CHOICES = 12
"""So many are offered in one menu, whatever filters they are of."""


def open_filter(
    anchor: ui.element,
    bar: TableBar[Any],
    state: ListState[Any, Any],
    counted: Any,
    *,
    on_choice: Callable[[str], object],
    label: str = '',
) -> None:
    """Offer all choices where they are few, else filter by filter; `label`: those of one alone."""
    again = partial(open_filter, anchor, bar, state, counted, on_choice=on_choice)
    further = bar.further(state, counted) if any(f.is_offered for f in bar.filters) else bar.filters
    filters = [each for each in bar.filters if label == each.label] if label else list(further)
    choices = [choice for each in filters for choice in each.offered(state, counted)]
    if label and len(choices) == 1 and choices[0].label == label:
        on_choice(choices[0].value)  # it is on or off
        return
    if len(filters) > 1 and len(choices) > FEW_CHOICES:
        items = [
            Item(label=each.label, icon=each.symbol, on_click=partial(again, label=each.label))
            for each in filters
        ]
    else:
        items = [
            Item(
                label=choice.label,
                checked=choice.value in state.filters,
                on_click=partial(on_choice, choice.value),
            )
            for choice in choices
        ]
    is_chip = any(each.is_offered or each.chosen(state, counted) for each in filters if label)
    target = f'.t-filters [data-key="{label if is_chip else ""}"]'
    open_menu(anchor, items, label=label or 'Filter', target=target)
