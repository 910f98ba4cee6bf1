"""What the proposal list shows of the cards that it holds."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from components.proposals.list.list_state import (
    ListState,
    Sort,
    Tab,
    figures,
    is_shown,
    ordered,
    sections,
    travel,
)
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


CARDS = [
    card('Asked', status=ProposalStatus.COMMENTED, client_name='Sofia Lindqvist'),
    card('Seen', status=ProposalStatus.VIEWED, total=Decimal('2500.00'), hours_ago=2),
    card('Sent', hours_ago=1),
    card('Begun', status=ProposalStatus.DRAFT),
    card('Won', status=ProposalStatus.APPROVED, total=Decimal('900.00')),
    card('Lost', status=ProposalStatus.DECLINED, hours_ago=5),
    card('Away', is_archived=True),
    card('Pattern', is_template=True, status=ProposalStatus.DRAFT),
]


def shown(view: ListState) -> dict[str, list[str]]:
    return {each.title: [card.title for card in each.cards] for each in sections(CARDS, view)}


def test_groups_say_whose_turn_it_is() -> None:
    assert shown(ListState()) == {
        'Your turn': ['Asked'],
        'With the client': ['Sent', 'Seen'],
        'Drafts': ['Begun'],
        'Decided': ['Won', 'Lost'],
    }


def test_only_the_latest_decided_are_shown_until_asked_for() -> None:
    decided = [card(str(n), status=ProposalStatus.APPROVED, hours_ago=n) for n in range(6)]
    (found,) = sections(decided, ListState())
    assert ([each.title for each in found.cards], found.count) == (['0', '1', '2', '3'], 6)
    (found,) = sections(decided, ListState(all_decided=True))
    assert len(found.cards) == 6


def test_tabs_and_filters_narrow_the_list() -> None:
    assert shown(ListState(tab=Tab.OPEN)) == {'': ['Asked', 'Sent', 'Seen']}
    assert shown(ListState(tab=Tab.TEMPLATES)) == {'': ['Pattern']}
    assert shown(ListState(tab=Tab.ALL, archived=True)) == {'': ['Away']}
    statuses = frozenset({ProposalStatus.DECLINED})
    assert shown(ListState(tab=Tab.ALL, statuses=statuses)) == {'': ['Lost']}


def test_search_takes_every_word_in_any_order_and_case() -> None:
    assert shown(ListState(tab=Tab.ALL, words='LINDQVIST asked')) == {'': ['Asked']}
    assert shown(ListState(tab=Tab.ALL, words='lindqvist seen')) == {}


def test_sorting_by_value_begins_with_the_largest() -> None:
    living = [each for each in CARDS if not each.is_archived]
    by_value = ordered(living, ListState(sort=Sort.VALUE))
    assert [each.title for each in by_value][:2] == ['Seen', 'Won']
    turned = ordered(living, ListState(sort=Sort.VALUE, reverse=True))
    assert turned[-1].title == 'Seen'


def test_amounts_are_sorted_within_their_currency_only() -> None:
    """300,000 yen are worth a fiftieth of 90,000 euros."""
    priced = (('EUR', 90_000), ('JPY', 300_000), ('EUR', 200), ('JPY', 5_000))
    mixed = [card(total=Decimal(amount), currency=code) for code, amount in priced]

    def listed(*, reverse: bool) -> list[tuple[str, int]]:
        found = ordered(mixed, ListState(sort=Sort.VALUE, reverse=reverse))
        return [(each.currency, int(each.total)) for each in found]

    assert listed(reverse=False) == [('EUR', 90_000), ('EUR', 200), *priced[1::2]]
    assert listed(reverse=True) == [('EUR', 200), ('EUR', 90_000), *priced[3::-2]]


def test_figures_leave_out_templates_and_archived_ones() -> None:
    found = figures(CARDS, today=NOW.date())
    assert (found.open_value, found.waiting, found.approved) == ('€2,700', 1, '€900')
    assert found.counts[Tab.ALL] == 6
    later = figures(CARDS, today=date(2026, 12, 1))
    assert later.approved == '€0'
    assert figures([card(currency='JPY')], today=date(2026, 12, 1)).approved == 'JP¥0'
    assert figures([], today=NOW.date()).open_value == '€0'


def test_amounts_of_two_currencies_are_not_added() -> None:
    dollars = card(currency='USD', total=Decimal('50.00'))
    assert figures([CARDS[1], dollars], today=NOW.date()).open_value == '€2,500 + US$50'


def test_travel_names_the_year_only_where_it_is_not_the_next_such_date() -> None:
    spring = card(starts_on=date(2027, 3, 14), ends_on=date(2027, 3, 21))
    assert travel(spring, today=NOW.date()) == '14–21 Mar'
    later = replace(spring, starts_on=date(2028, 3, 14), ends_on=date(2028, 3, 21))
    assert travel(later, today=NOW.date()) == '14–21 Mar 2028'
    turn = replace(spring, starts_on=date(2026, 12, 28), ends_on=date(2027, 1, 4))
    assert travel(turn, today=NOW.date()) == '28 Dec 2026 – 4 Jan 2027'
    assert travel(card(), today=NOW.date()) == 'No dates'


@pytest.mark.parametrize('typed', ['zoe', 'Mu\u0308ller Zoë', 'mueller', 'MULLER'])
def test_the_search_finds_names_however_they_are_typed(typed: str) -> None:
    zoe = card(client_name='Zoë Müller')
    assert is_shown(zoe, ListState(tab=Tab.ALL, words=typed))


def test_names_are_ordered_by_their_letters_not_by_code_points() -> None:
    cards = [card(client_name=name) for name in ('Zoë', 'bruno', 'Álvaro')]
    shown = ordered(cards, ListState(sort=Sort.CLIENT))
    assert [one.client_name for one in shown] == ['Álvaro', 'bruno', 'Zoë']
