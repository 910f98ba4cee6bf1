"""Where elements stand: what holds them, in which order, and a way to call into their script.

Serves the line in. What NiceGUI keeps of this is in its slots and outbox, which nobody else reads.
"""

import json
from typing import Any

from nicegui.element import Element


def container(element: Element | None) -> Element | None:
    """The element around this one; None for a page's outermost and for what is gone."""
    slot = element.parent_slot if element is not None else None
    return slot.parent if slot else None


def content(element: Element) -> tuple[Element, ...]:
    """What an element holds, in its order."""
    return tuple(element.default_slot.children)


def index_of(element: Element) -> int:
    """The place of an element among those around it, 0 is first."""
    slot = element.parent_slot
    return slot.children.index(element) if slot else 0


def place(element: Element, into: Element, index: int) -> None:
    """Move the element there, unless it stands there already."""
    children = into.default_slot.children
    if index >= len(children) or children[index] is not element:
        element.move(into, target_index=index)


def call_in_browser(element: Element, method: str, argument: Any) -> None:
    """Call a method of the element's component, and wait for nothing."""
    if not element.is_deleted:
        code = f'runMethod({element.id},{json.dumps(method)},[{json.dumps(argument)}])'
        element.client.outbox.enqueue_message('run_javascript', {'code': code}, element.client.id)
