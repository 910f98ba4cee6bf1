"""What one person does again and again is one entry; nobody else's acts split it."""

import json
import random
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4, uuid5

import pytest

from models import ActorKind
from services.activity.events import Event, Someone
from services.activity.grouping import Entry, grouped

CASES = json.loads((Path(__file__).parent / 'feed.json').read_text(encoding='utf-8'))
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def who(name: str) -> UUID:
    return uuid5(UUID(int=0), name)


def event(name: str = 'maria', kind: str = 'toggled', *, minute: float = 0, **more: Any) -> Event:
    return Event(
        **{
            'id': uuid4(),
            'kind': kind,
            'actor_kind': ActorKind.CLIENT,
            'actor_id': who(name),
            'actor': Someone(name),
            'occurred_at': NOON + timedelta(minutes=minute),
        }
        | more
    )


def of_case(at: str, name: str, kind: str, *more: str) -> Event:
    word, _, times = kind.partition(' ×')
    id = next((who(each) for each in more if each.startswith('id=')), uuid4())
    moment = datetime.fromisoformat(f'2026-11-20T{at}+00:00')
    data = {'count': int(times)} if times else {}
    return event(name, word, id=id, occurred_at=moment, data=data)


def shown(entries: tuple[Entry, ...]) -> list[dict[str, Any]]:
    return [
        {
            'who': entry.latest.actor.name if entry.latest.actor else '',
            'kind': entry.kind,
            'count': entry.count,
            'at': f'{entry.at:%H:%M:%S}',
        }
        for entry in entries
    ]


@pytest.mark.parametrize('case', CASES, ids=[case['id'] for case in CASES])
def test_the_feed_shows(case: dict[str, Any]) -> None:
    entries = grouped(of_case(*each) for each in case['events'])
    assert shown(entries) == case['expect_newest_first']


@pytest.mark.parametrize(('apart', 'count'), [(10, 1), (10 + 1 / 60, 2)])
def test_ten_minutes_are_counted_from_the_one_before(apart: float, count: int) -> None:
    assert len(grouped([event(), event(minute=apart)])) == count


def test_other_kinds_and_other_people_stand_for_themselves() -> None:
    same = who('maria')
    entries = grouped(
        [
            event('maria', 'viewed'),
            event('maria', 'commented'),
            event('ben', 'viewed'),
            event(actor_kind=ActorKind.MEMBER, kind='viewed', actor_id=same),
            event(actor_id=None, kind='viewed', data={'by': 'The Moss family'}),
            event(actor_id=None, kind='viewed', data={'by': 'The Okafor family'}),
        ]
    )
    assert len(entries) == 6


def test_one_that_comes_between_two_entries_makes_them_one() -> None:
    first, last = event(minute=0), event(minute=16)
    assert len(grouped([first, last])) == 2
    (entry,) = grouped([first, last, event(minute=8)])
    assert entry.count == 3
    assert entry.id == first.id, 'it is the entry that began first'


def test_an_entry_stays_the_same_as_it_grows() -> None:
    events = [event(minute=minute) for minute in range(5)]
    for count in range(1, 6):
        (entry,) = grouped(events[:count])
        assert (entry.id, entry.count) == (events[0].id, count)
        assert entry.latest == events[count - 1]


def test_fields_and_imports_count_for_what_they_tell_of() -> None:
    (entry,) = grouped([event(data={'count': 3}), event(minute=1, data={'count': 1})])
    assert entry.count == 4
    (strange,) = grouped([event(data={'count': 'many'})])
    assert strange.count == 1


def test_the_order_in_which_events_come_is_no_matter() -> None:
    events = [
        event(name, kind, minute=minute)
        for minute, name in enumerate(['maria', 'ben', 'carl'] * 8)
        for kind in ('viewed', 'commented')
    ]
    expected = grouped(events)
    for seed in range(20):
        mixed = [*events, *events[::3]]
        random.Random(seed).shuffle(mixed)
        assert grouped(mixed) == expected


def test_the_shape_of_a_case_is_read_as_it_is_written() -> None:
    assert all(
        re.fullmatch(r'\d\d:\d\d:\d\d', each[0]) for case in CASES for each in case['events']
    )
