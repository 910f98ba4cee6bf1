"""The list's queries give what Python would find, order and add up of all the rows."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, replace
from itertools import product
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest

from models import ProposalStatus
from models.viewer import Operator
from services import time_zones
from services.database import Database
from services.proposals.cards import ProposalCard, read_cards, select_cards
from services.proposals.figures import proposal_figures
from services.proposals.list_state import (
    GROUPS,
    START,
    Group,
    ProposalListState,
    Shelf,
    Sort,
    Tab,
    groups_of,
    limit_of,
)
from services.proposals.sections import NOTHING, section_figures
from services.proposals.windows import LATEST_ACTS, latest_acts, proposal_window
from services.realtime.live import Query
from tests.conftest import TestDatabase
from tests.integration.proposals.list_rows import CURRENCIES, all_cards, fill, shown, sum_of

BERLIN = 'Europe/Berlin'
WORDS = ('', 'zurich', 'Müller added', 'mueller', 'soren åse', '100%', '北京', 'no-such', '-')
FILTERS: tuple[frozenset[Any], ...] = (
    frozenset(),
    frozenset({Shelf.ARCHIVED}),
    frozenset({ProposalStatus.DRAFT, ProposalStatus.SENT}),
    frozenset({ProposalStatus.VOID, Shelf.ARCHIVED}),
)
STATES = [
    *(replace(START, tab=tab, sort=sort, reverse=reverse, most=40)
      for tab, sort, reverse in product(Tab, Sort, (False, True))),
    *(START.at_tab(tab).searched(words)
      for tab, words in product((Tab.ALL, Tab.TURN), WORDS)),
    *(replace(START, tab=tab, words=words, filters=filters)
      for tab, words, filters in product((Tab.ALL, Tab.TURN), WORDS[:2], FILTERS)),
]  # fmt: skip


@dataclass(kw_only=True)
class Listed:
    """An organization with many proposals beside another one, as its owner sees it."""

    db: Database
    viewer: Operator
    cards: list[ProposalCard]

    @property
    def id(self) -> UUID:
        return self.viewer.organization_id

    async def read(self, *queries: Query[Any]) -> list[list[Any]]:
        async with self.db.read(self.viewer) as session:
            return [list(await query.read(session)) for query in queries]


@pytest.fixture
async def listed(module_database: TestDatabase) -> AsyncIterator[Listed]:
    ids = [UUID(int=number) for number in (1, 2)]
    viewers = [Operator(user_id=id, organization_id=id) for id in ids]
    with psycopg.connect(module_database.owner_url) as owner:
        is_filled = owner.execute('select 1 from proposals').fetchone()
        for id in [] if is_filled else ids:
            owner.execute("insert into organizations (id, name) values (%s, 'Any')", [id])
            owner.execute(
                'insert into profiles (id, organization_id, user_id, role, full_name, email)'
                " values (%s, %s, %s, 'owner', 'Anna', 'anna@any.example')",
                [uuid4(), id, id],
            )
    if not is_filled:
        fill(module_database.owner_url, ids[0], number=400)
        fill(module_database.owner_url, ids[1], number=40, seed=2)
    db = Database(module_database.url)
    async with db.read(viewers[0]) as session:
        cards = await all_cards(session)
    yield Listed(db=db, viewer=viewers[0], cards=cards)
    await db.close()


async def test_windows_hold_the_first_rows_of_what_was_chosen(listed: Listed) -> None:
    chosen = [(state, group) for state in STATES for group in groups_of(state)]
    queries = [proposal_window(listed.id, state, group) for state, group in chosen]
    for (state, group), query, held in zip(
        chosen, queries, await listed.read(*queries), strict=True
    ):
        expected = shown(listed.cards, state, group)[: limit_of(state, group)]
        assert held == expected, (state, group)
        assert query.window
        assert sorted(held, key=query.window.order) == held, state


async def test_each_card_is_added_up_as_python_does(listed: Listed) -> None:
    async with listed.db.read(listed.viewer) as session:
        found = await read_cards(session, select_cards(listed.id))
    expected = {card.id: card.total for card in listed.cards}
    assert {card.id: card.total for card in found} == expected
    assert {card.currency for card in found if card.total} == set(CURRENCIES)


async def test_counts_and_sums_are_those_of_all_rows(listed: Listed) -> None:
    found = await listed.read(*(section_figures(listed.id, state) for state in STATES))
    for state, (counted,) in zip(STATES, found, strict=True):
        for group in groups_of(state):
            cards = shown(listed.cards, state, group)
            figures = counted.value.get(group, NOTHING)
            assert (figures.count, figures.value) == (
                len(cards),
                sum_of(cards) if group else (),
            ), (state, group)


async def test_the_figures_count_what_is_not_put_away(listed: Listed) -> None:
    ((figure,),) = await listed.read(proposal_figures(listed.id, BERLIN))
    found = figure.value
    living = [card for card in listed.cards if not (card.is_archived or card.is_template)]
    opened = shown(living, START.at_tab(Tab.OPEN))
    month = time_zones.today(BERLIN).replace(day=1)
    won = [
        card
        for card in living
        if card.status is ProposalStatus.APPROVED
        and card.status_changed_at
        and time_zones.day_at(card.status_changed_at, BERLIN).replace(day=1) == month
    ]
    assert found.total == len(listed.cards)
    assert dict(found.counts) == {
        tab: len(shown(listed.cards, START.at_tab(tab))) for tab in Tab if tab is not Tab.TURN
    }
    assert found.waiting == len(shown(living, START, Group.YOURS))
    assert (found.open_value, found.approved) == (sum_of(opened), sum_of(won))
    assert set(GROUPS) < set(dict(found.counts))


async def test_the_latest_acts_are_held_whatever_is_shown(listed: Listed) -> None:
    (held,) = await listed.read(latest_acts(listed.id))
    acted = [card for card in listed.cards if card.client_activity_at]
    acted.sort(key=lambda card: card.id)
    acted.sort(key=lambda card: card.client_activity_at, reverse=True)  # type: ignore[arg-type,return-value]
    assert held == acted[:LATEST_ACTS]


async def test_a_row_read_alone_is_the_same_wherever_it_stands(listed: Listed) -> None:
    state: ProposalListState = replace(START, tab=Tab.ALL, most=5)
    query = proposal_window(listed.id, state)
    assert query.read_keys
    beyond = shown(listed.cards, state)[50:53]
    others = [card for card in listed.cards if card.is_archived or card.is_template]
    keys = frozenset(card.id for card in beyond + others)
    async with listed.db.read(listed.viewer) as session:
        found = await query.read_keys(session, keys)
    assert sorted(found, key=query.sort_key) == beyond
