"""A page whose words are painted before any script runs; what makes it live is loaded after.

End of the line in. `components/engine/late.py` makes its client when its socket comes.
"""

import json
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from html import escape
from typing import Any
from weakref import WeakKeyDictionary

from fastapi import Request
from fastapi.responses import HTMLResponse
from nicegui import Client

from components.engine import boot, late
from components.kit.files import ASSETS, asset
from components.shell import theme
from components.shell.theme import Kind
from components.view.view import View

POPUPS = '<div id="popup" hidden></div><div id="too_long_message_popup" hidden></div>'
"""Where NiceGUI would say that the socket is lost; our badge says it."""
GZIP = 31
"""zlib's word for gzip's format."""
HEADERS = {'Cache-Control': 'no-store', 'Vary': 'Accept-Encoding'}


@dataclass(slots=True)
class _Begun:
    """All of a page but its end, which is of one visitor; packed once for all of them."""

    number: int
    """Of the drawing in it."""
    plain: bytes
    packed: bytes
    packing: Any
    """To be copied, and gone on with."""


_begun: WeakKeyDictionary[View[Any], _Begun] = WeakKeyDictionary()


def answer(
    request: Request,
    view: View[Any],
    *,
    title: str,
    build: Callable[[Client], object],
    give_up: Callable[[], object],
) -> HTMLResponse:
    """The page with a view as it stands; `build(client)` when its browser connects."""
    name = late.expect(request, build, give_up)
    end = f'{_data("query", boot.query(name))}<script>{_loader()}</script></body></html>'.encode()
    begun = _page(view, title)
    if 'gzip' not in request.headers.get('accept-encoding', ''):
        return HTMLResponse(begun.plain + end, headers=HEADERS)
    packing = begun.packing.copy()
    packed = begun.packed + packing.compress(end) + packing.flush()
    return HTMLResponse(packed, headers=HEADERS | {'Content-Encoding': 'gzip'})


def _page(view: View[Any], title: str) -> _Begun:
    drawing, markup = view.first()
    begun = _begun.get(view)
    if begun is None or begun.number != drawing.number:
        tag, _, rest = markup.partition(' ')
        plain = (
            f'{_start()}<title>{escape(title)}</title></head><body>'
            f'<script>{theme.theme_switch()}</script>'
            f'{tag} data-view="{drawing.number}" {rest}<div id="app"></div>{POPUPS}'
            f'{_data("boot", _constants())}'
        ).encode()
        packing = zlib.compressobj(6, wbits=GZIP)
        begun = _Begun(drawing.number, plain, packing.compress(plain), packing)
        _begun[view] = begun
    return begun


@cache
def _start() -> str:
    """Everything up to the title."""
    imports = json.dumps({'imports': {'vue': boot.VUE}})
    return (
        '<!doctype html><html lang="en-US"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">'
        '<meta name="robots" content="noindex">'
        '<meta id="nicegui-color-scheme" name="color-scheme" content="normal">'
        f'{theme.head(Kind.PUBLIC)}<script type="importmap">{imports}</script>'
    )


def _data(name: str, what: dict[str, Any]) -> str:
    text = json.dumps(what).replace('</', '<\\/')
    return f'<script type="application/json" id="{name}">{text}</script>'


@cache
def _loader() -> str:
    return (ASSETS / 'boot.js').read_text('utf-8')


@cache
def _constants() -> dict[str, Any]:
    own = {'own': theme.script(Kind.PUBLIC), 'standIn': asset('stand_in.js')}
    return boot.constants() | own
