"""Native elements in one line each, so that screens read like the markup they make."""

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from nicegui import ui

from components.engine.light import Light, Text


@lru_cache(1024)
def _attribute(name: str) -> str:
    """`aria_label` in Python is `aria-label` on the page, `id_` is `id`."""
    return name.rstrip('_').replace('_', '-')


def _said(attributes: dict[str, object]) -> dict[str, object]:
    return {
        _attribute(name): value
        for name, value in attributes.items()
        if value is not None and value is not False
    }


def box(classes: str = '', tag: str = 'div', **attributes: object) -> Light:
    """An element that holds others: `with box('t-card', role='group', aria_label='Total'): …`."""
    return Light(tag, classes, _said(attributes))


def text(value: str = '', classes: str = '', tag: str = 'span', **attributes: object) -> Text:
    """An element that shows one text; shown as it is, never read as HTML."""
    return Text(value, tag, classes, _said(attributes))


def testid(element: ui.element, name: str) -> None:
    """Give an element the name by which tests and other programs find it."""
    if name:
        element.props['data-testid'] = name
        element.mark(name)


def show(element: ui.element, visible: bool) -> None:
    """Show an element, or leave it out of the page; it stays where it is."""
    if visible == ('t-hidden' in element.classes):
        element.classes(remove='t-hidden') if visible else element.classes('t-hidden')


def show_choice(radios: Mapping[Any, ui.element], chosen: object) -> None:
    """Say which of a `radiogroup` is chosen; Tab goes to that one, or to the first."""
    stop = chosen if chosen in radios else next(iter(radios), None)
    for key, radio in radios.items():
        look = {
            'aria-checked': 'true' if key == chosen else 'false',
            'tabindex': '0' if key == stop else '-1',
        }
        if any(radio.props.get(name) != value for name, value in look.items()):
            radio.props.update(look)
