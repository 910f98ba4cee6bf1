"""Members of an organization share one read, and only while they are members."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from models import Contact
from models.viewer import LinkHolder, Operator, System
from services.accounts.queries import organization, profiles
from services.folding import by_name
from services.realtime.live import LiveQuery, Query, SharedBy, rows_of
from services.realtime.status import LinkState
from tests.eventually import eventually
from tests.integration.live.conftest import Line, Screen, Writer

ADD = 'insert into contacts (organization_id, full_name) values (%s, %s)'


def contacts(organization_id: UUID) -> Query[Contact]:
    return rows_of(Contact, organization_id, sort=by_name, shared_by=SharedBy.ORGANIZATION)


Hire = Callable[[str], Awaitable[Operator]]


@pytest.fixture
def hire(write: Writer, organization_id: UUID) -> Hire:
    """Makes a member of the organization, signed in."""

    async def made(name: str) -> Operator:
        user_id, session_id = uuid4(), uuid4()
        await write(
            'with member as (insert into profiles (organization_id, user_id, full_name)'
            ' values (%s, %s, %s) returning organization_id, user_id)'
            ' insert into sessions (id, organization_id, user_id) select %s, * from member',
            *(organization_id, user_id, name, session_id),
        )
        return Operator(user_id=user_id, organization_id=organization_id, session_id=session_id)

    return made


@pytest.fixture
async def anna(hire: Hire) -> Operator:
    return await hire('Anna')


@pytest.fixture
async def ben(hire: Hire) -> Operator:
    return await hire('Ben')


class Shown(Screen):
    """The contacts as somebody's screen shows them, patch by patch."""

    def __init__(self, query: LiveQuery[Contact]) -> None:
        super().__init__(query)
        self.query = query


async def shown(line: Line, viewer: Operator) -> Shown:
    query = line.live.open(contacts(viewer.organization_id), viewer)
    await query.ready()
    await eventually(lambda: query.status.state is LinkState.LIVE)
    return Shown(query)


@pytest.mark.parametrize('shared_by', SharedBy)
async def test_a_change_is_read_once_for_all_who_share_it(
    line: Line, write: Writer, hire: Hire, organization_id: UUID, shared_by: SharedBy
) -> None:
    query = replace(contacts(organization_id), shared_by=shared_by)
    opened = [line.live.open(query, await hire(f'Member {number}')) for number in range(20)]
    for each in opened:
        await each.ready()
        await eventually(lambda each=each: each.status.state is LinkState.LIVE)
    await eventually(lambda: not line.live.queue_depth)
    screens = [Screen(each) for each in opened]
    before = sum(each.reads for each in line.live.queries)
    await write(ADD, organization_id, 'Maria')
    await eventually(lambda: all(screen.names == ['Maria'] for screen in screens))
    queries = {SharedBy.PERSON: 20, SharedBy.ORGANIZATION: 1}[shared_by]
    assert len(line.live.queries) == queries
    assert sum(each.reads for each in line.live.queries) == before + queries


async def test_a_list_lives_on_when_who_opened_it_leaves(
    line: Line, write: Writer, anna: Operator, ben: Operator
) -> None:
    hers, his = await shown(line, anna), await shown(line, ben)
    line.live.close(hers.query)
    line.live.close(hers.query)
    await write(ADD, ben.organization_id, 'Maria')
    await eventually(lambda: his.names == ['Maria'])
    line.live.close(his.query)
    await eventually(lambda: not line.live.queries)


ENDS = {
    'removed': 'delete from profiles where user_id = %s',
    'in another organization': 'with new as (insert into organizations (organization_id, id, name)'
    " values ('00000000-0000-0000-0000-000000000009', '00000000-0000-0000-0000-000000000009',"
    " 'Fjord') returning id), gone as (delete from profiles where user_id = %s returning *)"
    ' insert into profiles (organization_id, user_id, full_name)'
    ' select new.id, gone.user_id, gone.full_name from new, gone',
}


@pytest.mark.parametrize('end', ENDS)
async def test_who_is_no_member_any_more_sees_nothing_and_the_others_everything(
    line: Line, write: Writer, anna: Operator, ben: Operator, end: str
) -> None:
    await write(ADD, anna.organization_id, 'Maria')
    hers, his = await shown(line, anna), await shown(line, ben)
    assert hers.names == his.names == ['Maria']
    await write(ENDS[end], anna.user_id)
    await write(ADD, anna.organization_id, 'Sofia')
    await eventually(lambda: his.names == ['Maria', 'Sofia'])
    assert hers.names == hers.query.rows == await hers.query.fresh() == []
    again = await shown(line, anna)
    await write(ADD, anna.organization_id, 'Tom')
    await eventually(lambda: his.names == ['Maria', 'Sofia', 'Tom'])
    assert hers.names == again.names == []


async def test_who_was_a_member_is_asked_about_when_they_open_something_new(
    line: Line, write: Writer, anna: Operator, ben: Operator
) -> None:
    hers, his = await shown(line, anna), await shown(line, ben)
    await write(ADD, anna.organization_id, 'Maria')
    await eventually(lambda: hers.names == his.names == ['Maria'])
    line.live.close(hers.query)
    await write('delete from profiles where user_id = %s', anna.user_id)
    again = line.live.open(contacts(anna.organization_id), anna)
    assert await again.ready()
    assert again.rows == []
    assert his.names == ['Maria']


async def test_nothing_is_read_with_the_rights_of_one_who_left_while_somebody_stays(
    line: Line, write: Writer, anna: Operator, ben: Operator
) -> None:
    hers, his = await shown(line, anna), await shown(line, ben)
    await write(ADD, anna.organization_id, 'Maria')
    await eventually(lambda: his.names == ['Maria'])
    line.live.close(hers.query)
    await write('delete from profiles where user_id = %s', ben.user_id)
    await write(ADD, anna.organization_id, 'Sofia')
    (shared,) = line.live.queries
    await eventually(lambda: shared.rows == [])


async def test_a_list_that_nobody_may_see_any_more_is_right_for_the_next_who_may(
    line: Line, write: Writer, hire: Hire, anna: Operator
) -> None:
    hers = await shown(line, anna)
    await write('delete from profiles where user_id = %s', anna.user_id)
    await write(ADD, anna.organization_id, 'Maria')
    reads = hers.query.reads
    await eventually(lambda: hers.query.reads > reads)
    theirs = await shown(line, await hire('Chidi'))
    assert (hers.names, theirs.names) == ([], ['Maria'])


async def test_who_is_a_member_again_sees_what_came_while_nobody_was(
    line: Line, write: Writer, anna: Operator
) -> None:
    hers = await shown(line, anna)
    await write('delete from profiles where user_id = %s', anna.user_id)
    reads = hers.query.reads
    await write(ADD, anna.organization_id, 'Maria')
    await eventually(lambda: hers.query.reads > reads)
    await write(
        "insert into profiles (organization_id, user_id, full_name) values (%s, %s, 'Anna')",
        *(anna.organization_id, anna.user_id),
    )
    await write(ADD, anna.organization_id, 'Sofia')
    await eventually(lambda: hers.names == ['Maria', 'Sofia'])


async def test_a_sign_out_takes_nothing_from_those_who_stay(
    line: Line, write: Writer, anna: Operator, ben: Operator
) -> None:
    hers, his = await shown(line, anna), await shown(line, ben)
    await write('update sessions set ended_at = now() where id = %s', anna.session_id)
    await write(ADD, ben.organization_id, 'Maria')
    await eventually(lambda: his.names == ['Maria'])
    line.live.close(hers.query)
    await write(ADD, ben.organization_id, 'Sofia')
    await eventually(lambda: his.names == ['Maria', 'Sofia'])


async def test_a_client_and_the_program_never_share_with_members(
    line: Line, write: Writer, anna: Operator, organization_id: UUID
) -> None:
    proposal_id, link_id = uuid4(), uuid4()
    await write(
        "insert into proposals (id, organization_id, status) values (%s, %s, 'sent')",
        *(proposal_id, organization_id),
    )
    await write(
        'insert into share_links (id, organization_id, proposal_id) values (%s, %s, %s)',
        *(link_id, organization_id, proposal_id),
    )
    holder = LinkHolder(
        share_link_id=link_id, proposal_id=proposal_id, organization_id=organization_id
    )
    for maker in (profiles, contacts, organization):
        opened = [
            line.live.open(maker(organization_id), viewer) for viewer in (anna, holder, System())
        ]
        for each in opened:
            await each.ready()
        if maker is profiles:
            assert [len(each.rows) for each in opened] == [1, 0, 1]
    assert len(line.live.queries) == 9


async def test_two_organizations_never_share(
    line: Line, write: Writer, anna: Operator, organization_id: UUID
) -> None:
    other = uuid4()
    await write(
        'insert into organizations (id, organization_id, name) values (%s, %s, %s)',
        *(other, other, 'Fjord'),
    )
    await write(ADD, organization_id, 'Maria')
    stranger = Operator(user_id=uuid4(), organization_id=other)
    await write(
        "insert into profiles (organization_id, user_id, full_name) values (%s, %s, 'Emma')",
        *(other, stranger.user_id),
    )
    hers = await shown(line, anna)
    theirs = line.live.open(contacts(organization_id), stranger)
    pretended = line.live.open(
        contacts(organization_id), replace(stranger, organization_id=organization_id)
    )
    await theirs.ready()
    await pretended.ready()
    assert (hers.names, theirs.rows, pretended.rows) == (['Maria'], [], [])
