"""Channels are shared and counted; broadcast and presence work between processes."""

from typing import Any
from uuid import UUID, uuid4

from models.change import Change, ChangeKind
from services.realtime import RealtimeService
from services.realtime.interest import Wish
from services.realtime.link import Binding, ChannelSpec
from services.realtime.process_channel import TRACK_EVERY_S
from services.realtime.status import Flow, LinkState
from services.signals import Unsubscribe
from tests.conftest import TestGateway
from tests.eventually import S, eventually
from tests.integration.live.conftest import Line, MakeLine, Writer

ADD = 'insert into contacts (organization_id, full_name) values (%s, %s)'


class Listener:
    """Remembers what it heard of one table."""

    def __init__(self, realtime: RealtimeService, table: str, event: str, filter: str) -> None:
        self.changes: list[Change] = []
        self.flow = Flow.IDLE
        self.confirmations = 0
        self.unsubscribe = realtime.subscribe_to_table(
            table, event, filter, self.changes.append, on_flow=self.on_flow
        )

    def on_flow(self, flow: Flow) -> None:
        self.flow = flow
        self.confirmations += flow is Flow.FLOWING

    @property
    def flows(self) -> bool:
        return self.flow is Flow.FLOWING


async def test_equal_filters_share_one_channel(
    line: Line, write: Writer, organization_id: UUID
) -> None:
    mine = f'organization_id=eq.{organization_id}'
    contacts = Listener(line.realtime, 'contacts', '*', mine)
    added = Listener(line.realtime, 'contacts', ChangeKind.INSERT, mine)
    proposals = Listener(line.realtime, 'proposals', '*', mine)
    anything = Listener(line.realtime, '*', '*', mine)
    await eventually(lambda: contacts.flows)
    assert line.realtime.held == 1
    await write(ADD, organization_id, 'Maria')
    await write('update contacts set full_name = %s', 'Sofia')
    await eventually(lambda: len(anything.changes) == 2)
    assert [change.kind for change in contacts.changes] == ['INSERT', 'UPDATE']
    assert [change.kind for change in added.changes] == ['INSERT']
    assert proposals.changes == []
    assert contacts.changes[1].record.keys() == {'id', 'revision', 'organization_id'}
    assert contacts.changes[1].revision == 2


async def test_the_last_listener_leaves_and_another_joins_afresh(
    line: Line, write: Writer, organization_id: UUID
) -> None:
    mine = f'organization_id=eq.{organization_id}'
    first = Listener(line.realtime, 'contacts', '*', mine)
    second = Listener(line.realtime, 'contacts', '*', mine)
    await eventually(lambda: first.flows)
    first.unsubscribe()
    first.unsubscribe()
    await write(ADD, organization_id, 'Maria')
    await eventually(lambda: len(second.changes) == 1)
    second.unsubscribe()
    await eventually(lambda: line.realtime.held == 0)
    third = Listener(line.realtime, 'contacts', '*', mine)
    await eventually(lambda: third.flows)
    await write(ADD, organization_id, 'Sofia')
    await eventually(lambda: len(third.changes) == 1)
    assert first.changes == []
    assert len(second.changes) == 1


async def test_a_hard_delete_comes_with_its_key_only(
    line: Line, write: Writer, organization_id: UUID
) -> None:
    deletes = Listener(line.realtime, '*', ChangeKind.DELETE, '')
    await eventually(lambda: deletes.flows)
    await write(ADD, organization_id, 'Maria')
    await write('delete from contacts where organization_id = %s', organization_id)
    await eventually(lambda: deletes.changes)
    (change,) = deletes.changes
    assert set(change.old) == {'id'}
    assert change.record == {}


async def test_a_channel_that_says_nothing_of_its_interest_gets_whole_records(
    line: Line, write: Writer, organization_id: UUID
) -> None:
    filter = f'organization_id=eq.{organization_id}'
    bindings = (Binding(table='contacts', filter=filter),)
    channel = line.link.open(ChannelSpec(topic='changes:whole', bindings=bindings))
    heard: list[Change] = []
    channel.changes.subscribe(heard.extend)
    await eventually(lambda: channel.flow is Flow.FLOWING)
    assert channel.told > channel.serial, 'as of any server that does not know of interests'
    await write(ADD, organization_id, 'Maria')
    await eventually(lambda: heard)
    assert heard[0].record['full_name'] == 'Maria'


async def test_only_rows_that_somebody_wishes_for_arrive(
    line: Line, write: Writer, organization_id: UUID
) -> None:
    mine, heard, flows = f'organization_id=eq.{organization_id}', [], []
    first, second = uuid4(), uuid4()

    def listen(key: UUID) -> Unsubscribe:
        wishes = frozenset([Wish(table='contacts', column='id', value=str(key), tells='phone')])
        return line.realtime.subscribe(wishes, mine, heard.append, on_flow=flows.append)

    async def add(key: UUID, name: str) -> None:
        add = 'insert into contacts (organization_id, full_name, id) values (%s, %s, %s)'
        await write(add, organization_id, name, key)

    leave = listen(first)
    await eventually(lambda: flows[-1:] == [Flow.FLOWING])
    await add(second, 'Sofia')
    await add(first, 'Maria')
    await eventually(lambda: heard)
    listen(second)
    assert flows[-1] is Flow.JOINING, 'the server has not said that it knows'
    await eventually(lambda: flows[-1] is Flow.FLOWING)
    leave()
    await write('update contacts set full_name = full_name where id = %s', second)
    await eventually(lambda: len(heard) == 2)
    assert [change.key for change in heard] == [str(first), str(second)]
    assert heard[1].record.keys() == {'id', 'revision', 'organization_id', 'phone'}
    assert line.realtime.held == 1


async def test_a_raising_listener_harms_nobody(
    line: Line, write: Writer, organization_id: UUID, caplog: Any
) -> None:
    mine = f'organization_id=eq.{organization_id}'
    line.realtime.subscribe_to_table('contacts', '*', mine, lambda _: 1 / 0)  # type: ignore
    calm = Listener(line.realtime, 'contacts', '*', mine)
    await eventually(lambda: calm.flows)
    for name in ('Maria', 'Sofia'):
        await write(ADD, organization_id, name)
    await eventually(lambda: len(calm.changes) == 2)
    assert 'ZeroDivisionError' in caplog.text


async def test_a_table_that_is_not_published_is_an_error_the_screen_shows(
    line: Line, write: Writer, organization_id: UUID
) -> None:
    await write('alter publication supabase_realtime drop table contacts')
    listener = Listener(line.realtime, 'contacts', '*', f'organization_id=eq.{organization_id}')
    try:
        await eventually(lambda: listener.flow is Flow.REFUSED, within=5 * S)
    finally:
        await write('alter publication supabase_realtime add table contacts')


async def test_a_repeated_confirmation_is_announced_as_a_gap(
    line: Line, write: Writer, organization_id: UUID
) -> None:
    listener = Listener(line.realtime, 'contacts', '*', f'organization_id=eq.{organization_id}')
    await eventually(lambda: listener.confirmations == 1)
    await write('create table public.extra (id int primary key)')
    await write('alter publication supabase_realtime add table public.extra')
    try:
        await eventually(lambda: listener.confirmations == 2)
    finally:
        await write('drop table public.extra')
    assert line.link.sockets == 1


async def test_processes_broadcast_to_each_other_and_not_to_themselves(
    make_line: MakeLine, gateway: TestGateway
) -> None:
    here, there = make_line(), make_line()
    heard_here: list[Any] = []
    heard_there: list[Any] = []
    topic = f'cursors:{uuid4()}'
    first, second = here.realtime.channel(topic), there.realtime.channel(topic)
    assert here.realtime.channel(topic) is first
    first.on_broadcast('moved', heard_here.append)
    second.on_broadcast('moved', heard_there.append)
    assert first.broadcast('moved', {'x': 0}) is False
    await here.start()
    await there.start()
    await eventually(lambda: first.is_up and second.is_up)
    for x in range(1, 51):
        assert first.broadcast('moved', {'x': x})
    await eventually(lambda: [each['x'] for each in heard_there] == list(range(1, 51)))
    assert heard_here == []
    gateway.kill()
    await eventually(lambda: not first.is_up and not second.is_up)
    gateway.restart()
    await eventually(lambda: first.is_up and second.is_up, within=5 * S)
    second.broadcast('moved', {'x': 99})
    await eventually(lambda: heard_here == [{'x': 99}])


async def test_tracking_often_never_gets_the_channel_closed(make_line: MakeLine) -> None:
    here, there = make_line(), make_line()
    topic = f'viewers:{uuid4()}'
    first, second = here.realtime.channel(topic), there.realtime.channel(topic)
    await here.start()
    await there.start()
    await eventually(lambda: first.is_up and second.is_up)
    for number in range(50):
        first.track(lambda number=number: {'number': number})  # type: ignore[misc]
    await eventually(lambda: first.process in second.presence)
    assert second.presence[first.process]['number'] in {0, 49}
    assert first.is_up
    assert TRACK_EVERY_S >= 30 / 5
    await here.stop()
    await eventually(lambda: first.process not in second.presence)


async def test_the_status_is_live_when_nothing_more_is_needed(line: Line) -> None:
    await eventually(lambda: line.realtime.status.state is LinkState.LIVE)
    await line.realtime.disconnect()
    assert line.realtime.status.state is LinkState.OFFLINE
