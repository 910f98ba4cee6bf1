"""The one page behind every link that opens nothing: unknown, ended, revoked, all look alike.

It names nobody. The same markup answers a request and replaces a page that was open.
"""

from nicegui import ui

from components.engine.light import Light
from components.engine.tree import container
from components.kit.files import asset

FORGET = """document.title = %s;
document.querySelectorAll('script:not([src])').forEach((node) => node.remove());"""
"""The page's own source must not outlive the link."""
TITLE = 'This link no longer opens a proposal'
MAIL = (
    'mailto:?subject=A%20new%20link%2C%20please'
    '&amp;body=The%20link%20to%20your%20proposal%20no%20longer%20opens.'
    '%20Could%20you%20send%20me%20a%20new%20one%3F'
)


def markup() -> str:
    """Static, trusted HTML."""
    icons = asset('icons.svg')
    return f"""<div class="p-ended">
<img src="{asset('cover/patagonia.svg')}" alt="">
<div class="t-dialog"><span class="p-ended__i">
<svg class="t-i t-i--20" aria-hidden="true"><use href="{icons}#i-link"></use></svg></span>
<h1 class="t-h1 t-h1--serif" tabindex="-1">{TITLE}</h1>
<p class="t-2">It may have ended, or there may be a slip in the address.
Ask the person who sent it for a new one.</p>
<a class="t-btn t-btn--primary t-btn--lg t-btn--block" href="{MAIL}">
<svg class="t-i" aria-hidden="true"><use href="{icons}#i-mail"></use></svg>Ask for a new link</a>
<p class="t-12 t-3">This opens a letter in your own mail program, for you to address.
We cannot show more here.</p></div></div>"""


def document(head: str, body: str) -> str:
    """A whole page; `head` and the start of `body` are what every page carries."""
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">'
        f'<meta name="robots" content="noindex"><title>{TITLE}</title>{head}</head>'
        f'<body>{body}<main>{markup()}</main></body></html>'
    )


class Ended(Light):
    """The same in a page that was open."""

    def __init__(self) -> None:
        super().__init__('main')
        self.props['innerHTML'] = markup()


def end(page: ui.element) -> None:
    """Put it in the place of an open page."""
    around = container(page)
    if around is None:
        return
    client = page.client
    with around:
        Ended()
    page.delete()
    client.run_javascript(FORGET % repr(TITLE))
