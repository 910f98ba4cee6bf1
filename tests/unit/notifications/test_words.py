"""What notifications say, how they stand together, and until when they may be put off."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from models import Notification, NotificationKind
from services.notifications.grouping import days, grouped
from services.notifications.kinds import GROUP_OF, PREFERENCES, Channel, is_on, usual
from services.notifications.sentences import LOOKS, SENTENCES, sentence
from services.notifications.snoozing import choices, until

NOW = datetime(2026, 11, 20, 9, 40, tzinfo=UTC)
"""A Friday, 10:40 in Berlin."""
BERLIN = 'Europe/Berlin'
PROPOSAL = uuid4()
Kind = NotificationKind


def told(kind: Kind = Kind.CLIENT_COMMENTED, *, ago_min: float = 0, **more: Any) -> Notification:
    values: dict[str, Any] = {
        'actor_name': 'Sofia Lindqvist',
        'subject': 'Madeira, slowly',
        'proposal_id': PROPOSAL,
        'arrived_at': NOW - timedelta(minutes=ago_min),
    }
    return Notification(
        organization_id=uuid4(), profile_id=uuid4(), kind=kind, **{**values, **more}
    )


def test_every_kind_says_who_did_what_and_has_its_look() -> None:
    assert {*SENTENCES} == {*LOOKS} == {*GROUP_OF} == {*Kind}
    for kind in Kind:
        assert sentence(told(kind)).plain
        assert sentence(told(kind, actor_name='', subject='', data={'text': 3})).plain


def test_sentences_are_made_of_the_data() -> None:
    commented = sentence(told(data={'text': 'Is the\nroof room free?'}))
    assert commented.plain == 'Sofia Lindqvist commented on Madeira, slowly'
    assert commented.detail == 'Is the roof room free?'
    decided = {'version': 4, 'total': '7890.0000', 'currency': 'EUR'}
    approved = sentence(told(Kind.CLIENT_APPROVED, data=decided))
    assert approved.plain == 'Sofia Lindqvist approved version 4 of Madeira, slowly'
    assert approved.detail == '€7,890'
    assert sentence(told(Kind.CLIENT_OPENED)).detail == 'For the first time'
    silent = told(Kind.CLIENT_OPENED, data={'silent_days': 9})
    assert sentence(silent).detail == 'After 9 days of silence'
    imported = told(Kind.IMPORT_FINISHED, subject='guests.csv', data={'made': 1200, 'refused': 2})
    assert sentence(imported).plain == 'Your import of guests.csv is done'
    assert sentence(imported).detail == '1,200 added, 2 refused'


def test_like_ones_within_an_hour_are_one_line() -> None:
    rows = [told(ago_min=each) for each in (1, 20, 50, 61.5)]
    groups = grouped(rows)
    assert [each.times for each in groups] == [3, 1]
    assert groups[0].row is rows[0]
    said = sentence(groups[0].row, times=groups[0].times, others=groups[0].others)
    assert said.plain == 'Sofia Lindqvist commented 3 times on Madeira, slowly'


def test_what_is_about_something_else_or_read_stands_alone() -> None:
    read = told(ago_min=3, read_at=NOW)
    other = told(ago_min=2, proposal_id=uuid4())
    decided = [told(Kind.CLIENT_DECLINED, ago_min=each) for each in (4, 5)]
    assert [each.times for each in grouped([told(), other, read, *decided])] == [1] * 5


def test_several_people_are_named_by_the_latest() -> None:
    (group,) = grouped([told(), told(actor_name='Jonas', ago_min=2)])
    said = sentence(group.row, times=group.times, others=group.others)
    assert said.plain == 'Sofia Lindqvist and one other commented twice on Madeira, slowly'


def test_what_waits_is_new_and_the_rest_stands_under_its_day() -> None:
    read: dict[str, Any] = {'read_at': NOW}

    def labels(*rows: Notification) -> list[str]:
        return [day.label for day in days(grouped(rows), NOW, BERLIN)]

    assert labels(
        told(ago_min=9000),
        told(ago_min=5, snoozed_until=NOW),
        told(ago_min=24 * 60, **read),
        told(ago_min=3 * 24 * 60, **read),
        told(ago_min=30 * 24 * 60, **read),
    ) == ['New', 'Earlier today', 'Yesterday', 'Tuesday', '21 October']
    midnight = told(arrived_at=datetime(2026, 11, 19, 23, 30, tzinfo=UTC), **read)
    assert labels(midnight) == ['Earlier today']


def test_choices_are_by_the_clock_of_the_organization() -> None:
    shown = {each.name: f'{each.until:%a %H:%M}' for each in choices(NOW, BERLIN)}
    assert shown == {'hour': 'Fri 11:40', 'afternoon': 'Fri 14:00', 'monday': 'Mon 08:30'}
    evening = choices(NOW + timedelta(hours=9), BERLIN)
    assert [each.name for each in evening] == ['hour', 'monday']
    monday = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
    assert choices(monday, BERLIN)[-1].until.date().isoformat() == '2026-11-30'


def test_an_hour_is_an_hour_where_clocks_are_changed() -> None:
    night = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert choices(night, BERLIN)[0].until.astimezone(UTC) == night + timedelta(hours=1)


def test_until_is_said_as_people_say_it() -> None:
    assert until(NOW + timedelta(hours=1), NOW, BERLIN) == 'till 11:40'
    assert until(NOW + timedelta(days=3), NOW, BERLIN) == 'till Mon 10:40'
    assert until(NOW + timedelta(days=14), NOW, BERLIN) == 'till 4 Dec'


def test_decisions_cannot_be_turned_off_in_the_app() -> None:
    locked = {
        (line.name, channel)
        for line in PREFERENCES
        for channel in Channel
        if line.is_locked(channel)
    }
    assert locked == {('client_approved', Channel.IN_APP)}
    assert all(is_on(line, Channel.IN_APP, ()) for line in PREFERENCES)
    assert not usual(Kind.CLIENT_OPENED, Channel.BROWSER)
