"""What the proposal list says of a card, and of sums."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

from components.proposals.list.words import last_act, travel, worth, worth_or_nothing
from models import ProposalStatus
from services.proposals.cards import ProposalCard

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


def card(title: str = '', *, hours_ago: float = 0, **fields: object) -> ProposalCard:
    given: dict[str, object] = {
        'id': uuid4(),
        'revision': 1,
        'title': title,
        'client_id': None,
        'client_name': '',
        'client_portrait': '',
        'client_color': 4,
        'owner_id': None,
        'starts_on': None,
        'ends_on': None,
        'status': ProposalStatus.SENT,
        'status_changed_at': NOW,
        'total': Decimal('100.00'),
        'currency': 'EUR',
        'cover': '',
        'client_activity': '',
        'client_activity_at': NOW - timedelta(hours=hours_ago),
        'updated_at': NOW,
        'is_template': False,
        'is_archived': False,
    }
    return ProposalCard(**{**given, **fields})  # type: ignore[arg-type]


def test_amounts_of_two_currencies_are_not_added() -> None:
    assert worth((('EUR', Decimal(2500)), ('USD', Decimal(50)))) == '€2,500 + US$50'


def test_nothing_is_nothing_in_the_usual_currency() -> None:
    assert (worth(()), worth_or_nothing((), 'JPY')) == ('', 'JP¥0')
    assert worth_or_nothing((('EUR', Decimal('92.50')),), 'JPY') == '€92.50'


def test_the_last_act_is_the_client_s_or_what_stands_in_its_place() -> None:
    assert last_act(card(client_activity='Opened it')) == 'Opened it'
    assert last_act(card(status=ProposalStatus.SENT)) == 'Not opened yet'
    assert last_act(card(status=ProposalStatus.DRAFT)) == 'Edited'
    assert last_act(card(status=ProposalStatus.DRAFT, is_template=True)) == 'Template'
    assert last_act(card(status=ProposalStatus.DECLINED)) == 'Declined'


def test_travel_names_the_year_only_where_it_is_not_the_next_such_date() -> None:
    spring = card(starts_on=date(2027, 3, 14), ends_on=date(2027, 3, 21))
    assert travel(spring, today=NOW.date()) == '14–21 Mar'
    later = replace(spring, starts_on=date(2028, 3, 14), ends_on=date(2028, 3, 21))
    assert travel(later, today=NOW.date()) == '14–21 Mar 2028'
    turn = replace(spring, starts_on=date(2026, 12, 28), ends_on=date(2027, 1, 4))
    assert travel(turn, today=NOW.date()) == '28 Dec 2026 – 4 Jan 2027'
    assert travel(card(), today=NOW.date()) == 'No dates'
