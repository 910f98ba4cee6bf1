"""What every page looks like: one stylesheet, the scripts of the browser, the theme switch.

Serves the line in at its end: the glow behind a changed value is made here, in the browser.
"""

from functools import cache
from hashlib import blake2b

from fastapi import Response
from nicegui import app, ui

from components.kit.files import ASSETS, EDITING, asset

STYLES = (
    'tokens', 'quasar', 'nicegui', 'base', 'controls', 'fields', 'live', 'workspace', 'lists',
    'proposal', 'builder', 'public', 'realtime', 'presence', 'contrast',
)  # fmt: skip
SCRIPTS = (
    'live.js', 'transport.js', 'forms.js', 'view.js', 'badge.js', 'keys.js', 'ages.js',
    'presence.js', 'draft.js', 'theirs.js',
)  # fmt: skip
PAGE = '<div class="q-page"><slot></slot></div>'
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

    @app.get('/assets/app.css')
    def stylesheet() -> Response:
        """All rules in one answer, so that a page asks once."""
        headers = {'Cache-Control': f'public, max-age={YEAR_S}, immutable'}
        return Response(style(), media_type='text/css', headers=headers)

    for file in EDITING:
        app.add_static_file(local_file=file, url_path=f'/assets/{file.name}', max_cache_age=YEAR_S)
    app.add_static_files('/assets', ASSETS, max_cache_age=YEAR_S)
    scripts = (f'<script src="{asset(name)}" defer></script>' for name in SCRIPTS)
    ui.add_head_html('\n'.join((head(), *scripts)), shared=True)
    ui.add_body_html(f'<script>{script("theme.js")}</script>', shared=True)
    app.colors(**COLORS)
    # Quasar decides the theme anew when it mounts; the choice of this browser must win.
    app.config.vue_config_script += '\nwindow.tradewind.applyTheme();\n'
    # Quasar's page is a `main` around everything; ours stands around the content only.
    app.config.vue_config_script += f"app.component('q-page', {{ template: '{PAGE}' }});\n"
    # A bar for each request would run without end where sockets are refused and polling does.
    app.config.quasar_config['loadingBar']['skipHijack'] = True


@cache
def style() -> str:
    """Every rule, in the order that decides between equals."""
    return '\n'.join((ASSETS / f'{name}.css').read_text('utf-8') for name in STYLES)


@cache
def head() -> str:
    """The links of every page; outside any layer, so that they beat Quasar's rules."""
    digest = blake2b(style().encode(), digest_size=6).hexdigest()
    fonts = ('inter-latin', 'fraunces-latin')
    preloads = (
        f'<link rel="preload" href="/assets/fonts/{font}.woff2" as="font"'
        ' type="font/woff2" crossorigin>'
        for font in fonts
    )
    lines = (
        f'<script>window.tradewind = {{ icons: "{asset("icons.svg")}" }}</script>',
        *preloads,
        f'<link rel="stylesheet" href="/assets/app.css?v={digest}">',
        f'<link rel="icon" type="image/svg+xml" href="{asset("favicon.svg")}">',
        '<meta name="theme-color" content="#F6F4EF" media="(prefers-color-scheme: light)">',
        '<meta name="theme-color" content="#0A1216" media="(prefers-color-scheme: dark)">',
    )
    return '\n'.join(lines)


@cache
def script(name: str) -> str:
    """A script's text, for the few that must run before the first paint."""
    return (ASSETS / name).read_text('utf-8')
