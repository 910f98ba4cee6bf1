"""What a server is told to send, and who waits for it to know."""

from uuid import uuid4

from models.change import Change, ChangeKind
from services.realtime.interest import VALUES, Wish, spelled
from services.realtime.link import Binding, ChannelSpec
from services.realtime.link.channel import LinkChannel
from services.realtime.link.items import Told
from services.realtime.link.joined_channel import JoinedChannel
from services.realtime.shared_channel import Listener, SharedChannel
from services.realtime.status import Flow
from tests.eventually import eventually

ALWAYS = ['id', 'organization_id', 'revision']


def wish(value: str, table: str = 'todos') -> Wish:
    return Wish(table=table, column='owner', value=value)


def shared() -> SharedChannel:
    spec = ChannelSpec(topic='changes', bindings=(Binding(table='todos'),))
    return SharedChannel(LinkChannel(spec, lambda: iter([1.0]), lambda item: None))


def listener(*wishes: Wish) -> tuple[Listener, list[Flow]]:
    flows: list[Flow] = []
    made = Listener(
        wishes=frozenset(wishes), event='*', handler=lambda change: None, on_flow=flows.append
    )
    return made, flows


def test_values_are_told_by_column_and_whole_tables_without():
    told = spelled([wish('anna'), wish('ben'), wish('anna', 'notes'), Wish(table='notes')])

    assert told['tables'] == {'todos': {'owner': ['anna', 'ben']}, 'notes': {}}
    assert told['columns'] == sorted([*ALWAYS, 'owner'])


def test_a_column_that_is_needed_is_told_though_every_row_is():
    assert spelled([Wish(table='todos', tells='list_id')]) == {
        'tables': {'todos': {}},
        'columns': sorted([*ALWAYS, 'list_id']),
    }


def test_many_values_become_the_whole_table():
    wishes = [wish(str(uuid4())) for _ in range(VALUES + 1)]

    assert spelled(wishes)['tables'] == {'todos': {}}
    assert len(spelled(wishes[1:])['tables']['todos']['owner']) == VALUES


async def test_who_adds_something_waits_and_who_does_not_flows():
    channel = shared()
    first, _ = listener(wish('anna'))
    channel.add(first)
    assert channel.joined.serial == first.serial == 1, 'told by the join'
    channel.flow, channel.joined.told = Flow.FLOWING, 1
    (same, heard), (other, waiting) = listener(wish('anna')), listener(wish('ben'))
    for one in (same, other):
        channel.add(one)
        channel.tell(one)
    assert (heard, waiting) == ([Flow.FLOWING], [Flow.JOINING])
    await eventually(lambda: channel.joined.serial == 2)
    channel.on_told()
    assert waiting == [Flow.JOINING]
    channel.joined.told = 2
    channel.on_told()
    assert waiting == [Flow.JOINING, Flow.FLOWING]
    assert heard == [Flow.FLOWING]


async def test_nobody_waits_for_what_the_server_was_told_already():
    channel = shared()
    channel.add(listener(Wish(table='todos'))[0])
    channel.flow, channel.joined.told = Flow.FLOWING, 1
    narrow, flows = listener(Wish(table='todos', column='id', value='1'))
    channel.add(narrow)
    channel.tell(narrow)
    await eventually(lambda: flows[-1] is Flow.FLOWING)
    assert channel.joined.serial == 1


async def test_what_nobody_wishes_for_any_more_is_told():
    channel = shared()
    for one in (listener(wish('anna'))[0], listener(wish('ben'))[0]):
        channel.add(one)
        assert channel.remove(one)
        assert not channel.remove(one)
    await eventually(lambda: channel.telling is None)
    assert channel.interest == {'tables': {}, 'columns': ALWAYS}
    assert not channel.wishes


async def test_a_change_is_heard_by_those_whose_wishes_it_fits():
    channel = shared()
    anna, ben = listener(wish('anna'))[0], listener(wish('ben'))[0]
    twice = listener(wish('anna'), Wish(table='todos', column='owner', value='anna', tells='id'))[0]
    everything = listener(Wish(table='todos'))[0]
    told = Change(table='todos', kind=ChangeKind.UPDATE, record={'owner': 'anna'})
    gone = Change(table='todos', kind=ChangeKind.DELETE, old={'id': '1'})
    for one in (anna, ben, twice, everything):
        channel.add(one)
    assert set(channel.hearers(told)) == {anna, twice, everything}
    assert set(channel.hearers(gone)) == {anna, ben, twice, everything}
    assert channel.hearers(Change(table='notes', kind=ChangeKind.DELETE)) == []
    for one in (anna, ben, twice, everything):
        assert channel.remove(one)
    assert channel.hearers(gone) == []


async def test_answers_that_overtake_each_other_leave_nobody_waiting():
    """Else whoever comes later, with wishes that are known, would wait for ever."""
    channel = shared()
    joined = channel.joined
    joined._member = member = JoinedChannel(joined.spec, lambda *_: None)
    channel.add(listener(wish('anna'))[0])
    channel.add(listener(wish('ben'))[0])
    await eventually(lambda: joined.serial == 2)
    joined._on_item(member, Told(serial=2))
    joined._on_item(member, Told(serial=1))
    channel.flow = Flow.FLOWING
    late, flows = listener(wish('ben'))
    channel.add(late)
    channel.tell(late)
    assert flows == [Flow.FLOWING]
