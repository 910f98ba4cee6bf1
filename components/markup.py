"""Native elements in one line each, so that screens read like the markup they make."""

from nicegui import ui
from nicegui.elements.mixins.text_element import TextElement


class Text(TextElement):
    """A native element whose text may change; `set_text` is its patch."""


def _attributes(element: ui.element, classes: str, attributes: dict[str, object]) -> None:
    if classes:
        element.classes(classes)
    for name, value in attributes.items():
        if value is not None and value is not False:
            # `aria_label` in Python is `aria-label` on the page
            element.props[name.rstrip('_').replace('_', '-')] = value


def box(classes: str = '', tag: str = 'div', **attributes: object) -> ui.element:
    """An element that holds others: `with box('t-card', role='group', aria_label='Total'): …`."""
    element = ui.element(tag)
    _attributes(element, classes, attributes)
    return element


def text(value: str = '', classes: str = '', tag: str = 'span', **attributes: object) -> Text:
    """An element that shows one text; shown as it is, never read as HTML."""
    element = Text(tag=tag, text=value)
    _attributes(element, classes, attributes)
    return element


def testid(element: ui.element, name: str) -> None:
    """Give an element the name by which tests and other programs find it."""
    if name:
        element.props['data-testid'] = name
        element.mark(name)
