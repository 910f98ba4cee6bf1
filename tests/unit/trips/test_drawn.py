"""Trips as they are drawn: in cards, in the list, over the weeks of a month."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest

from components.trips.calendar import Month, Shown, bars, draw
from components.trips.leaving_soon import leaving_soon, trips_card, when
from components.trips.looks import dates, openness, still_open, who
from components.view.difference import difference
from components.view.html import html
from models import TripState
from pages.trips import month_named
from services.demo.content import ORGANIZATIONS
from services.demo.shapes import DemoOrganization
from services.trips.cards import TripCard
from tests.drawn import read

TODAY = date(2026, 12, 1)
DECEMBER = Month(date(2026, 12, 1))


def card(title: str = 'Tromsø', **fields: Any) -> TripCard:
    fields = {'starts_on': date(2026, 12, 16), 'ends_on': date(2026, 12, 20)} | fields
    return TripCard(id=uuid4(), revision=1, title=title, contact_id=None, **fields)


@pytest.mark.parametrize(
    ('fields', 'said', 'chip'),
    [
        ({}, '', ''),
        ({'items': 2}, 'all confirmed', 'All confirmed'),
        ({'items': 2, 'open_items': 1, 'first_open': 'Dog sled'}, 'Dog sled unconfirmed', '1 open'),
        ({'items': 9, 'open_items': 3, 'first_open': 'Dog sled'}, '3 unconfirmed', '3 open'),
    ],
)
def test_what_is_open_is_said_in_words_and_as_a_chip(
    fields: dict[str, Any], said: str, chip: str
) -> None:
    assert still_open(card(**fields)) == said
    node = openness(card(**fields))
    assert (read(html(node)).words if node else '') == chip


def test_who_and_when_are_said_as_people_say_them() -> None:
    assert who(card(contact_name='Paul Renard', travellers=4)) == 'Paul Renard and 3 more'
    assert who(card(contact_name='Hanna', travellers=1)) == 'Hanna'
    assert who(card(travellers=1)) == '1 traveller'
    over_new_year = {'starts_on': date(2026, 12, 28), 'ends_on': date(2027, 1, 3)}
    assert dates(card(**over_new_year)) == '28 Dec – 3 Jan 2027'
    assert [when(card(starts_on=TODAY + timedelta(each)), TODAY) for each in (0, 1, 15, 90)] == [
        *('Today', 'Tomorrow', 'In 15 days', '1 Mar 2027'),
    ]
    assert when(card(starts_on=None), TODAY) == 'No dates yet'
    assert when(card(starts_on=TODAY, state=TripState.DONE), TODAY) == '1 Dec 2026'


def test_a_tick_changes_one_line_of_what_leaves_soon() -> None:
    one = card(contact_name='Hanna', travellers=1, items=1, open_items=1, first_open='Dog sled')
    ticked = TripCard(**{name: getattr(one, name) for name in one.__slots__} | {'open_items': 0})
    other = card('Marrakesh')
    before, after = leaving_soon([one, other]), leaving_soon([ticked, other])
    words = read(html(before)).find(href=f'/trips/{one.id}').words
    assert words == 'Dec16TromsøHanna, 5 days, Dog sled unconfirmed1 open'
    assert 'Marrakesh' not in str(difference(before, after))
    assert 'will be here' in read(html(leaving_soon([]))).words
    theirs = read(html(trips_card([one], today=TODAY))).find(href=f'/trips/{one.id}')
    assert 'In 15 days, 1 thing open' in theirs.words


def test_trips_that_overlap_stand_in_lanes_and_go_on_over_weeks() -> None:
    long = card('Long', starts_on=date(2026, 11, 28), ends_on=date(2026, 12, 10))
    first = card('First', starts_on=date(2026, 12, 1), ends_on=date(2026, 12, 2))
    then = card('Then', starts_on=date(2026, 12, 3), ends_on=None)
    weeks = [bars(week, [then, first, long]) for week in DECEMBER.weeks]
    assert [(bar.card.title, bar.lane, bar.start, bar.days) for bar in weeks[0]] == [
        *(('Long', 0, 0, 7), ('First', 1, 1, 2), ('Then', 1, 3, 1)),
    ]
    (bar,) = weeks[1]
    assert (bar.start, bar.days, bar.begins, bar.ends) == (0, 4, False, True)
    assert (weeks[0][0].begins, weeks[0][0].ends) == (False, False)


def test_a_month_is_whole_weeks_and_a_list_for_phones() -> None:
    assert (DECEMBER.start, DECEMBER.end) == (date(2026, 11, 30), date(2027, 1, 3))
    assert [DECEMBER.moved(each).first.isoformat()[:7] for each in (-12, -1, 1)] == [
        *('2025-12', '2026-11', '2027-01'),
    ]
    before = card('Before', starts_on=date(2026, 11, 25), ends_on=date(2026, 11, 30))
    node = read(html(draw(Shown(DECEMBER, TODAY, (before, card())))))
    assert node.find(aria_current='date').words == '1'
    agenda = node.find(class_='t-month__agenda')
    assert 'Tromsø' in agenda.words
    assert 'Before' not in agenda.words, 'it is over by then'
    assert 'Nobody travels' in read(html(draw(Shown(DECEMBER, TODAY, ())))).words


@pytest.mark.parametrize('named', ['', 'soon', '2027-13', '2000-01', '9999-01', '2027-01-01'])
def test_what_names_no_month_is_this_one(named: str) -> None:
    assert month_named(named) is None
    assert month_named('2027-03') == Month(date(2027, 3, 1))


@pytest.mark.parametrize('demo', ORGANIZATIONS, ids=lambda demo: demo.key)
def test_trips_of_the_demo_are_of_people_who_are_there(demo: DemoOrganization) -> None:
    assert demo.trips
    for trip in demo.trips:
        assert trip.contact in {each.key for each in demo.contacts}
        assert trip.owner in {each.key for each in demo.members}
        assert trip.proposal in {'', *(each.key for each in demo.proposals)}
