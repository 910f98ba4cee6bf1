"""What a live query owes its rows: no announced change is forgotten before a read has shown it."""

from dataclasses import dataclass, replace
from uuid import UUID

import pytest

from models.change import Change, ChangeKind
from services.realtime.live import Dependency, Query
from services.realtime.live.row_cache import RowCache

OWN = Dependency(table='proposals', key='id')
PART = Dependency(table='proposal_activities', key='proposal_id')
KEY = UUID(int=1)


@dataclass(frozen=True)
class Card:
    """A row with a figure made of rows of another table."""

    id: UUID
    revision: int
    total: int


async def unused(*_: object) -> list[Card]:
    return []


def cache_of(*rows: Card, depends_on: tuple[Dependency, ...] = (OWN, PART)) -> RowCache[Card]:
    query = Query(
        name='cards',
        organization_id=UUID(int=9),
        read=unused,
        read_keys=unused,
        order=lambda card: card.id,
        depends_on=depends_on,
    )
    made: RowCache[Card] = RowCache(query)
    made.settle(made.take(), rows, keyed=False, patient=True)
    return made


def changed(table: str, **record: object) -> Change:
    return Change(table=table, kind=ChangeKind.UPDATE, record=record)


def deleted(table: str, key: UUID) -> Change:
    return Change(table=table, kind=ChangeKind.DELETE, old={'id': str(key)})


def test_a_part_that_changes_during_a_read_is_read_again() -> None:
    """The row's own revision is no witness of its parts."""
    made = cache_of(Card(KEY, 1, 100))
    made.offer(OWN, changed('proposals', id=str(KEY), revision=2))
    due = made.take()
    made.offer(OWN, changed('proposals', id=str(KEY), revision=3))
    made.offer(PART, changed('proposal_activities', id=str(UUID(int=5)), proposal_id=str(KEY)))
    made.settle(due, [Card(KEY, 3, 100)], keyed=True, patient=True)
    assert set(made.due.keys) == {KEY}
    made.settle(made.take(), [Card(KEY, 3, 120)], keyed=True, patient=True)
    assert not made.due
    assert made.rows == [Card(KEY, 3, 120)]


def test_a_failed_read_owes_its_parts_still() -> None:
    made = cache_of(Card(KEY, 1, 100))
    made.offer(PART, changed('proposal_activities', id=str(UUID(int=5)), proposal_id=str(KEY)))
    due = made.take()
    made.offer(OWN, changed('proposals', id=str(KEY), revision=2))
    made.give_back(due)
    again = made.take()
    made.give_back(again)
    made.settle(made.take(), [Card(KEY, 2, 120)], keyed=True, patient=True)
    assert not made.due


def test_a_change_of_its_own_that_the_read_shows_is_not_read_again() -> None:
    made = cache_of(Card(KEY, 1, 100))
    made.offer(OWN, changed('proposals', id=str(KEY), revision=2))
    due = made.take()
    made.offer(OWN, changed('proposals', id=str(KEY), revision=3))
    made.settle(due, [Card(KEY, 3, 100)], keyed=True, patient=True)
    assert not made.due


def test_a_row_that_is_deleted_elsewhere_is_no_news() -> None:
    """A hard delete reaches every organization, and names its key if nothing else."""
    session = Dependency(table='sessions', column='id', value=str(KEY))
    member = Dependency(table='profiles', column='user_id', value=str(KEY))
    made = cache_of(Card(KEY, 1, 100), depends_on=(session, member))
    assert not made.offer(session, deleted('sessions', UUID(int=5)))
    assert not made.due
    assert made.offer(session, deleted('sessions', KEY))
    made.settle(made.take(), [], keyed=False, patient=True)
    assert made.offer(member, deleted('profiles', UUID(int=5)))  # whose it was is not said


@dataclass(frozen=True)
class Trip:
    """A row that shows a record of another table."""

    id: UUID
    revision: int
    client_id: UUID | None


CLIENT = Dependency(table='contacts', held_by='client_id')
MARIA = UUID(int=7)


def trips(*rows: Trip) -> RowCache[Trip]:
    query = Query(
        name='trips',
        organization_id=UUID(int=9),
        read=unused,
        read_keys=unused,
        order=lambda trip: trip.id,
        depends_on=(OWN, CLIENT),
    )
    made: RowCache[Trip] = RowCache(query)  # type: ignore[arg-type]
    made.settle(made.take(), rows, keyed=False, patient=True)
    return made


def test_a_record_that_changes_makes_only_those_due_that_show_it() -> None:
    made = trips(Trip(KEY, 1, MARIA), Trip(UUID(int=2), 1, None), Trip(UUID(int=3), 1, UUID(int=8)))
    assert made.offer(CLIENT, changed('contacts', id=str(MARIA), revision=4))
    assert (set(made.due.keys), made.due.everything) == ({KEY}, False)
    assert not made.offer(CLIENT, changed('contacts', id=str(UUID(int=99)), revision=1))


@dataclass(frozen=True)
class Asked:
    """A row that shows something of several records, and of their parts."""

    id: UUID
    revision: int
    held: tuple[UUID, ...]


def test_a_part_of_a_record_that_some_rows_show_makes_only_those_due() -> None:
    part = Dependency(table='proposal_activities', key='proposal_id', held_by='held')
    query = Query(
        name='asked', organization_id=UUID(int=9), read=unused, read_keys=unused,
        order=lambda row: row.id, depends_on=(part,),
    )  # fmt: skip
    made: RowCache[Asked] = RowCache(query)  # type: ignore[arg-type]
    rows = [Asked(KEY, 1, (MARIA, UUID(int=8))), Asked(UUID(int=2), 1, ())]
    made.settle(made.take(), rows, keyed=False, patient=True)
    of = {'id': str(UUID(int=77)), 'revision': 3}
    assert made.offer(part, changed('proposal_activities', proposal_id=str(MARIA), **of))
    assert (set(made.due.keys), made.due.everything) == ({KEY}, False)
    assert not made.offer(part, changed('proposal_activities', proposal_id=str(KEY), **of))


def test_a_record_that_changes_during_a_read_may_be_shown_by_what_is_read() -> None:
    made = trips(Trip(KEY, 1, None))
    made.offer(OWN, changed('proposals', id=str(KEY), revision=2))
    due = made.take()
    assert made.offer(CLIENT, changed('contacts', id=str(MARIA), revision=4))
    made.settle(due, [Trip(KEY, 2, MARIA)], keyed=True, patient=True)
    assert made.due.everything


@pytest.mark.parametrize('keyed', [False, True])
def test_rows_that_did_not_change_stay_the_same_objects(keyed: bool) -> None:
    """What is drawn of a row is kept by the row itself."""
    cards = [Card(UUID(int=number), 1, 100) for number in range(5)]
    made = cache_of(*cards)
    changed_card = Card(cards[2].id, 2, 120)
    made.offer(OWN, changed('proposals', id=str(cards[2].id), revision=2))
    read = [replace(card) for card in (*cards[:2], changed_card, *cards[3:])]
    if keyed:
        made.settle(made.take(), read[1:3], keyed=True, patient=True)
    else:
        made.settle(made.take(), read, keyed=False, patient=True)
    assert made.rows == read
    assert [row is card for row, card in zip(made.rows, cards, strict=True)] == [
        *(True, True, False, True, True)
    ]


def test_a_new_row_that_a_read_does_not_find_yet_is_looked_for_once_more() -> None:
    """The log tells of a commit a moment before everybody sees it."""
    made = cache_of(depends_on=(OWN,))
    made.offer(OWN, changed('proposals', id=str(KEY), revision=1))
    assert made.settle(made.take(), [], keyed=True, patient=True) == []
    assert set(made.due.keys) == {KEY}
    made.settle(made.take(), [Card(KEY, 1, 100)], keyed=True, patient=True)
    assert (made.rows, bool(made.due)) == ([Card(KEY, 1, 100)], False)


def test_a_row_that_is_not_for_this_viewer_is_looked_for_twice_and_not_for_ever() -> None:
    made = cache_of(depends_on=(OWN,))
    for _ in range(2):
        made.offer(OWN, changed('proposals', id=str(KEY), revision=3))
        made.settle(made.take(), [], keyed=True, patient=True)
        assert made.due
        made.settle(made.take(), [], keyed=True, patient=True)
        assert not made.due
