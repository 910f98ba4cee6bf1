"""What a live query owes its rows: no announced change is forgotten before a read has shown it."""

from dataclasses import dataclass
from uuid import UUID

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


def ledger(*rows: Card, depends_on: tuple[Dependency, ...] = (OWN, PART)) -> RowCache[Card]:
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
    made = ledger(Card(KEY, 1, 100))
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
    made = ledger(Card(KEY, 1, 100))
    made.offer(PART, changed('proposal_activities', id=str(UUID(int=5)), proposal_id=str(KEY)))
    due = made.take()
    made.offer(OWN, changed('proposals', id=str(KEY), revision=2))
    made.give_back(due)
    again = made.take()
    made.give_back(again)
    made.settle(made.take(), [Card(KEY, 2, 120)], keyed=True, patient=True)
    assert not made.due


def test_a_change_of_its_own_that_the_read_shows_is_not_read_again() -> None:
    made = ledger(Card(KEY, 1, 100))
    made.offer(OWN, changed('proposals', id=str(KEY), revision=2))
    due = made.take()
    made.offer(OWN, changed('proposals', id=str(KEY), revision=3))
    made.settle(due, [Card(KEY, 3, 100)], keyed=True, patient=True)
    assert not made.due


def test_a_row_that_is_deleted_elsewhere_is_no_news() -> None:
    """A hard delete reaches every organization, and names its key if nothing else."""
    session = Dependency(table='sessions', column='id', value=str(KEY))
    member = Dependency(table='profiles', column='user_id', value=str(KEY))
    made = ledger(Card(KEY, 1, 100), depends_on=(session, member))
    assert not made.offer(session, deleted('sessions', UUID(int=5)))
    assert not made.due
    assert made.offer(session, deleted('sessions', KEY))
    made.settle(made.take(), [], keyed=False, patient=True)
    assert made.offer(member, deleted('profiles', UUID(int=5)))  # whose it was is not said
