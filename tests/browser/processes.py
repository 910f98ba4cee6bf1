"""Two app processes on one database and gateway, behind the shipped nginx configuration."""

import signal
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page

from tests.browser.app import RunningApp, free_port
from tests.browser.nginx import Nginx

COOKIE = 'tradewind_route'


class Sibling(RunningApp):
    """A process that starts no stack of its own but uses the first one's."""

    def __init__(self, first: RunningApp, port: int, base_url: str) -> None:
        noted = first.status
        super().__init__(
            first.data.parent / 'second',
            SUPABASE_URL=noted['supabase_url'],
            SUPABASE_ANON_KEY=noted['anon_key'],
            SUPABASE_SERVICE_ROLE_KEY=noted['service_role_key'],
            DATABASE_URL=noted['database_url'],
            TRADEWIND_SECRET=(first.data / 'secret').read_text().strip(),
            TRADEWIND_BASE_URL=base_url,
            TRADEWIND_PORT=str(port),
        )
        self.port = port
        self.url = f'http://127.0.0.1:{port}'

    @property
    def status(self) -> dict[str, Any]:
        """It keeps no note; what is asked for here is whether it is ready."""
        return {'base_url': self.environment['TRADEWIND_BASE_URL']}

    def die(self) -> None:
        """Without a word to anybody."""
        assert self.process
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


class Cluster:
    """What tests take for the running app: the address is the proxy's, the data the first one's."""

    def __init__(self, folder: Path, program: str) -> None:
        ports = free_port(), free_port()
        (folder / 'nginx').mkdir()
        self.nginx = Nginx(program, folder / 'nginx', ports)
        self.url = f'http://127.0.0.1:{self.nginx.port}'
        self.first = RunningApp(
            folder / 'data', TRADEWIND_PORT=str(ports[0]), TRADEWIND_BASE_URL=self.url
        )
        self.first.port, self.first.url = ports[0], f'http://127.0.0.1:{ports[0]}'
        self.data = self.first.data
        self._second_port = ports[1]
        self.second: Sibling = None  # type: ignore[assignment]

    def start(self) -> None:
        self.first.start()
        self.second = Sibling(self.first, self._second_port, self.url)
        self.second.start()
        self.nginx.start()

    def stop(self) -> None:
        self.nginx.stop()
        if self.second is not None:
            self.second.stop()
        self.first.stop()

    @property
    def status(self) -> dict[str, Any]:
        return self.first.status

    def put(self, context: BrowserContext, app: RunningApp) -> None:
        """Lead a browser to this process from now on."""
        context.add_cookies([{'name': COOKIE, 'value': str(app.port), 'url': self.url}])

    def leads_to(self, context: BrowserContext) -> str:
        """The process that the browser's cookie names."""
        found = {each['name']: each['value'] for each in context.cookies()}
        return found.get(COOKIE, '')


def process_of(page: Page) -> str:
    """The process that a page's socket is connected to."""
    named: str = page.evaluate('window.socket.io.opts.query.process')
    return named
