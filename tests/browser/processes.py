"""Two app processes on one database and gateway, behind the shipped nginx configuration."""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page

from tests.browser import nginx
from tests.browser.app import RunningApp
from tests.browser.conftest import DESKTOP, PASSWORD, PHONE, live
from tests.browser.nginx import Nginx
from tests.ports import free_port

COOKIE = 'tradewind_route'

Enter = Callable[..., Page]


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

    @contextmanager
    def frozen(self) -> Iterator[None]:
        """It keeps its sockets and does nothing until the end of the block."""
        assert self.process
        os.kill(self.process.pid, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(self.process.pid, signal.SIGCONT)

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


def running(folder: Path) -> Iterator[Cluster]:
    """A cluster for the length of a fixture."""
    program = nginx.find()
    if program is None:
        pytest.skip('nginx is not installed, and only root on Debian can: apt-get install nginx')
    cluster = Cluster(folder, program)
    try:
        cluster.start()
        yield cluster
    finally:
        cluster.stop()


def entrance(cluster: Cluster, contexts: Callable[..., BrowserContext]) -> Enter:
    """`page = enter(process, path, email)`: a person in a browser of their own."""

    def open_page(
        app: RunningApp,
        path: str,
        email: str = '',
        cookies: list[object] | None = None,
        *,
        url: str = '',
    ) -> Page:
        context = contexts(viewport=DESKTOP if email or cookies else PHONE)
        context.add_cookies(cookies or [])  # type: ignore[arg-type]
        cluster.put(context, app)
        page = context.new_page()
        if email:
            form = {'email': email, 'password': PASSWORD}
            answer = context.request.post(f'{cluster.url}/login', form=form, max_redirects=0)
            assert answer.status == 303
        page.goto(f'{url or cluster.url}{path}')
        live(page)
        assert process_of(page) == str(app.port)
        return page

    return open_page


def faces(page: Page) -> Locator:
    """Who is on this page besides its own person."""
    return page.get_by_test_id('people-here').get_by_role('img')
