"""The gateway as a child process: started, asked whether it is well, ended.

Station 2 of the line in; the app and the tests start it alike.
"""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing, suppress
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import psutil

from services.local import process
from services.local.errors import LocalStackError

READY_PATIENCE_S = 30.0
STOP_PATIENCE_S = 5.0
MODULE = 'services.local.gateway'
PROJECT = Path(__file__).resolve().parents[2]


class GatewayProcess:
    """One gateway for one database on one loopback port."""

    def __init__(
        self,
        port: int,
        database_url: str,
        jwt_secret: str,
        *,
        log: Path,
        on_end: Callable[[], object] | None = None,
    ) -> None:
        """`on_end` is called in a thread of its own each time that the gateway has ended."""
        self.port = port
        self.log = log
        self._on_end = on_end
        self._env = {
            'GATEWAY_PORT': str(port),
            'GATEWAY_DATABASE_URL': database_url,
            'GATEWAY_JWT_SECRET': jwt_secret,
            'GATEWAY_SLOT': f'supabase_realtime_{port}',
            'GATEWAY_LOG': str(log.resolve()),
        }
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f'http://127.0.0.1:{self.port}'

    @property
    def pid(self) -> int | None:
        """Process id while it runs."""
        return self._child.pid if self._child and self._child.poll() is None else None

    def stop_orphan(self, pid: int) -> bool:
        """End the gateway of an earlier run with our log file; whether there was one."""

        def is_ours(candidate: psutil.Process) -> bool:
            known = candidate.environ().get('GATEWAY_LOG') == self._env['GATEWAY_LOG']
            return known and MODULE in candidate.cmdline()

        orphan = process.find(pid, is_ours)
        if orphan:
            process.end(orphan, signal.SIGTERM, patience_s=STOP_PATIENCE_S)
        return orphan is not None

    def check_port(self) -> None:
        """Raise a LocalStackError when somebody else listens there."""
        with closing(socket.socket()) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(('127.0.0.1', self.port))
            except OSError as error:
                raise LocalStackError(
                    f'Port {self.port} is in use; '
                    'set TRADEWIND_GATEWAY_PORT to a free one, or end what listens there.'
                ) from error

    def launch(self) -> None:
        """Start the process; it answers a little later."""
        inherited = {k: v for k, v in os.environ.items() if not k.startswith('GATEWAY_')}
        path = os.pathsep.join(filter(None, [str(PROJECT), inherited.get('PYTHONPATH', '')]))
        self._child = process.spawn(
            [sys.executable, '-m', MODULE],
            log=self.log,
            env={**inherited, **self._env, 'PYTHONPATH': path},
            on_end=self._on_end,
        )

    def wait_ready(self) -> None:
        """Return when it is well.

        Raises: LocalStackError when it ends or stays silent; it is stopped then.
        """
        process.wait_until(
            lambda: self.pid is None or self.is_ready(), within_s=READY_PATIENCE_S, every_s=0.02
        )
        if not self.is_ready():
            reason = process.last_line(self.log)
            self.stop()
            raise LocalStackError(f'The gateway did not start: {reason} (see {self.log})')

    def is_ready(self) -> bool:
        """Whether `/healthz` says that database and replication work."""
        # not by urllib, which would ask a proxy that the environment names
        connection = HTTPConnection('127.0.0.1', self.port, timeout=2)
        with suppress(OSError, HTTPException), closing(connection):
            connection.request('GET', '/healthz')
            return connection.getresponse().status == HTTPStatus.OK
        return False

    def stop(self) -> None:
        """End it; harmless when it does not run."""
        child, self._child = self._child, None
        if child:
            process.end_child(child, signal.SIGTERM, signal.SIGKILL, patience_s=STOP_PATIENCE_S)

    def signal(self, number: int) -> None:
        """Send a signal, for tests that freeze, thaw or kill it."""
        if self._child:
            self._child.send_signal(number)
            if number == signal.SIGKILL:
                self._child.wait(STOP_PATIENCE_S)
