"""The dashboard's counters are what SQL counts, after a thousand changes and a dead gateway."""

import asyncio
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from itertools import count
from random import Random
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from models.viewer import Operator
from services.dashboard.counters import contact_figures, event_figures
from services.dashboard.counting import Calendar
from services.dashboard.periods import begin
from services.dashboard.pipeline import pipeline, waiting
from services.dashboard.questions import open_questions
from services.realtime.live import LiveQuery
from services.time_zones import day_at
from tests.conftest import TestDatabase, TestGateway
from tests.eventually import S, eventually
from tests.integration.live.conftest import Line, MakeLine, Writer

ZONE = 'Pacific/Chatham'
CHANGES, WRITERS = 1_000, 4
STATUSES = ('draft', 'sent', 'viewed', 'commented', 'approved', 'declined', 'void')
SUMS = """
    select p.currency, sum(round(a.price, case p.currency when 'JPY' then 0 else 2 end)
      * case a.price_unit when 'per_person' then p.travellers else 1 end)
    from proposals p join proposal_activities a on a.proposal_id = p.id and a.deleted_at is null
    where p.organization_id = %(id)s and p.deleted_at is null and p.archived_at is null
      and {} group by 1"""
COUNTED = {
    'contacts': 'select count(*) from contacts where organization_id = %(id)s'
    ' and deleted_at is null',
    'added': 'select count(*) from contacts where organization_id = %(id)s and deleted_at is null'
    ' and (created_at at time zone %(zone)s)::date > (now() at time zone %(zone)s)::date - 14',
    'events': 'select count(*) from activity_events where organization_id = %(id)s'
    ' and (occurred_at at time zone %(zone)s)::date = (now() at time zone %(zone)s)::date',
    'waiting': 'select count(*) from proposals where organization_id = %(id)s'
    " and deleted_at is null and archived_at is null and status = 'commented'",
    'questions': 'select count(*) from proposal_comments c join proposals p on p.id = c.proposal_id'
    " where c.organization_id = %(id)s and c.author_kind = 'client' and not c.is_resolved"
    ' and p.deleted_at is null and p.archived_at is null',
}


class Office:
    """An organization in which a thousand things happen."""

    def __init__(self, database: TestDatabase, organization_id: UUID, seed: int) -> None:
        self.id = organization_id
        self.viewer = Operator(user_id=uuid4(), organization_id=organization_id)
        self._url = database.owner_url
        self._dice = Random(seed)
        self._numbers = count()
        self.proposals: list[tuple[UUID, UUID]] = []

    async def connect(self) -> psycopg.AsyncConnection[Any]:
        return await psycopg.AsyncConnection.connect(self._url, autocommit=True)

    async def found(self) -> None:
        async with await self.connect() as owner:
            await owner.execute(
                'update organizations set time_zone = %s where id = %s', [ZONE, self.id]
            )
            await owner.execute(
                'insert into profiles (organization_id, user_id, role, full_name)'
                " values (%s, %s, 'owner', 'Anna')",
                [self.id, self.viewer.user_id],
            )
            for currency in ('EUR', 'EUR', 'EUR', 'JPY', 'USD'):
                await self._propose(owner, currency)

    async def _propose(self, owner: psycopg.AsyncConnection[Any], currency: str) -> None:
        proposal, day = uuid4(), uuid4()
        await owner.execute(
            'insert into proposals (id, organization_id, title, currency) values (%s, %s, %s, %s)',
            [proposal, self.id, 'Madeira', currency],
        )
        await owner.execute(
            'insert into proposal_days (id, organization_id, proposal_id) values (%s, %s, %s)',
            [day, self.id, proposal],
        )
        await owner.execute(
            'insert into proposal_activities (organization_id, proposal_id, day_id, price)'
            ' values (%s, %s, %s, 100)',
            [self.id, proposal, day],
        )
        self.proposals.append((proposal, day))

    async def work(self, changes: int) -> None:
        async with await self.connect() as owner:
            for _ in range(changes):
                await self._change(owner)

    async def _change(self, owner: psycopg.AsyncConnection[Any]) -> None:
        dice, number = self._dice, next(self._numbers)
        proposal, _ = dice.choice(self.proposals)
        statement, values = dice.choice(
            (
                (
                    'insert into contacts (organization_id, full_name) values (%s, %s)',
                    [self.id, f'Guest {number}'],
                ),
                (
                    'insert into contacts (organization_id, full_name)'
                    " select %s, 'Group ' || n from generate_series(1, 20) n",
                    [self.id],
                ),
                (
                    'update contacts set deleted_at = case when deleted_at is null then now() end'
                    ' where id = (select id from contacts where organization_id = %s'
                    ' order by full_name offset %s limit 1)',
                    [self.id, dice.randrange(40)],
                ),
                (
                    'update proposals set status = %s where id = %s',
                    [dice.choice(STATUSES), proposal],
                ),
                (
                    'update proposal_activities set price = %s where proposal_id = %s',
                    [dice.randrange(1, 5000), proposal],
                ),
                (
                    'update proposals set travellers = %s where id = %s',
                    [dice.randrange(1, 6), proposal],
                ),
                (
                    'update proposals set archived_at = case when archived_at is null then now()'
                    ' end where id = %s',
                    [proposal],
                ),
                (
                    'insert into activity_events (organization_id, kind, occurred_at)'
                    " values (%s, 'contact_noted', now() - %s * interval '1 hour')",
                    [self.id, dice.randrange(60)],
                ),
            )
        )
        await owner.execute(statement, values)

    async def counted(self) -> dict[str, Any]:
        """By plain SQL, which knows nothing of how the counters count."""
        first = day_at(datetime.now(UTC), ZONE).replace(day=1)
        values = {'id': self.id, 'zone': ZONE, 'month': begin(first, ZONE)}
        async with await self.connect() as owner:
            found: dict[str, Any] = {}
            for name, statement in COUNTED.items():
                row = await (await owner.execute(statement.encode(), values)).fetchone()
                found[name] = row[0] if row else 0
            for name, condition in (
                ('open', "p.status in ('sent', 'viewed', 'commented')"),
                ('approved', "p.status = 'approved' and p.status_changed_at >= %(month)s"),
            ):
                rows = await owner.execute(SUMS.format(condition).encode(), values)
                found[name] = dict(await rows.fetchall())
        return found


class Shown:
    """The counters of one app process."""

    def __init__(self, line: Line, office: Office) -> None:
        calendar = Calendar(time_zone=ZONE)
        self.queries: dict[str, LiveQuery[Any]] = {
            'contacts': line.live.open(contact_figures(office.id, calendar), office.viewer),
            'events': line.live.open(event_figures(office.id, calendar), office.viewer),
            'pipeline': line.live.open(pipeline(office.id, calendar), office.viewer),
            'waiting': line.live.open(waiting(office.id), office.viewer),
            'questions': line.live.open(open_questions(office.id), office.viewer),
        }
        self.told: dict[str, list[float]] = {name: [] for name in self.queries}
        for name, query in self.queries.items():
            query.subscribe(lambda _, name=name: self._note(name))  # type: ignore[misc]

    def _note(self, name: str) -> None:
        self.told[name].append(asyncio.get_running_loop().time())

    @property
    def counted(self) -> dict[str, Any]:
        values = {name: query.rows[0].value for name, query in self.queries.items()}
        contacts, events, stages = values['contacts'], values['events'], values['pipeline']
        return {
            'contacts': contacts.total,
            'added': contacts.added.period,
            'events': events.counted.today,
            'waiting': values['waiting'],
            'questions': values['questions'].count,
            'open': known(stages.open_value),
            'approved': known(stages.approved),
        }


def known(amounts: tuple[tuple[str, Decimal], ...]) -> dict[str, Decimal]:
    return {currency: amount for currency, amount in amounts if amount}


@pytest.fixture
async def office(database: TestDatabase, organization_id: UUID) -> Office:
    made = Office(database, organization_id, seed=9)
    await made.found()
    return made


async def ready(shown: Shown) -> None:
    await asyncio.gather(*(query.ready() for query in shown.queries.values()))


async def test_counters_equal_sql_after_a_thousand_changes_and_a_gateway_killed_twice(
    make_line: MakeLine, office: Office, gateway: TestGateway
) -> None:
    lines = [make_line(), make_line()]
    for line in lines:
        await line.start()
    screens = [Shown(line, office) for line in lines]
    for shown in screens:
        await ready(shown)
    began = asyncio.get_running_loop().time()
    for part in range(3):
        if part:
            gateway.kill()
            await office.work(20)
            await asyncio.to_thread(gateway.restart)
        each = (CHANGES // 3) // WRITERS
        await asyncio.gather(*(office.work(each) for _ in range(WRITERS)))
    expected = await office.counted()
    assert expected['contacts'] > 500
    assert len(expected['open']) > 0
    for shown in screens:
        await eventually(lambda shown=shown: shown.counted == expected, within=20 * S)  # type: ignore[misc]
        elapsed = asyncio.get_running_loop().time() - began
        for name, times in shown.told.items():
            assert len(times) <= 2 + elapsed / 0.6, name


async def test_a_counter_turns_at_midnight_and_when_a_stamp_comes_due(
    line: Line, office: Office, write: Writer
) -> None:
    """By a clock that the test sets; nothing is written meanwhile."""
    midnight, moment = begin(day_at(datetime.now(UTC), ZONE), ZONE), timedelta(seconds=0.1)
    early, late = midnight - timedelta(hours=2), midnight - timedelta(hours=1)
    for stamp in (early, late):
        await write(
            'insert into activity_events (organization_id, kind, occurred_at)'
            " values (%s, 'contact_noted', %s)",
            office.id,
            stamp,
        )
    clock = [late - moment]
    calendar = Calendar(time_zone=ZONE, now=lambda: clock[0])
    query = line.live.open(event_figures(office.id, calendar), office.viewer)
    await query.ready()

    def today() -> int:
        counted: int = query.rows[0].value.counted.today
        return counted

    assert today() == 1
    clock[0] = late + moment
    await eventually(lambda: today() == 2)
    clock[0] = midnight - moment
    query.refresh()
    await eventually(lambda: query.reads > 2)
    assert today() == 2
    clock[0] = midnight + moment
    await eventually(lambda: today() == 0)
    assert query.rows[0].value.counted.yesterday == 2
