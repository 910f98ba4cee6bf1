"""A row that Python cannot read costs itself, never the list it stands in."""

import logging
from uuid import UUID, uuid4

import psycopg
import pytest

from models import Contact
from models.viewer import LinkHolder, Operator, System
from services.operations.selfcheck import SelfCheck, Step, Verdict
from services.proposals import queries, visits
from services.proposals.calendar import trip
from services.proposals.windows import latest_proposals
from services.realtime.live import LiveQuery
from services.realtime.status import LinkState
from tests.conftest import TestDatabase
from tests.eventually import eventually
from tests.integration.live.conftest import Line, Screen, Writer

pytestmark = pytest.mark.own_gateway

ADD = 'insert into contacts (organization_id, full_name) values (%s, %s)'
LET_IN = 'alter table {0} drop constraint ck_{0}_{1}_range'


async def test_a_list_shows_all_other_rows_and_does_not_say_that_it_is_live(
    line: Line,
    query: LiveQuery[Contact],
    write: Writer,
    organization_id: UUID,
    caplog: pytest.LogCaptureFixture,
) -> None:
    screen = Screen(query)
    for name in ('Anna', 'Ben', 'Cleo'):
        await write(ADD, organization_id, name)
    await eventually(lambda: screen.names == ['Anna', 'Ben', 'Cleo'])
    ben = screen.shown[1].id
    await write(LET_IN.format('contacts', 'deleted_at'))
    await write("update contacts set deleted_at = 'infinity' where id = %s", ben)
    await eventually(lambda: query.status.state is LinkState.INCOMPLETE)
    await write(ADD, organization_id, 'Dora')
    await eventually(lambda: screen.names == ['Anna', 'Cleo', 'Dora'])
    await write(ADD, organization_id, 'Emil')
    await eventually(lambda: screen.names == ['Anna', 'Cleo', 'Dora', 'Emil'])
    said = [one.getMessage() for one in caplog.records if one.levelno >= logging.ERROR]
    assert said == [f'contacts {ben} cannot be read and is left out']
    await write('update contacts set deleted_at = null where id = %s', ben)
    await eventually(lambda: query.status.state is LinkState.LIVE)
    assert screen.names == ['Anna', 'Ben', 'Cleo', 'Dora', 'Emil']
    assert not line.database.left_out.by_table


async def test_the_self_check_counts_rows_that_cannot_be_read(
    line: Line, query: LiveQuery[Contact], write: Writer, organization_id: UUID
) -> None:
    await write(LET_IN.format('contacts', 'deleted_at'))
    await write(ADD, organization_id, 'Anna')
    await write(
        'insert into contacts (organization_id, full_name, deleted_at) values (%s, %s, %s)',
        *(organization_id, 'Ben', '10000-01-01'),
    )
    await eventually(lambda: query.status.state is LinkState.INCOMPLETE)
    operator = Operator(user_id=uuid4(), organization_id=organization_id)
    reports = await SelfCheck(line.database, line.realtime, patience_s=2).run(operator)
    found = next(each for each in reports if each.table == 'contacts').of(Step.READABLE)
    assert found.verdict is Verdict.BAD
    assert found.said.startswith('1 of the rows cannot be read')


@pytest.mark.parametrize('value', ['infinity', '-infinity', '10000-01-01', '0044-03-15 BC'])
async def test_every_list_and_page_goes_on_beside_such_a_row(
    line: Line, database: TestDatabase, organization_id: UUID, value: str
) -> None:
    odd, sound, link = uuid4(), uuid4(), uuid4()
    columns = ('starts_on', 'valid_until', 'client_activity_at')
    with psycopg.connect(database.owner_url, autocommit=True) as owner:
        for id in (odd, sound):
            owner.execute(
                'insert into proposals (id, organization_id, title) values (%s, %s, %s)',
                (id, organization_id, 'Trip'),
            )
        owner.execute(
            'insert into share_links (id, organization_id, proposal_id) values (%s, %s, %s)',
            (link, organization_id, odd),
        )
        for column in columns:
            owner.execute(LET_IN.format('proposals', column).encode())
        holder = LinkHolder(share_link_id=link, proposal_id=odd, organization_id=organization_id)
        for column in columns:
            change = f'update proposals set {column} = %s where id = %s'.encode()
            owner.execute(change, (value, odd))
            async with line.database.read(System()) as session:
                listed = await latest_proposals(organization_id).read(session)
                assert [card.id for card in listed] == [sound]
                assert not await queries.proposal(odd, organization_id).read(session)
                assert len(await queries.share_links(odd, organization_id).read(session)) == 1
            assert await trip(line.database, holder, odd, organization_id) is None
            owner.execute(change, (None, odd))


async def test_what_changed_is_left_out_when_it_cannot_be_told(
    line: Line, database: TestDatabase, organization_id: UUID
) -> None:
    proposal, link = uuid4(), uuid4()
    snapshot = '{"proposal": {"title": "%s"}, "days": [], "activities": []}' % ('x' * 201)
    with psycopg.connect(database.owner_url, autocommit=True) as owner:
        owner.execute(LET_IN.format('proposal_versions', 'snapshot').encode())
        owner.execute(
            'insert into proposals (id, organization_id, title, status) values (%s, %s, %s, %s)',
            (proposal, organization_id, 'Trip', 'sent'),
        )
        owner.execute(
            'insert into share_links (id, organization_id, proposal_id) values (%s, %s, %s)',
            (link, organization_id, proposal),
        )
        owner.execute(
            'insert into proposal_versions (proposal_id, number, snapshot, total)'
            ' values (%s, 1, %s, 0)',
            (proposal, snapshot),
        )
        owner.execute(
            'insert into proposal_views (proposal_id, share_link_id) values (%s, %s)',
            (proposal, link),
        )
        owner.execute('update proposals set version = 2')
    holder = LinkHolder(share_link_id=link, proposal_id=proposal, organization_id=organization_id)
    async with line.database.read(holder) as session:
        assert await visits.last_seen(session, holder) is None
