"""`python main.py` as a person starts it: once, twice, side by side, and where it cannot work."""

import json
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psutil
import psycopg
import pytest

from services.local.instance import Instance
from tests.browser.app import ROOT, RunningApp, wait_for
from tests.eventually import S

STATUS = {
    'base_url',
    'supabase_url',
    'anon_key',
    'service_role_key',
    'jwt_secret',
    'database_url',
    'demo_share_url',
    'demo_proposal_id',
    'pids',
}
SUPABASE = {
    'SUPABASE_URL': 'http://127.0.0.1:1',
    'SUPABASE_ANON_KEY': 'anon',
    'SUPABASE_SERVICE_ROLE_KEY': 'service',
    'TRADEWIND_SECRET': 's' * 64,
}


@pytest.fixture(scope='module')
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningApp]:
    """One for the whole file, in a folder with spaces; tests that end it start it again."""
    app = RunningApp(tmp_path_factory.mktemp('a folder with spaces') / 'its data')
    try:
        app.start()
        yield app
    finally:
        app.stop()


def refusal(data: Path, **environment: str) -> str:
    """What a start that cannot work says; it ends with 1 and leaves nothing running."""
    attempt = RunningApp(data, **environment)
    ended = subprocess.run(
        [sys.executable, 'main.py'],
        cwd=ROOT,
        env=attempt.environment,
        capture_output=True,
        text=True,
        timeout=60 * S,
        check=False,
    )
    assert ended.returncode == 1, ended.stderr
    assert ended.stdout == ''
    assert left_of(data) == []
    said = ended.stderr.strip()
    assert said.startswith('Tradewind: ')
    assert '\n' not in said
    return said


def left_of(data: Path) -> list[psutil.Process]:
    """Processes that were started for this folder and still run."""
    found = []
    for process in psutil.process_iter():
        try:
            environment = process.environ()
        except psutil.Error:
            continue
        if environment.get('TRADEWIND_DATA') == str(data) and process.is_running():
            found.append(process)
    return found


def is_alive(process: psutil.Process) -> bool:
    """Not ended; one that nobody has collected yet has ended."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def children(app: RunningApp) -> list[psutil.Process]:
    return [psutil.Process(app.status['pids'][name]) for name in ('gateway', 'postgres')]


def organizations(app: RunningApp) -> list[str]:
    """Names, as a script would read them."""
    with psycopg.connect(app.status['database_url']) as connection:
        connection.execute('set local role service_role')
        rows = connection.execute('select name from organizations order by name').fetchall()
    return [name for (name,) in rows]


def rename(app: RunningApp, name: str) -> None:
    """Give Fjord & Fell another name."""
    with psycopg.connect(app.status['database_url']) as connection:
        connection.execute('set local role service_role')
        connection.execute(
            "update organizations set name = %s where name <> 'Skyline Tours'", [name]
        )


@contextmanager
def busy_port() -> Iterator[str]:
    with closing(socket.create_server(('127.0.0.1', 0))) as server:
        yield str(server.getsockname()[1])


def test_status_is_one_object_that_says_all_there_is_to_know(app: RunningApp) -> None:
    said = subprocess.run(
        # the requirements are installed already, or this would not run
        ['make', '--silent', '--old-file=.venv/.installed', 'status'],
        cwd=ROOT,
        env=app.environment,
        capture_output=True,
        check=True,
    )
    status = json.loads(said.stdout)
    assert set(status) == STATUS
    assert all(status.values())
    assert set(status['pids']) == {'app', 'gateway', 'postgres'}
    assert all(psutil.pid_exists(pid) for pid in status['pids'].values())
    assert status['base_url'] == app.url
    assert status['demo_share_url'].startswith(f'{app.url}/p/')


def test_a_port_in_use_is_said(tmp_path: Path) -> None:
    with busy_port() as port:
        said = refusal(tmp_path / 'data', TRADEWIND_PORT=port)
        assert f'127.0.0.1:{port}' in said
        assert 'set TRADEWIND_PORT' in said
        said = refusal(tmp_path / 'data', TRADEWIND_GATEWAY_PORT=port)
        assert f'Port {port} is in use; set TRADEWIND_GATEWAY_PORT' in said


def test_a_folder_in_use_is_said(app: RunningApp) -> None:
    attempt = RunningApp(app.data)
    ended = subprocess.run(
        [sys.executable, 'main.py'],
        cwd=ROOT,
        env=attempt.environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == 1
    assert 'Another Tradewind runs on' in ended.stderr
    wait_for(app.is_ready)


def test_data_of_another_version_is_said(tmp_path: Path) -> None:
    data = tmp_path / 'data'
    cluster = data / 'postgres' / 'cluster'
    cluster.mkdir(parents=True)
    (cluster / 'PG_VERSION').write_text('15\n')
    keys = {'owner_password', 'app_password', 'jwt_secret', 'anon_key', 'service_role_key'}
    (data / 'keys.json').write_text(json.dumps(dict.fromkeys(keys, 'x')))
    said = refusal(data)
    assert 'holds data of Postgres 15' in said
    assert 'set TRADEWIND_DATA' in said


@pytest.mark.parametrize('name', sorted(SUPABASE))
def test_a_missing_key_is_said(tmp_path: Path, name: str) -> None:
    given = {**SUPABASE, 'DATABASE_URL': 'postgresql://x@127.0.0.1:1/x', name: ''}
    if name == 'SUPABASE_URL':
        given['TRADEWIND_GATEWAY_PORT'] = 'none'
        name = 'TRADEWIND_GATEWAY_PORT'
    said = refusal(tmp_path / 'data', **given)
    assert name in said
    assert not (tmp_path / 'data').exists()


def test_a_database_that_refuses_is_said(app: RunningApp, tmp_path: Path) -> None:
    url = app.status['database_url'].replace('tradewind_app', 'nobody_here')
    for address in ('postgresql://x@127.0.0.1:1/x', url):
        said = refusal(tmp_path / 'data', **SUPABASE, DATABASE_URL=address)
        assert 'The database does not let Tradewind in (' in said
        assert 'check DATABASE_URL' in said


def test_two_run_side_by_side(app: RunningApp, tmp_path: Path) -> None:
    other = RunningApp(tmp_path / 'other')
    try:
        other.start()
        rename(other, 'Elsewhere')
        assert 'Elsewhere' in organizations(other)
        assert 'Elsewhere' not in organizations(app)
        assert other.status['jwt_secret'] != app.status['jwt_secret']
    finally:
        other.stop()
    wait_for(app.is_ready)


@pytest.mark.parametrize('number', [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_every_child_and_the_next_start_keeps_the_data(
    app: RunningApp, number: signal.Signals
) -> None:
    rename(app, f'Fjord & {number.name}')
    before, started = app.status, children(app)
    assert app.process
    app.process.send_signal(number)
    assert app.process.wait(timeout=30 * S) == 0
    assert [one for one in started if is_alive(one)] == []
    assert Instance(app.data).holder() is None
    app.start()
    assert organizations(app) == [f'Fjord & {number.name}', 'Skyline Tours']
    for kept in STATUS - {'pids'}:
        assert app.status[kept] == before[kept]


def test_a_signal_during_the_start_leaves_nothing(tmp_path: Path) -> None:
    app = RunningApp(tmp_path / 'data')
    process = subprocess.Popen([sys.executable, 'main.py'], cwd=ROOT, env=app.environment)
    wait_for((app.data / 'postgres').exists)
    process.terminate()
    assert process.wait(timeout=30 * S) == 0
    assert left_of(app.data) == []


def test_a_killed_app_takes_its_children_along_and_the_next_start_recovers(
    app: RunningApp,
) -> None:
    rename(app, 'Fjord & Crash')
    started = children(app)
    app.kill('app')
    assert app.process
    app.process.wait(timeout=30 * S)
    app.start()
    assert organizations(app) == ['Fjord & Crash', 'Skyline Tours']
    assert [one for one in started if is_alive(one)] == []
