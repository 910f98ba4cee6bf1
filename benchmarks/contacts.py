"""CONTACTS: what a list of 50,000 contacts costs the database, held against `select 1`.

Each read goes the way of a live query: role, claims and statement in one message.
"""

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

import psycopg
from sqlmodel import literal, select

from benchmarks.figures import MS, Figure
from benchmarks.world import World
from models import Contact, ContactStage
from models.viewer import Operator
from services.contacts.queries import CONTACTS, TAGS, Sort
from services.database import Database
from services.local import keys
from services.realtime.live import Query
from services.records.lists import State

ROWS = 50_000
TRIES = 9
FILL = (
    "insert into organizations (id, name) values (%(id)s, 'Fifty thousand')",
    'insert into profiles (organization_id, user_id, role, full_name)'
    " values (%(id)s, %(id)s, 'owner', 'Anna')",
    """insert into contacts
      (organization_id, full_name, email, phone, city, stage, tags, note, created_at)
    select %(id)s,
      (array['Sofía', 'Jonas', 'Zoë', 'Søren', 'Łukasz', 'Hanna', 'Tomás'])[1 + n %% 7]
        || (array[' Lindqvist', ' Weber', ' Müller', ' Åse', ' Nair'])[1 + n / 7 %% 5] || ' ' || n,
      'guest' || n || '@mail.example', '+49 40 555 ' || to_char(n, 'FM00000'),
      (array['Stockholm', 'Freiburg', 'Kraków', 'Bergen'])[1 + n %% 4],
      (array['lead', 'lead', 'lead', 'in_conversation', 'client', 'customer'])[1 + n %% 6],
      case when n %% 3 = 0 then '{wine}' when n %% 250 = 1 then '{hiking,rare}' else '{}'
      end::text[],
      rtrim(repeat('Vegetarian, no cheese. ', n %% 20)), now() - n * interval '1 minute'
    from generate_series(1, %(rows)s) n""",
)
START = CONTACTS.start
STATES: dict[str, State] = {
    'head, touched last': START,
    'head, by name': replace(START, sort=Sort.NAME),
    'one stage': START.at_tab(ContactStage.CUSTOMER),
    'one tag of many': START.toggled(TAGS.choice('wine')),
    'one rare tag': START.toggled(TAGS.choice('rare')),
    'search with hits': START.searched('sofia 12'),
    'search without hits': START.searched('nosuchperson'),
}


def measure(world: World) -> list[Figure]:
    organization_id = uuid4()
    password = keys.load(world.app.data / 'keys.json', may_make=False).owner_password
    with psycopg.connect(
        world.database_url, user='postgres', password=password, autocommit=True
    ) as connection:
        for statement in FILL:
            connection.execute(statement, {'id': organization_id, 'rows': ROWS})
        connection.execute('vacuum analyze contacts')
    return asyncio.run(_measured(world.database_url, organization_id))


async def _measured(url: str, organization_id: UUID) -> list[Figure]:
    database = Database(url)
    reader = _Reader(database, organization_id)
    floor = await reader.ms(lambda session: session.exec(select(literal(1))))
    figures = []
    for what, query, ids in await reader.queries():
        spent = await reader.ms(lambda session, q=query, k=ids: _read(q, k, session))
        figures.append(
            Figure(
                code='CONTACTS', what=f'of {ROWS:,}: {what}', unit='ms', value=spent, floor=floor
            )
        )
    await database.close()
    return figures


class _Reader:
    def __init__(self, database: Database, organization_id: UUID) -> None:
        self._database = database
        self._id = organization_id
        self._viewer = Operator(user_id=organization_id, organization_id=organization_id)

    async def ms(self, read: Callable[[Any], Awaitable[object]]) -> float:
        """The median of some tries, after one that warms up."""
        spent = []
        for _ in range(TRIES + 1):
            session = self._database.reader(self._viewer)
            began = time.perf_counter_ns()
            await read(session)
            spent.append((time.perf_counter_ns() - began) * MS)
        return statistics.median(spent[1:])

    async def queries(self) -> list[tuple[str, Query[Any], frozenset[UUID]]]:
        none: frozenset[UUID] = frozenset()
        found = [(what, CONTACTS.window(self._id, state), none) for what, state in STATES.items()]
        row = await self._row(ROWS * 4 // 5)
        by_name = CONTACTS.window(self._id, STATES['head, by name'])
        assert by_name.window is not None
        far = STATES['head, by name'].at(ROWS * 4 // 5, by_name.window.place(row))
        return [
            *found,
            ('a stretch four fifths down', CONTACTS.window(self._id, far), none),
            ('one changed row', by_name, frozenset({row.id})),
            ('tabs and tags counted', CONTACTS.counts(self._id), none),
            *(
                (f'{what}, counted', CONTACTS.found(self._id, STATES[what]), none)
                for what in ('search without hits', 'one rare tag')
            ),
        ]

    async def _row(self, number: int) -> Contact:
        window = CONTACTS.window(self._id, STATES['head, by name'].at(number)).window
        assert window is not None
        rows = select(Contact).where(*CONTACTS.conditions(self._id, START))
        found = await self._database.reader(self._viewer).exec(window.page(rows))
        row: Contact = found.first()
        return row


async def _read(query: Query[Any], ids: frozenset[UUID], session: Any) -> Sequence[Any]:
    if ids:
        assert query.read_keys is not None
        return await query.read_keys(session, ids)
    return await query.read(session)
