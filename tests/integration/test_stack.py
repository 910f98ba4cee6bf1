"""The embedded stack as a whole: it starts, survives what machines do to it, and cleans up."""

import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import psutil
import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict
from psycopg.rows import scalar_row

from services.local import keys
from services.local.instance import Instance
from services.local.stack import Endpoints, LocalStack, LocalStackError
from tests.eventually import S, eventually
from tests.ports import free_port

OWNER = """
import signal, sys, threading
from pathlib import Path
from services.local.stack import LocalStack, LocalStackError
signal.signal(signal.SIGTERM, signal.default_int_handler)
stack = LocalStack(Path(sys.argv[1]), int(sys.argv[2]))
try:
    endpoints = stack.start()
except LocalStackError as error:
    sys.exit(str(error))
stack.instance.publish(base_url='http://127.0.0.1:1', database_url=endpoints.database_url)
print('ready', flush=True)
try:
    threading.Event().wait()
finally:
    stack.stop()
"""
PROJECT = Path(__file__).parents[2]
ENVIRONMENT = {
    **os.environ,
    'PYTHONPATH': os.pathsep.join([str(PROJECT), os.environ.get('PYTHONPATH', '')]),
    'PYTHONDONTWRITEBYTECODE': '1',
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / 'a folder with spaces' / 'data'


@pytest.fixture
def stack(data: Path) -> Iterator[LocalStack]:
    made = LocalStack(data, free_port())
    yield made
    made.stop()


@contextmanager
def owner(data: Path, port: int, *prefix: str) -> Iterator[subprocess.Popen[str]]:
    """A stack in a process of its own, as an app would have it."""
    with subprocess.Popen(
        [*prefix, sys.executable, '-c', OWNER, str(data), str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=ENVIRONMENT,
        cwd=PROJECT,
    ) as process:
        try:
            yield process
        finally:
            process.terminate()


def wait_ready(process: subprocess.Popen[str]) -> None:
    assert process.stdout
    assert process.stderr
    line = process.stdout.readline()
    assert line == 'ready\n', process.stderr.read()


def ask(url: str, statement: str) -> Any:
    with psycopg.connect(url, autocommit=True, row_factory=scalar_row) as connection:
        cursor = connection.execute(statement)  # type: ignore[arg-type]
        return cursor.fetchone() if cursor.description else None


def timed_start(stack: LocalStack) -> tuple[Endpoints, float]:
    """Start it, and how long a return may take: 2 s, or where even this took longer, as long."""
    began = time.monotonic()
    endpoints = stack.start()
    return endpoints, max(2 * S, time.monotonic() - began)


def socket_folder(url: str) -> Path:
    return Path(conninfo_to_dict(url)['host'])


def answers(url: str) -> bool:
    with suppress(psycopg.OperationalError):
        return ask(url, 'select 1') == 1
    return False


def is_well(endpoints: Endpoints) -> bool:
    with suppress(httpx.HTTPError):
        return httpx.get(f'{endpoints.supabase_url}/healthz', trust_env=False).status_code == 200
    return False


def is_gone(pid: int | None) -> bool:
    assert pid
    with suppress(psutil.NoSuchProcess):
        return psutil.Process(pid).status() == psutil.STATUS_ZOMBIE
    return True


def is_noted(stack: LocalStack) -> bool:
    """Whether others read its present process ids, as they do a moment after it has them."""
    return stack.pids.items() <= Instance(stack.data).read()['pids'].items()


def manage(data: Path, command: str) -> subprocess.CompletedProcess[str]:
    """`python -m services.local <command>`, as `make` calls it."""
    return subprocess.run(
        [sys.executable, '-m', 'services.local', command],
        env={**ENVIRONMENT, 'TRADEWIND_DATA': str(data)},
        capture_output=True,
        text=True,
        cwd=PROJECT,
        check=False,
    )


def test_data_and_keys_outlive_a_restart(stack: LocalStack, data: Path) -> None:
    first = stack.start()
    ask(first.owner_url, 'create table kept as select 7 as number')
    pids = stack.pids
    stack.stop()
    assert all(is_gone(pid) for pid in pids.values())
    stack.stop()
    second = stack.start()
    assert ask(second.owner_url, 'select number from kept') == 7
    assert second == first
    for path in (data / 'keys.json', data / 'instance.json', data / 'gateway.log'):
        assert path.stat().st_mode & 0o777 == 0o600
    assert data.stat().st_mode & 0o777 == 0o700


async def test_a_killed_gateway_is_back_within_two_seconds(stack: LocalStack) -> None:
    endpoints, soon = timed_start(stack)
    for _ in range(2):
        before = stack.pids['gateway']
        assert before
        os.kill(before, signal.SIGKILL)
        await eventually(lambda old=before: stack.pids['gateway'] not in (None, old), within=soon)
        await eventually(lambda: is_well(endpoints), within=soon)
    await eventually(lambda: is_noted(stack))


async def test_a_killed_postgres_is_back_with_its_data_within_two_seconds(
    stack: LocalStack,
) -> None:
    endpoints, soon = timed_start(stack)
    ask(endpoints.owner_url, 'create table kept as select 7 as number')
    before = stack.pids['postgres']
    assert before
    os.kill(before, signal.SIGKILL)
    await eventually(lambda: stack.pids['postgres'] not in (None, before), within=soon)
    await eventually(lambda: answers(endpoints.owner_url), within=soon)
    assert ask(endpoints.owner_url, 'select number from kept') == 7
    await eventually(lambda: is_well(endpoints), within=5 * S)
    await eventually(lambda: is_noted(stack))


@pytest.fixture
def short() -> Iterator[Path]:
    """A folder whose path leaves room for a socket's, unlike pytest's own."""
    with tempfile.TemporaryDirectory(dir='/tmp') as folder:
        yield Path(folder)


@pytest.mark.parametrize('loss', ['socket', 'folder'])
async def test_a_removed_socket_is_back_within_two_seconds(short: Path, loss: str) -> None:
    stack = LocalStack(short / 'a folder', free_port())
    try:
        endpoints, soon = timed_start(stack)
        ask(endpoints.owner_url, 'create table kept as select 7 as number')
        folder = socket_folder(endpoints.owner_url)
        assert folder == stack.data / 'postgres' / 'socket'
        before = stack.pids['postgres']
        if loss == 'folder':
            shutil.rmtree(folder)
        else:
            (folder / '.s.PGSQL.5432').unlink()
        await eventually(lambda: stack.pids['postgres'] not in (None, before), within=soon)
        await eventually(lambda: answers(endpoints.owner_url), within=soon)
        assert ask(endpoints.owner_url, 'select number from kept') == 7
        await eventually(lambda: is_well(endpoints), within=5 * S)
        await eventually(lambda: is_noted(stack))
    finally:
        stack.stop()


@pytest.mark.parametrize('name', ['long ' * 20, 'a, b "c"'])
def test_a_path_that_sockets_cannot_have_gets_a_temporary_one(tmp_path: Path, name: str) -> None:
    stack = LocalStack(tmp_path / name, free_port())
    try:
        endpoints = stack.start()
        folder = socket_folder(endpoints.owner_url)
        assert tmp_path not in folder.parents
        assert folder.stat().st_mode & 0o777 == 0o700
        assert ask(endpoints.owner_url, 'select 1') == 1
    finally:
        stack.stop()
    assert not folder.exists()


async def test_a_killed_owner_leaves_nothing_that_stops_the_next(data: Path) -> None:
    port = free_port()
    with owner(data, port) as process:
        wait_ready(process)
        noted = Instance(data).read()
        ask(noted['database_url'], 'set role service_role')
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        with owner(data, port) as next_process:
            wait_ready(next_process)
            assert is_gone(noted['pids']['gateway'])
            assert is_gone(noted['pids']['postgres'])
            assert ask(noted['database_url'], 'select 1') == 1


@pytest.mark.parametrize('number', [signal.SIGTERM, signal.SIGINT])
def test_a_signal_to_the_owner_ends_everything(data: Path, number: int) -> None:
    with owner(data, free_port()) as process:
        wait_ready(process)
        pids = Instance(data).read()['pids']
        # Ctrl-C in a terminal goes to a whole session; the owner alone decides the order
        assert all(os.getsid(pids[name]) == pids[name] for name in ('gateway', 'postgres'))
        status = manage(data, 'status')
        assert json.loads(status.stdout)['pids'] == pids
        if number == signal.SIGTERM:
            assert manage(data, 'stop').stdout == 'Stopped.\n'
        else:
            process.send_signal(number)
        process.wait()
        assert all(is_gone(pid) for pid in pids.values())


def test_status_and_stop_say_that_nothing_runs(data: Path) -> None:
    status = manage(data, 'status')
    assert (status.returncode, status.stdout) == (1, '')
    assert status.stderr.startswith('No Tradewind runs on')
    stop = manage(data, 'stop')
    assert (stop.returncode, stop.stdout) == (0, 'Nothing was running.\n')


def test_a_port_in_use_is_one_sentence_and_nothing_runs(stack: LocalStack, data: Path) -> None:
    with closing(socket.create_server(('127.0.0.1', 0))) as busy:
        port = busy.getsockname()[1]
        refused = LocalStack(data, port)
        with pytest.raises(LocalStackError, match=f'Port {port} is in use; set TRADEWIND_GATEWAY'):
            refused.start()
        assert refused.pids == {'gateway': None, 'postgres': None}
    stack.start()


def test_a_folder_has_one_owner_at_a_time(stack: LocalStack, data: Path) -> None:
    endpoints = stack.start()
    with pytest.raises(LocalStackError, match='Another Tradewind runs on'):
        LocalStack(data, free_port()).start()
    assert is_well(endpoints)
    assert Instance(data).holder() == os.getpid()


def test_two_stacks_run_side_by_side(stack: LocalStack, tmp_path: Path) -> None:
    other = LocalStack(tmp_path / 'other', free_port())
    try:
        assert stack.start().jwt_secret != other.start().jwt_secret
    finally:
        other.stop()


def test_data_of_another_version_is_refused(stack: LocalStack, data: Path) -> None:
    stack.start()
    stack.stop()
    (data / 'postgres' / 'cluster' / 'PG_VERSION').write_text('15\n')
    with pytest.raises(LocalStackError, match='holds data of Postgres 15, but this is Postgres 18'):
        stack.start()
    assert Instance(data).holder() is None


def test_data_without_its_keys_is_refused(stack: LocalStack, data: Path) -> None:
    stack.start()
    stack.stop()
    (data / 'keys.json').unlink()
    with pytest.raises(LocalStackError, match=r'keys\.json is missing'):
        stack.start()


def test_data_with_foreign_keys_is_refused(stack: LocalStack, data: Path) -> None:
    stack.start()
    stack.stop()
    (data / 'keys.json').unlink()
    keys.load(data / 'keys.json', may_make=True)
    with pytest.raises(LocalStackError, match='refuses its own keys'):
        stack.start()
    assert stack.pids == {'gateway': None, 'postgres': None}


def test_a_folder_that_is_a_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / 'file'
    path.touch()
    with pytest.raises(LocalStackError, match='set TRADEWIND_DATA'):
        LocalStack(path, free_port()).start()


@pytest.mark.skipif(os.geteuid() != 0, reason='all other tests run as an ordinary user already')
def test_an_ordinary_user_can_run_it_too() -> None:
    user = pwd.getpwnam('daemon')
    # reading everything stands in for a Python that this user could reach
    become = ['setpriv', f'--reuid={user.pw_uid}', f'--regid={user.pw_gid}', '--clear-groups']
    become += ['--inh-caps=-all,+dac_read_search', '--ambient-caps=+dac_read_search']
    with tempfile.TemporaryDirectory() as folder:
        os.chown(folder, user.pw_uid, user.pw_gid)
        data = Path(folder, 'data')
        with owner(data, free_port(), *become) as process:
            wait_ready(process)
            noted = Instance(data).read()
            server = psutil.Process(noted['pids']['postgres'])
            assert server.uids().effective == user.pw_uid
            assert ask(noted['database_url'], 'select 1') == 1
        # root may look after it later without locking its owner out
        with owner(data, free_port()) as process:
            wait_ready(process)
        with owner(data, free_port(), *become) as process:
            wait_ready(process)


@pytest.mark.skipif(os.geteuid() == 0, reason='root may write anywhere')
def test_a_folder_without_the_right_to_write_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(LocalStackError, match='Cannot write to'):
        LocalStack(tmp_path / 'data', free_port()).start()


def test_a_process_id_that_now_is_a_strangers_does_not_stop_the_start(
    stack: LocalStack, data: Path
) -> None:
    stack.start()
    stack.stop()
    lock = data / 'postgres' / 'cluster' / 'postmaster.pid'
    lock.write_text(f'{os.getpid()}\n{lock.parent}\n0\n5432\n\n\n  1 1\nready\n')
    stack.start()
