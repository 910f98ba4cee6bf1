"""Who is looking: at once in this process, once per person, gone when the last tab leaves."""

from dataclasses import replace
from uuid import UUID

import pytest

from models.viewer import LinkHolder
from services.presence import Cursor, Gestures, Person, PersonKind, PresenceService, Spot, merged
from services.presence.throttle import Throttle
from services.proposals.topics import client
from tests.eventually import eventually

ANNA = Person(key='anna', name='Anna')
MARIA = Person(key='maria', name='Maria', kind=PersonKind.CLIENT, color=4)


def test_who_enters_is_seen_by_those_who_watch() -> None:
    presence = PresenceService()
    seen: list[tuple[Person, ...]] = []
    forget = presence.on_change('proposal:1', seen.append)
    leave = presence.enter('proposal:1', ANNA)
    presence.enter('proposal:1', MARIA)
    presence.enter('proposal:2', MARIA)
    leave()
    assert seen == [(ANNA,), (ANNA, MARIA), (MARIA,)]
    forget()
    presence.enter('proposal:1', ANNA)
    assert len(seen) == 3
    assert presence.viewers('proposal:1') == (MARIA, ANNA)


def test_many_tabs_are_one_person() -> None:
    presence = PresenceService()
    first, second = (presence.enter('proposal:1', ANNA) for _ in range(2))
    assert presence.viewers('proposal:1') == (ANNA,)
    first()
    first()
    assert presence.viewers('proposal:1') == (ANNA,)
    second()
    assert presence.viewers('proposal:1') == ()


def test_a_raising_watcher_harms_nobody() -> None:
    presence = PresenceService()
    seen: list[tuple[Person, ...]] = []
    presence.on_change('proposal:1', lambda _: 1 / 0)  # type: ignore[arg-type,return-value]
    presence.on_change('proposal:1', seen.append)
    presence.enter('proposal:1', ANNA)
    assert seen == [(ANNA,)]


def test_a_person_is_idle_only_in_all_tabs_and_reads_what_the_latest_shows() -> None:
    asleep = replace(MARIA, idle=True, place='day-1', words='Day 1')
    awake = replace(MARIA, place='day-2', words='Day 2')
    assert merged([asleep, asleep]) == (asleep,)
    assert merged([asleep, awake]) == merged([awake, asleep]) == (awake,)
    assert merged([awake, MARIA]) == (awake,)
    assert merged([awake, replace(MARIA, place='day-3', words='Day 3')])[0].place == 'day-3'


def test_a_stay_changes_until_it_is_over() -> None:
    presence = PresenceService()
    stay = presence.enter('proposal:1', ANNA)
    stay.change(idle=True)
    assert presence.viewers('proposal:1') == (replace(ANNA, idle=True),)
    stay()
    stay.change(idle=False)
    assert presence.viewers('proposal:1') == ()


async def test_a_beat_acts_at_once_then_once_for_all_that_came_meanwhile() -> None:
    acted: list[int] = []
    beat = Throttle(lambda: acted.append(len(acted)), every_s=0.01)
    for _ in range(100):
        beat.soon()
    assert acted == [0]
    await eventually(lambda: acted == [0, 1])
    await eventually(lambda: beat._timer is None)
    assert acted == [0, 1]
    beat.soon()
    assert acted == [0, 1, 2]


async def test_writing_ends_by_word_or_by_silence() -> None:
    now = [100.0]
    gestures = Gestures(clock=lambda: now[0])
    told: list[tuple[Person, ...]] = []
    gestures.on_writers('writers:1', told.append)
    for _ in range(3):
        gestures.write('writers:1', ANNA, True)
    gestures.write('writers:2', MARIA, True)
    assert told == [(ANNA,)]
    now[0] += 6
    gestures.write('writers:1', MARIA, True)
    now[0] += 1
    gestures.expire()
    assert told == [(ANNA,), (ANNA, MARIA), (MARIA,)]
    gestures.write('writers:1', MARIA, False)
    gestures.write('writers:1', MARIA, False)
    assert told[3:] == [()]
    assert gestures.writers('writers:2') == ()


async def test_of_many_moves_the_first_and_the_last_are_shown() -> None:
    gestures = Gestures()
    seen: list[Cursor] = []
    gestures.on_cursors('proposal:1', seen.extend)
    gestures.on_cursors('proposal:2', lambda _: 1 / 0)  # type: ignore[arg-type,return-value]
    for x in range(50):
        gestures.point('proposal:1', ANNA, Spot(at='row', x=x / 100, y=0))
    gestures.point('proposal:2', ANNA, None)
    await eventually(lambda: len(seen) == 2)
    assert [cursor.spot and cursor.spot.x for cursor in seen] == [0, 0.49]
    gestures.point('proposal:1', ANNA, None)
    await eventually(lambda: seen[-1].spot is None)


@pytest.mark.parametrize(
    ('typed', 'shown'),
    [
        ('Maria\x00\n\u202eSantos', 'Maria Santos'),
        ('\u200b', 'Guest'),
        ('x' * 900, 'x' * 200),
        ('Zoe\u0308', 'Zoë'),
    ],
)
def test_a_client_is_shown_by_a_name_that_can_be_read(typed: str, shown: str) -> None:
    link = LinkHolder(
        share_link_id=UUID(int=1), proposal_id=UUID(int=2), organization_id=UUID(int=3)
    )
    label = '' if shown == 'Guest' else shown
    assert client(link, typed, label=label).name == shown
