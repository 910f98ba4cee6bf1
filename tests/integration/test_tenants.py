"""Two organizations on one socket server: a member hears of their own rows, a stranger of none."""

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import psycopg
import pytest
from psycopg import sql
from realtime import AsyncRealtimeClient

from models import LIVE_TABLES
from services.database import Database
from services.demo import load, welcome
from services.demo.load import PASSWORD
from services.settings import Settings
from tests.conftest import TestDatabase, TestGateway
from tests.eventually import S, eventually

CHANNEL: Any = {'config': {'broadcast': None, 'presence': None, 'private': False}}


@dataclass
class Listener:
    """What one person's socket said."""

    systems: list[str] = field(default_factory=list)
    changes: list[dict[str, Any]] = field(default_factory=list)

    @property
    def organizations(self) -> set[str]:
        """Whose rows were heard."""
        records = [change['data']['record'] for change in self.changes]
        return {record['organization_id'] for record in records if record}

    @property
    def has_heard_all(self) -> bool:
        """Whether the last change is in; those before it came in order."""
        records = [change['data']['record'] for change in self.changes]
        return any(record.get('city') == 'The last change' for record in records)

    @property
    def tables(self) -> set[str]:
        return {change['data']['table'] for change in self.changes}


@pytest.fixture
async def organizations(
    database: TestDatabase, gateway: TestGateway, tmp_path: Path
) -> AsyncIterator[dict[str, str]]:
    """The demo, with real users; `{name: id}`."""
    settings = Settings(data=tmp_path).model_copy(
        update={
            'supabase_url': gateway.url,
            'supabase_anon_key': gateway.anon_key,
            'supabase_service_role_key': gateway.service_role_key,
        }
    )
    opened = Database(database.url)
    await load(opened, welcome.user_maker(settings))
    await opened.close()
    async with await psycopg.AsyncConnection.connect(database.owner_url) as connection:
        found = await connection.execute('select name, id::text from organizations')
        yield dict(await found.fetchall())


async def token(gateway: TestGateway, email: str) -> str:
    """Sign in as the browser of a person would."""
    async with httpx.AsyncClient(trust_env=False) as http:
        answer = await http.post(
            f'{gateway.url}/auth/v1/token?grant_type=password',
            json={'email': email, 'password': PASSWORD},
            headers={'apikey': gateway.anon_key},
        )
    return str(answer.json()['access_token'])


async def listen(gateway: TestGateway, bearer: str | None) -> tuple[AsyncRealtimeClient, Listener]:
    """A socket with the public key that wants every row of every table."""
    client, heard = AsyncRealtimeClient(f'{gateway.url}/realtime/v1', gateway.anon_key), Listener()
    await client.connect()
    if bearer:
        await client.set_auth(bearer)
    channel = client.channel('everything', CHANNEL)
    for table in LIVE_TABLES:
        channel.on_postgres_changes('*', callback=heard.changes.append, table=table)
    channel.on_system(lambda payload: heard.systems.append(payload.message))
    await channel.subscribe()
    await eventually(lambda: heard.systems)
    return client, heard


async def touch_everything(owner_url: str) -> None:
    """Have every row of every live table announced, and a last change after them."""
    async with await psycopg.AsyncConnection.connect(owner_url, autocommit=True) as connection:
        # triggers would refuse some of it, and whether rows are announced is not up to them
        await connection.execute('set session_replication_role = replica')
        for table in LIVE_TABLES:
            await connection.execute(
                sql.SQL('update {} set organization_id = organization_id').format(
                    sql.Identifier(table)
                )
            )
        await connection.execute("update organizations set city = 'The last change'")


async def test_a_socket_tells_of_ones_own_rows_only(
    database: TestDatabase, gateway: TestGateway, organizations: dict[str, str]
) -> None:
    skyline = organizations['Skyline Tours']
    (fjord,) = set(organizations.values()) - {skyline}
    anna_client, anna = await listen(gateway, await token(gateway, 'anna@skyline.example'))
    kari_client, kari = await listen(gateway, await token(gateway, 'kari@fjord.example'))
    nobody_client, nobody = await listen(gateway, None)
    await touch_everything(database.owner_url)
    await eventually(lambda: anna.has_heard_all and kari.has_heard_all, within=10 * S)
    for client in (anna_client, kari_client, nobody_client):
        await client.close()
    expected = {'organizations', 'proposals', 'proposal_activities', 'proposal_comments'}
    assert anna.tables & kari.tables >= expected
    assert anna.organizations == {skyline}
    assert kari.organizations == {fjord}
    assert skyline not in json.dumps(kari.changes)
    assert 'anna@skyline.example' not in json.dumps(kari.changes)
    assert nobody.organizations == set()
