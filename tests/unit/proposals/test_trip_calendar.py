"""A proposal as a calendar file."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from icalendar import Calendar

from models import Proposal, ProposalActivity, ProposalDay, ProposalStatus
from services.proposals.calendar import Trip, ics

ORGANIZATION, PROPOSAL = uuid4(), uuid4()


def trip(**fields: object) -> Trip:
    proposal = Proposal(
        id=PROPOSAL,
        organization_id=ORGANIZATION,
        updated_at=datetime(2026, 11, 20, tzinfo=UTC),
        **{
            'title': 'Madeira; slowly, again',
            'starts_on': date(2027, 3, 14),
            'ends_on': date(2027, 3, 16),
        }
        | fields,
    )
    of = {'organization_id': ORGANIZATION, 'proposal_id': PROPOSAL}
    days = [ProposalDay(**of, title='Arrival', body='Lídia\nwaits.'), ProposalDay(**of)]
    activities = [
        ProposalActivity(**of, day_id=days[0].id, title='Transfer'),
        ProposalActivity(
            **of, day_id=days[0].id, title='Supper', is_optional=True, is_selected=True
        ),
        ProposalActivity(**of, day_id=days[0].id, title='Kayak', is_optional=True),
    ]
    return Trip(proposal=proposal, days=days, activities=activities)


def events(made: Trip) -> list[object]:
    content = ics(made)
    assert content is not None
    return list(Calendar.from_ical(content).walk('VEVENT'))


def test_the_trip_and_each_day_are_whole_days() -> None:
    whole, first, second = events(trip())
    assert str(whole['summary']) == 'Madeira; slowly, again'
    assert (whole['dtstart'].dt, whole['dtend'].dt) == (date(2027, 3, 14), date(2027, 3, 17))
    assert (first['dtstart'].dt, first['dtend'].dt) == (date(2027, 3, 14), date(2027, 3, 15))
    assert second['dtstart'].dt == date(2027, 3, 15)
    assert str(second['summary']) == 'Day 2'


def test_a_day_names_what_is_included_or_chosen() -> None:
    _, first, _ = events(trip())
    assert str(first['description']) == 'Lídia\nwaits.\n\n• Transfer\n• Supper'


def test_loading_it_again_updates_the_same_events() -> None:
    made = trip()
    before = {str(event['uid']): event['sequence'] for event in events(made)}
    made.proposal.revision += 1
    after = {str(event['uid']): event['sequence'] for event in events(made)}
    assert before.keys() == after.keys()
    assert after[f'{PROPOSAL}@tradewind'] > before[f'{PROPOSAL}@tradewind']


def test_only_an_approved_trip_is_confirmed() -> None:
    assert {str(event['status']) for event in events(trip())} == {'TENTATIVE'}
    settled = events(trip(status=ProposalStatus.APPROVED))
    assert {str(event['status']) for event in settled} == {'CONFIRMED'}


def test_without_a_date_there_is_no_file() -> None:
    assert ics(trip(starts_on=None, ends_on=None)) is None


def test_a_trip_without_a_title_is_called_as_its_page_calls_it() -> None:
    whole, *_ = events(trip(title=''))
    assert str(whole['summary']) == 'Your trip'


def test_days_past_the_last_day_are_not_in_the_file() -> None:
    whole, *days = events(trip(ends_on=date(2027, 3, 14)))
    assert whole['dtend'].dt == date(2027, 3, 15)
    assert [day['dtstart'].dt for day in days] == [date(2027, 3, 14)]


@pytest.mark.parametrize('starts_on', [date.max, date.max - timedelta(days=1), date.min])
def test_days_at_the_end_of_all_calendars_make_a_file_too(starts_on: date) -> None:
    for ends_on in (None, date.max):
        whole, *_ = events(trip(starts_on=starts_on, ends_on=ends_on))
        assert whole['dtstart'].dt == starts_on
