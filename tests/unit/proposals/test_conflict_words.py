"""What the conflict dialog says, and what a browser may bring back to it."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from components.live.conflict import Conflicts
from components.live.conflict.words import label, parts, spoken
from models import PriceUnit, ProposalActivity
from services.errors import Clash
from services.proposals.editing import ACTIVITY, EDITABLES, PROPOSAL

BOAT = ProposalActivity(
    organization_id=uuid4(), proposal_id=uuid4(), day_id=uuid4(), title='Boat', price=Decimal(95)
)


def clash(field: str, mine: object, theirs: object, original: object) -> Clash:
    now = datetime.now(UTC)
    return Clash(field=field, mine=mine, theirs=theirs, original=original, by=uuid4(), at=now)


@pytest.mark.parametrize(
    ('value', 'said'),
    [
        (Decimal('92.5'), '€92.50'),
        (date(2027, 3, 14), '14 March 2027'),
        (True, 'Yes'),
        (PriceUnit.PER_GROUP, 'For the group'),
        ('', 'nothing'),
        (None, 'nothing'),
    ],
)
def test_values_are_said_as_people_say_them(value: object, said: str) -> None:
    assert spoken(value, 'EUR') == said
    assert (label('intro'), label('valid_until')) == ('Letter', 'Valid until')


def test_words_that_are_new_are_told_from_those_that_stood_there() -> None:
    runs = list(parts('Three hours, twelve guests at most.', 'Three hours, at most.'))
    assert runs == [('Three hours, ', False), ('twelve guests ', True), ('at most.', False)]
    assert ''.join(run for run, _ in runs) == 'Three hours, twelve guests at most.'


def test_what_a_browser_kept_comes_back_with_what_the_row_has_now() -> None:
    conflicts = Conflicts(EDITABLES.values())
    conflicts.add(ACTIVITY, BOAT.id, [clash('price', Decimal('92.5'), Decimal(90), Decimal(89))])
    kept = [one.as_json() for one in conflicts.all]
    later = Conflicts(EDITABLES.values())
    later.restore(kept, lambda kind, id: BOAT)
    (one,) = later.all
    assert (one.mine, one.theirs, one.original) == (Decimal('92.5'), 95, 89)
    BOAT.price = Decimal('92.50')
    later.refresh(lambda kind, id: BOAT)
    assert len(later) == 0, 'they came to want the same'


def test_a_row_older_than_the_refusal_says_nothing_about_theirs() -> None:
    """The refusal comes from the database; the row here waits for the line in."""
    conflicts = Conflicts(EDITABLES.values())
    refused = clash('price', Decimal('92.5'), Decimal(95), Decimal(89))
    conflicts.add(ACTIVITY, BOAT.id, [refused])
    assert refused.at
    late = BOAT.model_copy(
        update={'price': Decimal(89), 'updated_at': refused.at - timedelta(seconds=1)}
    )
    conflicts.refresh(lambda kind, id: late)
    assert [one.theirs for one in conflicts.all] == [95]
    here = BOAT.model_copy(update={'price': Decimal(97), 'updated_at': refused.at})
    conflicts.refresh(lambda kind, id: here)
    assert [one.theirs for one in conflicts.all] == [97]


@pytest.mark.parametrize(
    'kept',
    [
        None, 7, {}, {'kind': 'user', 'id': str(BOAT.id), 'field': 'email', 'mine': 'x'},
        {'kind': 'proposal', 'id': str(BOAT.id), 'field': 'status', 'mine': 'approved'},
        {'kind': 'activity', 'id': 'none', 'field': 'title', 'mine': 'x'},
        {'kind': 'activity', 'id': str(BOAT.id), 'field': 'price', 'mine': 'much'},
    ],
)  # fmt: skip
def test_what_this_page_never_kept_is_dropped(kept: object) -> None:
    conflicts = Conflicts(EDITABLES.values())
    conflicts.restore([kept], lambda kind, id: BOAT)
    assert len(conflicts) == 0


def test_a_choice_is_told_once_and_ends_it() -> None:
    conflicts, told = Conflicts(EDITABLES.values()), []
    conflicts.on_settled(lambda one, value: told.append((one.field, value)))
    conflicts.add(PROPOSAL, BOAT.id, [clash('title', 'A', 'B', 'C'), clash('intro', 'A', 'B', 'C')])
    (title, intro) = conflicts.of_next_row()
    conflicts.settle(title, 'B')
    conflicts.settle(title, 'A')
    conflicts.drop(BOAT.id, {'intro'})
    assert told == [('title', 'B')]
    assert len(conflicts) == 0
    assert intro.field == 'intro'
