"""What happened is said as people say it, with the names of now."""

from typing import Any
from uuid import UUID

import pytest

from models import ActorKind, EventKind
from services.activity import kinds
from services.activity.details import detail, quote
from services.activity.events import Event, Someone
from services.activity.grouping import grouped
from services.activity.sentences import SAID, plain, sentence
from tests.unit.activity.test_grouping import event

SOFIA, HANNA, TRIP = (UUID(int=number) for number in (1, 2, 3))
TOTAL = {'total': '3543.00', 'currency': 'EUR'}


def ben(kind: str, **more: Any) -> Event:
    member = {'actor_kind': ActorKind.MEMBER, 'actor': Someone('Ben Okoro')}
    return event('ben', kind, **(member | more))


def sofia(kind: str, **more: Any) -> Event:
    about = {'actor': Someone('Sofia Lindqvist'), 'proposal_id': TRIP, 'proposal_title': 'Madeira'}
    return event('sofia', kind, **(about | more))


def said(*events: Event) -> str:
    (entry,) = grouped(events)
    return plain(sentence(entry))


def about_sofia(kind: str, **data: Any) -> Event:
    return ben(kind, contact_id=SOFIA, contact=Someone('Sofia Lindqvist'), data=data)


def in_lakes(kind: str, **data: Any) -> Event:
    return ben(kind, proposal_id=TRIP, proposal_title='Alpine lakes', subject='Lakes', data=data)


def test_members_and_contacts() -> None:
    assert said(about_sofia('contact_added')) == 'Ben Okoro added Sofia Lindqvist'
    changed = about_sofia('contact_changed', fields=['city'], count=1)
    assert said(changed) == 'Ben Okoro changed 1 field of Sofia Lindqvist'
    moved = about_sofia('contact_changed', fields=['stage'], count=1, stage='customer')
    assert said(moved) == 'Ben Okoro moved Sofia Lindqvist to Customer'
    hanna = ben('contact_changed', contact_id=HANNA, contact=Someone('Hanna'), data={'count': 4})
    assert said(changed, hanna) == 'Ben Okoro changed 5 fields of 2 contacts'
    assert said(ben('contacts_imported', data={'count': 1000})) == (
        'Ben Okoro imported 1,000 contacts'
    )
    assert said(about_sofia('contact_noted')) == 'Ben Okoro wrote a note about Sofia Lindqvist'


def test_members_and_proposals() -> None:
    three = in_lakes('proposal_changed', fields=['title', 'intro', 'terms'], count=3)
    one = in_lakes('proposal_changed', fields=['price'], count=1, part='activity', title='Boat')
    assert said(three, one) == 'Ben Okoro changed 4 fields in Alpine lakes'
    added = in_lakes('proposal_changed', fields=['added'], count=1, part='activity', title='Boat')
    assert said(one, added) == 'Ben Okoro made 2 changes to Alpine lakes'
    assert said(in_lakes('proposal_sent', version=1)) == 'Ben Okoro sent Alpine lakes'
    assert said(in_lakes('proposal_sent', version=2)) == (
        'Ben Okoro sent version 2 of Alpine lakes'
    )
    (entry,) = grouped([three, one])
    assert detail(entry) in {
        'Title, introduction, terms and 1 more',
        'Price of Boat, title, introduction and 1 more',
    }


def test_clients() -> None:
    add = sofia('option_added', data={'title': 'Sunset catamaran', 'activity_id': '1', **TOTAL})
    other = sofia('option_added', minute=1, data={'title': 'Boat', 'activity_id': '2', **TOTAL})
    assert said(add) == 'Sofia Lindqvist added Sunset catamaran, total €3,543'
    assert said(add, other) == 'Sofia Lindqvist added 2 options, total €3,543'
    opened = [sofia('proposal_viewed', minute=minute) for minute in range(3)]
    assert said(opened[0]) == 'Sofia Lindqvist opened Madeira'
    assert said(*opened[:2]) == 'Sofia Lindqvist opened Madeira twice'
    assert said(*opened) == 'Sofia Lindqvist opened Madeira 3 times'
    asked = sofia('comment_added', data={'text': 'Is it calm?', 'about': 'Sunset catamaran'})
    assert said(asked) == 'Sofia Lindqvist asked about Sunset catamaran'
    assert quote(grouped([asked])[0]) == 'Is it calm?'
    assert said(sofia('comment_added', data={'text': 'Lovely.'})) == (
        'Sofia Lindqvist commented on Madeira'
    )
    approved = sofia('proposal_approved', data={'version': 4, 'name': 'S. L.', **TOTAL})
    assert said(approved) == 'Sofia Lindqvist approved version 4 of Madeira, €3,543'
    assert detail(grouped([approved])[0]) == 'Signed as S. L.'


def test_whoever_it_was() -> None:
    seen: dict[str, Any] = {'data': {'by': 'The Moss family'}, 'actor': None, 'actor_id': None}
    assert said(sofia('proposal_viewed', **seen)) == 'The Moss family opened Madeira'
    seen['data'] = {'by': 'Link 2'}
    assert said(sofia('proposal_viewed', **seen)) == 'Guest, by Link 2 opened Madeira'
    assert said(sofia('proposal_viewed', actor=None)) == 'A client opened Madeira'
    assert said(ben('contact_added', actor=None, subject='Kim')) == 'A former colleague added Kim'
    system = {'actor_kind': ActorKind.SYSTEM, 'actor': None, 'actor_id': None}
    assert said(ben('contact_added', **system, subject='Kim')) == 'Tradewind added Kim'
    assert said(ben('proposal_expired', **system, subject='Lakes')) == 'Lakes expired'


def test_names_of_now_stand_in_it_and_lead_there() -> None:
    (entry,) = grouped([in_lakes('proposal_changed', count=4)])
    assert [word for word in sentence(entry) if word.is_strong] == [
        ('Ben Okoro', True, ''),
        ('Alpine lakes', True, f'/proposals/{TRIP}'),
    ]


def test_a_kind_of_later_is_still_told() -> None:
    assert said(ben('invoice_paid', subject='2026-118')) == 'Ben Okoro: invoice paid, 2026-118'


@pytest.mark.parametrize('kind', EventKind)
def test_every_kind_is_said_has_a_look_and_one_place(kind: EventKind) -> None:
    assert kind in SAID
    assert kind in kinds.LOOKS
    assert sum(kind in part for part in kinds.PARTS.values()) == 1
    for data in ({}, {'total': 'much', 'fields': 7, 'version': None}):
        assert said(ben(kind, data=data)).strip()
        (entry,) = grouped([ben(kind, data=data)])
        assert isinstance(detail(entry) + quote(entry), str)
