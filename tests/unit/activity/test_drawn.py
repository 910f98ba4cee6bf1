"""The feed, a timeline and its bar, drawn of events."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from components.activity import days, log_bar
from components.activity.feed import Feed, feed_card, feed_of
from components.view.html import html
from models import EventKind
from services.activity.kinds import Part
from services.activity.queries import UNCOUNTED, Offered
from services.activity.state import START
from tests.unit.activity.test_grouping import NOON, event
from tests.unit.activity.test_sentences import about_sofia, in_lakes, sofia


def timeline(*events, **more) -> str:  # type: ignore[no-untyped-def]
    shown = {'counts': {}, 'time_zone': 'Europe/Berlin', 'today': date(2026, 11, 20)} | more
    return html(days.drawn(days.Timeline(entries=days_of(events), **shown)))


def days_of(events):  # type: ignore[no-untyped-def]
    return feed_of(events).entries


def test_the_card_says_the_last_ten_and_what_waits() -> None:
    events = [event(f'guest {number}', minute=number) for number in range(12)]
    feed = feed_of(events)
    assert [entry.latest for entry in feed.entries] == events[::-1]
    page = html(feed_card(Feed(entries=feed.entries, unseen=frozenset(), waiting=3)))
    assert page.count('t-feed__i"') == 10
    assert '3 new' in page
    assert 'role="log"' in page
    assert 'feed-new' not in html(feed_card(feed))
    unseen = frozenset({feed.entries[0].id})
    assert html(feed_card(Feed(entries=feed.entries, unseen=unseen))).count('Not seen yet') == 1


def test_a_card_without_anything_says_what_will_be_here() -> None:
    page = html(feed_card(Feed()))
    assert 'will be here' in page
    assert 'See all' not in page


def test_days_are_those_of_the_organization() -> None:
    late = about_sofia('contact_added')
    before = in_lakes('proposal_sent', version=1)
    page = timeline(
        *(
            late.__class__(**{**fields(late), 'occurred_at': NOON.replace(hour=23)}),
            late.__class__(**{**fields(before), 'occurred_at': NOON - timedelta(days=1)}),
        ),
        today=date(2026, 11, 21),
    )
    assert page.index('Today') < page.index('00:00') < page.index('Thursday 19 November')
    assert days.day_words(date(2026, 11, 19), date(2026, 11, 20)) == 'Yesterday'
    assert days.day_words(date(2025, 11, 19), date(2026, 11, 20)) == 'Wednesday 19 November 2025'


def fields(of):  # type: ignore[no-untyped-def]
    return {name: getattr(of, name) for name in of.__dataclass_fields__}


def test_a_timeline_quotes_narrows_down_and_reads_on() -> None:
    asked = sofia('comment_added', data={'text': 'Is it calm?\n<b>Really</b>', 'about': 'Boat'})
    page = timeline(asked, counts={Part.ALL: 74, Part.NOTES: 2}, earlier=73)
    assert 'Is it calm?\n&lt;b&gt;Really' in page
    assert '73 earlier' in page
    assert [word in page for word in ('>Notes ', '>Trips ')] == [True, False]
    assert 't-tl__i--marked' not in page
    assert 't-tl__i--marked' in timeline(asked, marked=asked.id)
    assert f'/activity?event={asked.id}' in page
    assert 'will be here' in timeline()
    assert 'Show everything' in timeline(is_filtered=True)


@pytest.mark.parametrize('kind', EventKind)
def test_every_kind_can_be_filtered_by(kind: EventKind) -> None:
    assert log_bar.KINDS[kind]


def test_the_bar_names_what_an_address_asked_for() -> None:
    contact = about_sofia('contact_added')
    counted = log_bar.named(UNCOUNTED, [contact])
    assert counted.contacts == (Offered(contact.contact_id, 'Sofia Lindqvist'),)  # type: ignore[arg-type]
    state = START.toggled(f'contact:{contact.contact_id}').toggled('from:2026-11-01')
    page = html(log_bar.bar(state, counted))
    assert 'Contact: Sofia Lindqvist' in page
    assert 'value="2026-11-01"' in page
    html(log_bar.bar(START.toggled(f'contact:{uuid4()}').toggled('from:never'), UNCOUNTED))
