"""The self-check says what is wrong with a table, and its SQL puts that right."""

from uuid import UUID, uuid4

import psycopg
import pytest

from models import LIVE_TABLES, Contact
from models.viewer import Operator
from services.operations.selfcheck import SelfCheck, Step, TableReport, Verdict
from services.realtime.live import LiveQuery
from services.realtime.status import LinkState
from tests.conftest import TestDatabase
from tests.eventually import eventually
from tests.integration.live.conftest import Line, MakeLine, Screen, Writer

pytestmark = pytest.mark.own_gateway


@pytest.fixture
async def operator(write: Writer, organization_id: UUID) -> Operator:
    user_id = uuid4()
    await write(
        "insert into profiles (organization_id, user_id, full_name) values (%s, %s, 'Anna')",
        organization_id,
        user_id,
    )
    await write(
        "insert into contacts (organization_id, full_name) values (%s, 'Maria')", organization_id
    )
    return Operator(user_id=user_id, organization_id=organization_id)


async def check(line: Line, operator: Operator) -> dict[str, TableReport]:
    reports = await SelfCheck(line.database, line.realtime, patience_s=2).run(operator)
    return {report.table: report for report in reports}


async def test_a_sound_table_is_proved_live_and_nobody_sees_the_proof(
    operator: Operator, line: Line, query: LiveQuery[Contact], screen: Screen
) -> None:
    await eventually(lambda: query.status.state is LinkState.LIVE)
    changes, reads, before = line.realtime.metrics.changes, query.reads, list(query.rows)
    reports = await check(line, operator)
    assert tuple(reports) == LIVE_TABLES
    for table in ('organizations', 'profiles', 'contacts'):
        assert reports[table].verdict is Verdict.GOOD
        assert 0 <= (reports[table].arrived_ms or -1) < 2000
    assert reports['proposals'].of(Step.FLOWS).verdict is Verdict.UNTRIED  # no row to try with
    assert line.realtime.metrics.changes == changes + 3
    assert (query.reads, query.rows) == (reads, before)  # same revision, same stamps, no read


async def test_the_proof_sees_nothing_in_a_clients_place(
    line: Line, operator: Operator, database: TestDatabase
) -> None:
    with psycopg.connect(database.owner_url, autocommit=True) as owner:
        (proposal_id,) = owner.execute(
            "insert into proposals (organization_id, title, status) values (%s, 'Trip', 'sent')"
            ' returning id',
            [operator.organization_id],
        ).fetchone() or [None]
        owner.execute('insert into share_links (proposal_id) values (%s)', [proposal_id])
        owner.execute(
            'insert into proposal_views (proposal_id, share_link_id, verdict)'
            " select proposal_id, id, 'machine' from share_links"
        )
        owner.execute('update proposals set version = 2')
        assert (await check(line, operator))['proposal_views'].verdict is Verdict.GOOD
        (visit,) = owner.execute('select version, acknowledged from proposal_views')
        (proposal,) = owner.execute('select status, client_activity from proposals')
    assert (visit, proposal) == ((1, None), ('sent', ''))


@pytest.mark.parametrize(
    ('fault', 'expected'),
    [
        (
            'alter publication supabase_realtime drop table contacts',
            (Step.PUBLISHED, 'not in the publication'),
        ),
        (
            "alter publication supabase_realtime set (publish = 'insert, delete')",
            (Step.PUBLISHED, 'leaves out every update'),
        ),
        ('alter table contacts drop constraint pk_contacts cascade', (Step.KEY, 'no primary key')),
        ('alter table contacts disable row level security', (Step.SECURED, 'Row security is off')),
        ('alter table contacts no force row level security', (Step.SECURED, 'Force it')),
        ('revoke select on contacts from authenticated', (Step.READABLE, 'may not read')),
        (
            'create function no() returns trigger language plpgsql as $$ begin return null; end $$;'
            'create trigger no before update on contacts for each row execute function no()',
            (Step.FLOWS, 'did not arrive'),
        ),
    ],
)
async def test_each_fault_is_named_and_its_sql_puts_it_right(
    make_line: MakeLine,
    operator: Operator,
    database: TestDatabase,
    fault: str,
    expected: tuple[Step, str],
) -> None:
    step, words = expected
    line = make_line()
    with psycopg.connect(database.owner_url, autocommit=True) as owner:
        owner.execute(fault.encode())
        await line.start()
        found = (await check(line, operator))['contacts']
        assert found.verdict is Verdict.BAD
        assert words in found.of(step).said
        sound = [each.step for each in found.findings if each.verdict is Verdict.GOOD]
        assert {Step.PUBLISHED, Step.KEY, Step.SECURED, Step.READABLE} - {step} <= set(sound)
        if step is Step.FLOWS:
            return
        assert found.of(step).sql
        owner.execute(found.of(step).sql.encode())
    again = (await check(line, operator))['contacts'].of(step)
    assert again.verdict is Verdict.GOOD


async def test_a_gateway_that_is_away_is_said_of_every_table(
    make_line: MakeLine, operator: Operator
) -> None:
    line = make_line('http://127.0.0.1:9')
    await line.start()
    reports = await SelfCheck(line.database, line.realtime, patience_s=0.3).run(operator)
    assert all('line is not up' in each.of(Step.FLOWS).said for each in reports)
    assert all(each.of(Step.PUBLISHED).verdict is Verdict.GOOD for each in reports)
