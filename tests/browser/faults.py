"""Breaks things the way machines do: children die, freeze, networks go away."""

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import httpx
from playwright.sync_api import BrowserContext, WebSocketRoute

from tests.browser.app import RunningApp, wait_for

SOCKET = '**/_nicegui_ws/**'
AGAIN_S = 0.05


@contextmanager
def gateway_down(app: RunningApp) -> Iterator[None]:
    """Kill the gateway, and again whenever it comes back, until the end of the block."""
    over = threading.Event()

    def kill() -> None:
        while not over.wait(AGAIN_S):
            with suppress(ProcessLookupError, KeyError):
                app.kill('gateway')

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@contextmanager
def gateway_frozen(app: RunningApp) -> Iterator[None]:
    """The gateway keeps its sockets and says nothing."""
    pid = app.kill('gateway', signal.SIGSTOP)
    try:
        yield
    finally:
        os.kill(pid, signal.SIGCONT)


def gateway_returned(app: RunningApp) -> None:
    """Wait until the gateway is well again."""

    def is_well() -> bool:
        with suppress(httpx.HTTPError):
            url = f'{app.status["supabase_url"]}/healthz'
            return httpx.get(url, trust_env=False).status_code == 200
        return False

    wait_for(is_well)


class Network:
    """Of one browser: `cut()` drops its sockets and lets no request through until `mend()`.

    Make it before the page is opened. It is mended when the pages are back, whose next try may
    be 7.5 s away: Socket.IO's pauses grow, and some of their length is chance.
    """

    def __init__(self, context: BrowserContext) -> None:
        self._is_cut = False
        self._sockets: list[WebSocketRoute] = []
        context.route_web_socket(SOCKET, self._on_socket)
        self._context = context

    def cut(self) -> None:
        self._is_cut = True
        self._context.route('**/*', lambda route: route.abort('internetdisconnected'))
        for socket in self._sockets:
            socket.close()
        self._sockets.clear()

    def mend(self) -> None:
        self._is_cut = False
        self._context.unroute('**/*')
        for page in self._context.pages:
            page.wait_for_function('window.socket?.connected')

    def _on_socket(self, socket: WebSocketRoute) -> None:
        if self._is_cut:
            socket.close()
            return
        socket.connect_to_server()
        self._sockets.append(socket)
