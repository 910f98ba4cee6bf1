"""A page whose words are painted before any script runs; what makes it live is loaded after.

End of the line in. `components/engine/late.py` makes its client when its socket comes.
"""

import json
from collections.abc import Callable
from functools import cache
from html import escape
from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse
from nicegui import Client

from components.engine import boot, late
from components.kit.files import asset
from components.shell.theme import SCRIPTS, head, script
from components.view.view import View

AFTER_PAINT = """requestAnimationFrame(() => setTimeout(() => {
  JSON.parse(document.getElementById('scripts').textContent).forEach((src) => document.head.append(
    Object.assign(document.createElement('script'), { src, async: false })));
  const boot = { type: 'module', src: '%s' };
  document.head.append(Object.assign(document.createElement('script'), boot));
}));"""
POPUPS = '<div id="popup" hidden></div><div id="too_long_message_popup" hidden></div>'
"""Where NiceGUI would say that the socket is lost; our badge says it."""


def answer(
    request: Request,
    view: View[Any],
    *,
    title: str,
    scripts: tuple[str, ...],
    build: Callable[[Client], object],
    give_up: Callable[[], object],
) -> HTMLResponse:
    """The page with a view as it stands; `build(client)` when its browser connects."""
    name = late.expect(request, build, give_up)
    own = json.dumps(boot.constants() | {'query': boot.query(name)}).replace('</', '<\\/')
    page = (
        f'{_start()}<title>{escape(title)}</title></head><body>'
        f'<script>{script("theme.js")}</script>{marked(view)}{_ending(scripts)}'
        f'<script type="application/json" id="boot">{own}</script></body></html>'
    )
    return HTMLResponse(page, headers={'Cache-Control': 'no-store'})


def marked(view: View[Any]) -> str:
    """Its outermost element says which drawing it is."""
    drawing, markup = view.first()
    tag, _, rest = markup.partition(' ')
    return f'{tag} data-view="{drawing.number}" {rest}'


@cache
def _start() -> str:
    """Everything up to the title."""
    imports = json.dumps({'imports': boot.imports()})
    return (
        '<!doctype html><html lang="en-US"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">'
        '<meta name="robots" content="noindex">'
        '<meta id="nicegui-color-scheme" name="color-scheme" content="normal">'
        f'{head()}<script type="importmap">{imports}</script>'
    )


@cache
def _ending(scripts: tuple[str, ...]) -> str:
    """Everything behind the view but what is the page's own."""
    own = json.dumps([asset(name) for name in (*SCRIPTS, *scripts)])
    return (
        f'<div id="app"></div>{POPUPS}<script type="application/json" id="scripts">{own}</script>'
        f'<script>{AFTER_PAINT % asset("boot.js")}</script>'
    )
