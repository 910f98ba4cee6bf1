"""The builder's visits as they are drawn."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

from components.proposals.editor.visits import visits
from components.view.difference import difference
from components.view.html import html
from models import ProposalView, ViewVerdict
from tests.drawn import read

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)


def visit(**more: Any) -> ProposalView:
    fields = {'device': 'phone', 'created_at': NOW} | more
    ids = {name: uuid4() for name in ('organization_id', 'proposal_id', 'share_link_id')}
    return ProposalView(**ids, **fields)


def test_a_visit_says_through_which_link_on_what_and_how_long() -> None:
    ended = visit(ended_at=NOW + timedelta(minutes=4))
    machine = visit(verdict=ViewVerdict.MACHINE)
    drawn = read(html(visits(((ended, 'Sofia'), (machine, 'A link')))))
    rows = drawn.all(role='listitem')
    assert [each.words for each in rows] == ['SofiaOn a phonefor 4 min', 'A linkA program']
    assert rows[0].all(data_at=str(int(NOW.timestamp() * 1000)), data_saying='ago')


def test_nobody_is_told_until_somebody_comes_and_a_new_visit_is_put_above_those_before() -> None:
    first, second = (visit(), 'Sofia'), (visit(), 'Maria')
    assert 'Nobody has looked yet' in read(html(visits(()))).words
    assert 'Nobody' not in read(html(visits((first,)))).words
    ((_, place, markup),) = difference(visits((first,)), visits((second, first)))
    assert (place, read(markup).words) == (0, 'MariaOn a phone')
