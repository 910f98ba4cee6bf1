"""What pages look like: a stylesheet and a script for each kind of page, the theme switch.

Serves the line in at its end: the glow behind a changed value is made here, in the browser.
"""

import json
import re
from enum import StrEnum
from functools import cache
from hashlib import blake2b
from pathlib import Path

from fastapi import Response
from nicegui import __version__, app, ui

from components.kit.files import ASSETS, CELL_FIELD, CLIENT, DRAFTS, asset


class Kind(StrEnum):
    """For whom a page is, which decides what its browser has to load."""

    WORKSPACE = 'workspace'
    """For those who work here; also whatever stands in between, as sign-in does."""
    PUBLIC = 'public'
    """For a client: nothing but what their one page shows, since they come with an empty cache."""


STYLES: dict[Kind, tuple[str, ...]] = {
    Kind.WORKSPACE: (
        'tokens', 'fonts', 'quasar', 'nicegui', 'base', 'controls', 'fields', 'live', 'shared',
        'connection', 'workspace', 'lists', 'record', 'imports', 'activity', 'trips', 'proposal',
        'builder',
        'public', 'realtime', 'dashboard', 'presence', 'notifications', 'contrast',
    ),
    Kind.PUBLIC: (
        'tokens', 'fonts', 'nicegui', 'base', 'controls', 'fields', 'live', 'shared',
        'connection', 'public', 'presence', 'contrast',
    ),
}  # fmt: skip
LIVE = tuple(
    ASSETS / f'{name}.js'
    for name in ('live', 'transport', 'forms', 'view', 'badge', 'keys', 'ages', 'presence')
)
SCRIPTS: dict[Kind, tuple[Path, ...]] = {
    Kind.WORKSPACE: (
        *LIVE,
        *DRAFTS,
        ASSETS / 'imports.js',
        *(ASSETS / f'{name}.js' for name in ('list', 'feed', 'dashboard', 'notifications')),
    ),
    Kind.PUBLIC: (*LIVE, *CLIENT),
}
FONTS = ('inter-latin', 'fraunces-latin')
PAGE = '<div class="q-page"><slot></slot></div>'
NICEGUI = f'/_nicegui/{__version__}/static'
QUASAR = {
    'script': f'{NICEGUI}/quasar.umd.prod.js',
    'styles': '@layer theme, base, quasar, nicegui, components, utilities, overrides,'
    f' quasar_importants; @import url("{NICEGUI}/quasar.unimportant.prod.css") layer(quasar);'
    f' @import url("{NICEGUI}/quasar.important.prod.css") layer(quasar_importants);',
}
"""What `stand_in.js` fetches when it is needed, in the layers of NiceGUI's own pages."""
YEAR_S = 365 * 24 * 3600
COLORS = {
    'primary': '#0F5C6E',
    'accent': '#F2724B',
    'positive': '#1E9E63',
    'negative': '#C22F2F',
    'warning': '#C07A05',
    'info': '#2F6FDB',
    'dark': '#10191E',
    'dark_page': '#0A1216',
}


def install() -> None:
    """Serve the assets and put the design into every page; call once, before the server starts."""
    for kind in Kind:
        _serve(stylesheet(kind), style(kind), 'text/css')
        _serve(script(kind), joined(kind), 'text/javascript')
    app.add_static_file(
        local_file=CELL_FIELD, url_path=f'/assets/{CELL_FIELD.name}', max_cache_age=YEAR_S
    )
    app.add_static_files('/assets', ASSETS, max_cache_age=YEAR_S)
    ui.add_head_html(head(Kind.WORKSPACE), shared=True)
    ui.add_head_html(f'<script src="{script(Kind.WORKSPACE)}" defer></script>', shared=True)
    ui.add_body_html(f'<script>{theme_switch()}</script>', shared=True)
    app.colors(**COLORS)
    # Quasar decides the theme anew when it mounts; the choice of this browser must win.
    app.config.vue_config_script += '\nwindow.tradewind.applyTheme();\n'
    # Quasar's page is a `main` around everything; ours stands around the content only.
    app.config.vue_config_script += f"app.component('q-page', {{ template: '{PAGE}' }});\n"
    # A bar for each request would run without end where sockets are refused and polling does.
    app.config.quasar_config['loadingBar']['skipHijack'] = True


def _serve(address: str, text: str, media_type: str) -> None:
    """Answer with what never changes under this address."""

    @app.get(address.partition('?')[0])
    def answer() -> Response:
        headers = {'Cache-Control': f'public, max-age={YEAR_S}, immutable'}
        return Response(text, media_type=media_type, headers=headers)


@cache
def style(kind: Kind) -> str:
    """Every rule, in the order that decides between equals, without what is for its readers."""
    rules = ''.join((ASSETS / f'{name}.css').read_text('utf-8') for name in STYLES[kind])
    return re.sub(r'\s+', ' ', re.sub(r'/\*.*?\*/', '', rules, flags=re.DOTALL))


@cache
def joined(kind: Kind) -> str:
    """All scripts that a page starts from, so that it asks once; each keeps its names to itself."""
    return '\n'.join(file.read_text('utf-8') for file in SCRIPTS[kind])


def stylesheet(kind: Kind) -> str:
    """Address of the rules, which changes with them."""
    return _address(f'for-{kind}.css', style(kind))


def script(kind: Kind) -> str:
    """Address of the scripts, which changes with them."""
    return _address(f'for-{kind}.js', joined(kind))


def _address(name: str, text: str) -> str:
    return f'/assets/{name}?v={blake2b(text.encode(), digest_size=6).hexdigest()}'


@cache
def head(kind: Kind) -> str:
    """What stands in the head of every page of this kind, scripts aside.

    The stylesheet is outside any layer, so that it beats Quasar's wherever that comes.
    """
    # a client's page shows its words before it asks for fonts; others have their measures till then
    preloads = (
        f'<link rel="preload" href="/assets/fonts/{font}.woff2" as="font"'
        ' type="font/woff2" crossorigin>'
        for font in (() if kind is Kind.PUBLIC else FONTS)
    )
    known = {'icons': asset('icons.svg'), 'quasar': QUASAR}
    lines = (
        f'<script>window.tradewind = {json.dumps(known)}</script>',
        *preloads,
        f'<link rel="stylesheet" href="{stylesheet(kind)}">',
        f'<link rel="icon" type="image/svg+xml" href="{asset("favicon.svg")}">',
        '<meta name="theme-color" content="#F6F4EF" media="(prefers-color-scheme: light)">',
        '<meta name="theme-color" content="#0A1216" media="(prefers-color-scheme: dark)">',
    )
    return '\n'.join(lines)


@cache
def theme_switch() -> str:
    """The one script that runs before the first paint; stands at the begin of a page's body."""
    return (ASSETS / 'theme.js').read_text('utf-8')
