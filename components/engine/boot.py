"""What a page of our own needs to become NiceGUI's, once it is painted; `assets/boot.js` reads it.

It replaces `nicegui/templates/index.html`, which loads everything before the first word is shown.
"""

from functools import cache
from typing import Any

from nicegui import __version__, core

STATIC = f'/_nicegui/{__version__}/static/'
VUE = f'{STATIC}vue.esm-browser.prod.js'
"""Which scripts of components import as `vue`."""
FIRST_ELEMENTS = {
    '0': {'tag': 'div', 'children': [1]},
    '1': {'tag': 'div', 'children': [2]},
    '2': {'tag': 'div', 'children': [3]},
    '3': {'tag': 'div', 'class': ['nicegui-content'], 'children': []},
}
"""Of every client; in place of the layout, which our pages have themselves."""


@cache
def constants() -> dict[str, Any]:
    """What is the same for every page of this process."""
    config = core.app.config
    return {
        'socket': f'{STATIC}socket.io.min.js',
        'vue': VUE,
        'nicegui': f'{STATIC}nicegui.js',
        'config': config.quasar_config,
        'script': config.vue_config_script,
        'elements': FIRST_ELEMENTS,
        'options': {
            'version': __version__,
            'prefix': '',
            'extraHeaders': config.socket_io_js_extra_headers,
            'transports': config.socket_io_js_transports,
        },
    }


def query(client_id: str) -> dict[str, Any]:
    """What a page's socket says of itself when it connects."""
    return {
        **core.app.config.socket_io_js_query_params,
        'client_id': client_id,
        'next_message_id': 0,
        'implicit_handshake': True,
    }
