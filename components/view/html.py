"""A node in HTML's words: the first markup of a page, and what is put into it later. Pure."""

from collections.abc import Iterator
from html import escape

from components.view.node import Node

VOID = frozenset(('br', 'hr', 'img', 'input', 'link', 'meta', 'source'))
"""Elements that have no end tag."""


def html(node: Node) -> str:
    """`<p class="t-2">Nothing asked yet.</p>`; whatever a person typed is escaped."""
    return ''.join(_pieces(node))


def _pieces(node: Node) -> Iterator[str]:
    yield f'<{node.tag}'
    for name, value in node.attributes.items():
        yield f' {name}="{escape(value)}"' if value else f' {name}'
    yield '>'
    if node.tag in VOID:
        return
    if node.text:
        yield escape(node.text, quote=False)
    for child in node.children:
        yield from _pieces(child)
    yield f'</{node.tag}>'
