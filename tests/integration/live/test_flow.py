"""A row that commits reaches the screens of its organization, and no other."""

from dataclasses import replace
from uuid import UUID, uuid4

from models import Contact
from models.viewer import System
from services.realtime.live import Dependency, LiveQuery
from services.realtime.status import LinkState
from tests.eventually import S, eventually
from tests.integration.live.conftest import Line, MakeLine, Screen, Writer, contacts

ADD = 'insert into contacts (organization_id, full_name) values (%s, %s)'


async def is_live(query: LiveQuery[Contact], within: float = 10 * S) -> None:
    await eventually(lambda: query.status.state is LinkState.LIVE, within=within)


async def test_a_commit_reaches_the_screen(
    line: Line, query: LiveQuery[Contact], screen: Screen, write: Writer, organization_id: UUID
) -> None:
    await is_live(query)
    assert line.realtime.status.state is LinkState.LIVE
    await write(ADD, organization_id, 'Maria Keller')
    await eventually(lambda: screen.names == ['Maria Keller'], within=1 * S)
    await write('update contacts set full_name = %s', 'Maria K.')
    await eventually(lambda: screen.names == ['Maria K.'], within=1 * S)
    await write('delete from contacts')
    await eventually(lambda: screen.names == [], within=1 * S)
    assert line.realtime.metrics.changes == 3


async def test_ten_quick_changes_then_silence_show_the_last(
    query: LiveQuery[Contact], screen: Screen, write: Writer, organization_id: UUID
) -> None:
    await is_live(query)
    await write(ADD, organization_id, '0')
    for number in range(1, 11):
        await write('update contacts set full_name = %s', str(number))
    await eventually(lambda: screen.names == ['10'], within=1 * S)


async def test_several_changes_of_one_transaction_arrive_together(
    query: LiveQuery[Contact], screen: Screen, write: Writer, organization_id: UUID
) -> None:
    await is_live(query)
    await write(
        'insert into contacts (organization_id, full_name)'
        " select %s, to_char(n, 'FM000') from generate_series(1, 200) n",
        organization_id,
    )
    await eventually(lambda: len(screen.names) == 200, within=2 * S)
    assert screen.names == [f'{number:03}' for number in range(1, 201)]


async def test_equal_viewers_share_one_query_and_the_last_one_ends_it(
    line: Line, query: LiveQuery[Contact], organization_id: UUID
) -> None:
    assert line.live.open(contacts(organization_id), System()) is query
    line.live.close(query)
    assert line.live.queries == [query]
    line.live.close(query)
    await eventually(lambda: not line.live.queries)


async def test_a_query_that_joins_a_flowing_channel_is_told_of_before_it_is_read(
    line: Line, query: LiveQuery[Contact], write: Writer, organization_id: UUID
) -> None:
    await is_live(query)
    key = uuid4()
    one = Dependency(table='contacts', column='id', value=str(key), key='id')
    other = Dependency(table='proposals', column='id', value=str(key))
    narrow = replace(contacts(organization_id), name='one contact', depends_on=(one, other))
    opened = line.live.open(narrow, System())
    await opened.ready()
    await is_live(opened)
    assert opened.reads == 1
    await write(ADD, organization_id, 'Somebody else')
    await eventually(lambda: len(query.rows) == 1)
    assert opened.rows == []
    add = 'insert into contacts (organization_id, full_name, id) values (%s, %s, %s)'
    await write(add, organization_id, 'Maria', key)
    await eventually(lambda: len(opened.rows) == 2)
    assert opened.reads == 2


async def test_organizations_beyond_a_sockets_channels_share_one(
    make_line: MakeLine, write: Writer
) -> None:
    line = make_line(own_channels=1)
    await line.start()
    ids = [uuid4() for _ in range(3)]
    for each in ids:
        await write(
            'insert into organizations (id, organization_id, name) values (%s, %s, %s)',
            *(each, each, 'Skyline Tours'),
        )
    opened = [line.live.open(contacts(each), System()) for each in ids]
    for query in opened:
        await is_live(query)
    assert line.realtime.held == 3  # its own, everybody's, and deletions
    reads = [query.reads for query in opened]
    for number, each in enumerate(ids):
        await write(ADD, each, f'Maria {number}')
    for number, query in enumerate(opened):
        await eventually(
            lambda query=query, number=number: (
                [row.full_name for row in query.rows] == [f'Maria {number}']
            )
        )
    assert [query.reads for query in opened] == [count + 1 for count in reads]
    await write('delete from contacts')
    await eventually(lambda: not any(query.rows for query in opened))


async def test_another_organization_costs_no_read_here(
    line: Line, query: LiveQuery[Contact], write: Writer, organization_id: UUID
) -> None:
    await is_live(query)
    other = uuid4()
    reads = query.reads
    await write(
        'insert into organizations (id, organization_id, name) values (%s, %s, %s)',
        other,
        other,
        'Fjord & Fell',
    )
    await write(ADD, other, 'Somebody else')
    await write(ADD, organization_id, 'Maria')
    await eventually(lambda: len(query.rows) == 1)
    assert query.reads == reads + 1


async def test_processes_tell_each_other_who_is_looking(make_line: MakeLine) -> None:
    from services.presence import Person, PresenceService, Spot

    here, there = make_line(), make_line()
    first = PresenceService(here.realtime.channel('viewers'))
    second = PresenceService(there.realtime.channel('viewers'))
    await here.start()
    leave = first.enter('proposal:1', Person(key='anna', name='Anna'))
    await there.start()
    await eventually(lambda: [p.name for p in second.viewers('proposal:1')] == ['Anna'])
    second.enter('proposal:1', Person(key='ben', name='Ben', color=2))
    await eventually(lambda: {p.name for p in first.viewers('proposal:1')} == {'Anna', 'Ben'})
    writers: list[int] = []
    moves: list[float] = []
    second.gestures.on_writers('writers:1', lambda people: writers.append(len(people)))
    second.gestures.on_cursors('proposal:1', lambda told: moves.extend(one.spot.x for one in told))  # type: ignore[union-attr]
    second.enter('writers:1', Person(key='ben', name='Ben'))
    await eventually(lambda: first.viewers('writers:1'))
    leave.change(idle=True)
    first.gestures.write('writers:1', Person(key='anna', name='Anna'), True)
    for x in range(1, 101):
        first.gestures.point('proposal:1', Person(key='anna', name='Anna'), Spot(x=x / 100, y=0))
    await eventually(lambda: writers == [1] and moves and moves[-1] == 1)
    assert len(moves) <= 3
    await eventually(lambda: second.viewers('proposal:1')[-1].idle)
    first.gestures.write('writers:1', Person(key='anna', name='Anna'), False)
    await eventually(lambda: writers == [1, 0])
    leave()
    await eventually(lambda: [p.name for p in second.viewers('proposal:1')] == ['Ben'])
    await there.stop()
    await eventually(lambda: first.viewers('proposal:1') == ())
