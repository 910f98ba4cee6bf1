"""The one page behind every link that opens nothing: unknown, ended, revoked, all look alike.

It names nobody. The same markup answers a request and replaces a page that was open.
"""

from components.kit.files import asset
from components.view.html import html
from components.view.node import Node, el
from components.view.pieces import icon

TITLE = 'This link no longer opens a proposal'
MAIL = (
    'mailto:?subject=A%20new%20link%2C%20please'
    '&body=The%20link%20to%20your%20proposal%20no%20longer%20opens.'
    '%20Could%20you%20send%20me%20a%20new%20one%3F'
)
WHY = (
    'It may have ended, or there may be a slip in the address.'
    ' Ask the person who sent it for a new one.'
)
HOW = 'This opens a letter in your own mail program, for you to address. We cannot show more here.'


def ended() -> Node:
    letter = el(
        'a',
        't-btn t-btn--primary t-btn--lg t-btn--block',
        icon('mail'),
        el('span', '', 'Ask for a new link'),
        href=MAIL,
    )
    words = el(
        'div',
        't-dialog',
        el('span', 'p-ended__i', icon('link', 20)),
        el('h1', 't-h1 t-h1--serif', TITLE, tabindex=-1),
        el('p', 't-2', WHY),
        letter,
        el('p', 't-12 t-3', HOW),
    )
    cover = el('img', src=asset('cover/patagonia.svg'), alt='')
    return el('main', '', el('div', 'p-ended', cover, words), key='ended')


def document(head: str, body: str) -> str:
    """A whole page; `head` and the start of `body` are what every page carries."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">'
        f'<meta name="robots" content="noindex"><title>{TITLE}</title>{head}</head>'
        f'<body>{body}{html(ended())}</body></html>'
    )
