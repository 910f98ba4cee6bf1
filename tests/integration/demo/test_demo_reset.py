"""`make demo-reset` against a running instance: users come from a real Auth."""

import json
from pathlib import Path

import httpx
import psycopg
import pytest

from services.demo import __main__ as program
from services.demo.load import PASSWORD, RESULT
from tests.conftest import TestDatabase, TestGateway


@pytest.fixture
def data(
    tmp_path: Path,
    database: TestDatabase,
    gateway: TestGateway,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """A data folder that an app has left its note in."""
    note = {
        'supabase_url': gateway.url,
        'anon_key': gateway.anon_key,
        'service_role_key': gateway.service_role_key,
        'database_url': database.url,
    }
    (tmp_path / 'instance.json').write_text(json.dumps(note))
    monkeypatch.setenv('TRADEWIND_DATA', str(tmp_path))
    return tmp_path


def test_reset_brings_back_what_was_deleted_and_keeps_the_users(
    data: Path, database: TestDatabase, gateway: TestGateway
) -> None:
    assert program.main(['reset']) == 0
    with psycopg.connect(database.owner_url, autocommit=True) as connection:
        users = connection.execute('select id, email from auth.users order by email').fetchall()
        connection.execute('delete from trips')
        connection.execute('delete from proposals')
        assert program.main(['reset']) == 0
        found = connection.execute(
            'select title from proposals where id = %s', [RESULT.proposal_id]
        )
        assert found.fetchone() == ('Madeira, slowly',)
        again = connection.execute('select id, email from auth.users order by email').fetchall()
    assert again == users
    assert [email for _, email in users] == sorted(RESULT.logins)
    signed_in = httpx.post(
        f'{gateway.url}/auth/v1/token?grant_type=password',
        headers={'apikey': gateway.anon_key},
        json={'email': RESULT.logins[0], 'password': PASSWORD},
    )
    assert signed_in.status_code == 200


def test_without_a_running_app_one_sentence_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv('TRADEWIND_DATA', str(tmp_path))
    assert program.main(['reset']) == 1
    assert 'start it with `make run`' in capsys.readouterr().err
