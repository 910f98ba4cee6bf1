"""Markup as a value: what a view makes of rows. Pure; step 6 of the line in.

el('li', 'p-inc', icon('check'), el('span', '', activity.title, glow=True), key=activity.id)
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import NamedTuple

from components.engine.directions import turns

Value = str | int | float | bool | None


class Node(NamedTuple):
    """One element; equal nodes look the same. A tuple, so that equals are found at the speed of C.

    An element's text stands before its children; text after one has an element of its own.
    """

    tag: str
    attributes: Mapping[str, str]
    """With `class`; an attribute without a value is empty."""
    text: str
    children: tuple['Node', ...]
    key: str
    """Tells it from its siblings while these come, go and move; empty where they never do."""


SLOT = 'data-slot'
"""Attribute of an element whose content is somebody else's: an editor, a form."""


def el(  # markup has many words
    tag: str,
    classes: str = '',
    /,
    *content: 'Node | str | Iterable[Node | None] | None',
    key: object = '',
    data: Mapping[str, Value] | None = None,
    **attributes: Value,
) -> Node:
    """Make an element.

    `aria_label` in Python is `aria-label` on the page, `for_` is `for`; None and False leave an
    attribute out. `data`: `{'act': 'choose'}` is `data-act="choose"`.

    Raises: `ValueError` for text behind a child.
    """
    said = {'class': classes} if classes else {}
    text = ''
    children: list[Node] = []
    for each in content:
        if type(each) is str:
            if children and each:
                raise ValueError(f'text behind a child of <{tag}> needs an element of its own')
            text += each
        elif type(each) is Node:
            children.append(each)
        elif each is not None:
            children.extend(one for one in each if one is not None)  # type: ignore[misc]
    for name, value in attributes.items():
        if value is not None and value is not False:
            said[attribute(name)] = '' if value is True else str(value)
    if data:
        for name, value in data.items():
            if value is not None and value is not False:
                said[f'data-{name}'] = '' if value is True else str(value)
    if text and turns(text) and 'dir' not in said:
        said['dir'] = 'auto'  # words from right to left take their own direction
    return Node(tag, said, text, tuple(children), str(key) if key else '')


def slot(name: str, tag: str = 'div', classes: str = '') -> Node:
    """A place for what one screen has of its own; nothing in it is ever drawn or changed."""
    return el(tag, classes, data={'slot': name})


@lru_cache(1024)
def attribute(name: str) -> str:
    """`aria_label` is `aria-label`, `for_` is `for`."""
    return name.rstrip('_').replace('_', '-')
