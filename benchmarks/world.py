"""What the benchmarks run against: a whole Tradewind, a crowd of screens, the bare floor."""

import tempfile
import time
import urllib.parse
import urllib.request
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from http.cookiejar import CookieJar
from pathlib import Path
from types import TracebackType

from benchmarks.cell import Cell
from benchmarks.changes import Kind, Offer, kinds
from benchmarks.child import Child
from tests.browser.app import RunningApp

OWNER = 'anna@skyline.example'
PASSWORD = 'tradewind-demo'
SCREENS, RAW = 'screens', 'raw'
SETTLE_S = 1.0


class World(AbstractContextManager['World']):
    """Starts everything on free ports in a temporary folder, and ends all of it."""

    def __enter__(self) -> 'World':
        with ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix='bench-')))
            self.app = RunningApp(folder / 'data')
            stack.callback(self.app.stop)
            self.app.start()
            status = self.app.status
            self.pids: dict[str, int] = status['pids']
            self.proposal_id: str = status['demo_proposal_id']
            self.share_url: str = status['demo_share_url']
            self.database_url: str = status['database_url']
            self.crowd = self._child(stack, 'benchmarks.crowd')
            self.floor = self._child(stack, 'benchmarks.floor')
            self.floor_port: int = self.floor.ask('listen')['port']
            self.cell = Cell(self.database_url, self.proposal_id)
            stack.callback(self.cell.close)
            self.offer = Offer(self.database_url, self.proposal_id)
            stack.callback(self.offer.close)
            self.kinds = kinds(self.cell, self.offer)
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    @property
    def app_pid(self) -> int:
        return int(self.pids['app'])

    def screens(self, count: int) -> None:
        """Have that many screens of the proposal open, and as many bare sockets on the floor.

        Raises: `ValueError` where more are open; none can be closed without a trace.
        """
        self._top_up(SCREENS, self.share_url, count, at_once=3)
        self._top_up(RAW, f'ws://127.0.0.1:{self.floor_port}/', count, at_once=50)
        time.sleep(SETTLE_S)

    def cookie(self, email: str = OWNER) -> str:
        """The session of a signed-in operator, as a header."""
        jar = CookieJar()
        opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
        form = urllib.parse.urlencode({'email': email, 'password': PASSWORD}).encode()
        with opener.open(f'{self.app.url}/login', form, timeout=30):
            return '; '.join(f'{cookie.name}={cookie.value}' for cookie in jar)

    def bare(self, kind: Kind, size: int = 0) -> Callable[[str], int]:
        """The least that a change takes: commit it, and tell a bare server to write it out."""

        def send(text: str) -> int:
            began_ns = kind.commit(text)
            self.floor.ask('send', text=text.ljust(size))
            return began_ns

        return send

    def _top_up(self, group: str, url: str, count: int, *, at_once: int) -> None:
        missing = count - int(self.crowd.ask('count', group=group)['open'])
        if missing < 0:
            raise ValueError(f'{-missing} {group} too many are open')
        if missing > 0:
            self.crowd.ask('open', group=group, url=url, count=missing, at_once=at_once)

    @staticmethod
    def _child(stack: ExitStack, module: str) -> Child:
        child = Child(module)
        stack.callback(child.stop)
        return child
