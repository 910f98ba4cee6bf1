"""The demo's activity agrees with its histories, and lies in the past."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from models import ActivityEvent, ActorKind, EventKind
from services.demo.activity import Activity
from services.demo.content import ORGANIZATIONS
from services.demo.people import People, key_id
from services.demo.rows import ProposalRows
from services.demo.shapes import DemoOrganization

NOW = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)


def told(demo: DemoOrganization) -> tuple[list[ProposalRows], list[ActivityEvent]]:
    people = People(demo=demo, users={one.email: uuid4() for one in demo.members}, now=NOW)
    proposals = [ProposalRows(people, one) for one in demo.proposals]
    return proposals, Activity(people, proposals).events


@pytest.mark.parametrize('demo', ORGANIZATIONS, ids=lambda demo: demo.key)
def test_every_organization_has_two_weeks_of_it(demo: DemoOrganization) -> None:
    proposals, events = told(demo)
    moments = [event.occurred_at for event in events]
    assert moments == sorted(moments)
    assert moments[-1] < NOW
    days = {moment.date() for moment in moments if moment > NOW - timedelta(days=14)}
    assert len(days) > 7
    visits = sum(len(rows.demo.visits) for rows in proposals)
    assert sum(event.kind == EventKind.PROPOSAL_VIEWED for event in events) == visits
    assert len({event.id for event in events}) == len(events)


def test_the_last_option_comes_to_what_stands_now() -> None:
    proposals, events = told(ORGANIZATIONS[0])
    (rows,) = [rows for rows in proposals if rows.demo.key == 'madeira']
    option = [event for event in events if event.kind == 'option_added'][-1]
    assert (option.proposal_id, option.data['total']) == (rows.id, str(rows.total))


def test_a_link_of_others_is_called_what_it_says() -> None:
    _, events = told(ORGANIZATIONS[0])
    parents = [event for event in events if event.data.get('by') == 'Sofia’s parents']
    assert parents
    assert {(event.actor_kind, event.actor_id) for event in parents} == {(ActorKind.CLIENT, None)}
    sofia = key_id('skyline', 'contact', 'sofia')
    assert any(event.actor_id == sofia for event in events)
