"""Markdown that a person typed, as nodes: no HTML of theirs is ever read. Pure; line in, step 6."""

import re
from collections.abc import Iterator
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.token import Token

from components.view.node import Node, el

_PARSER = MarkdownIt('commonmark', {'html': False, 'breaks': True}).disable(['image'])
BLOCKS = {
    **{'paragraph': 'p', 'bullet_list': 'ul', 'ordered_list': 'ol', 'list_item': 'li'},
    **{'blockquote': 'blockquote', 'heading': 'h4', 'strong': 'strong', 'em': 'em'},
}
"""What is drawn of a token; headings all look alike."""
LINKS = re.compile(r'(?:https?://|mailto:|tel:)\S+', re.IGNORECASE)
MEMBER = 'member:'
"""A link to a colleague who is mentioned: `@[Ben](member:<profile id>)`."""


@lru_cache(maxsize=2_000)
def markdown(text: str) -> tuple[Node, ...]:
    """The paragraphs, lists and quotes of a text."""
    return tuple(_blocks(iter(_PARSER.parse(text))))


def _blocks(tokens: Iterator[Token]) -> Iterator[Node]:
    """Nodes up to the end of the block, or of the text."""
    for token in tokens:
        if token.nesting < 0:
            return
        if token.type == 'inline':
            yield from _inline(iter(token.children or ()))
        elif token.nesting > 0:
            kind = token.type.removesuffix('_open')
            yield el(BLOCKS.get(kind, 'div'), '', list(_blocks(tokens)))
        elif token.type in {'fence', 'code_block'}:
            yield el('pre', '', token.content)
        elif token.type == 'hr':
            yield el('hr')


def _inline(tokens: Iterator[Token]) -> Iterator[Node]:
    for token in tokens:
        if token.nesting < 0:
            return
        if token.type == 'text' and token.content:
            yield el('span', '', token.content)
        elif token.type == 'code_inline':
            yield el('code', '', token.content)
        elif token.type in {'softbreak', 'hardbreak'}:
            yield el('br')
        elif token.type == 'link_open':
            yield _link(str(token.attrGet('href') or ''), list(_inline(tokens)))
        elif token.nesting > 0:
            kind = token.type.removesuffix('_open')
            yield el(BLOCKS.get(kind, 'span'), '', list(_inline(tokens)))


def _link(href: str, content: list[Node]) -> Node:
    if href.startswith(MEMBER):
        return el('span', 't-mention', content)
    if LINKS.fullmatch(href):
        return el('a', 't-link', content, href=href, target='_blank', rel='noopener noreferrer')
    return el('span', '', content)
