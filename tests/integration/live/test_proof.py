"""Random writes under random faults end with every screen equal to the database."""

import random
from uuid import UUID, uuid4

import pytest

from models import Contact
from models.viewer import Operator
from services.operations.dev import Wire
from services.operations.proof import Proof, Screen
from services.operations.proof.compare import compared
from services.realtime.live import LiveQuery
from tests.eventually import eventually
from tests.integration.live.conftest import Line, Writer, contacts


@pytest.fixture
async def people(write: Writer, organization_id: UUID) -> list[Operator]:
    """Two colleagues."""
    made = []
    for name in ('Anna', 'Ben'):
        user_id = uuid4()
        await write(
            'insert into profiles (organization_id, user_id, full_name) values (%s, %s, %s)',
            *(organization_id, user_id, name),
        )
        made.append(Operator(user_id=user_id, organization_id=organization_id))
    return made


@pytest.mark.parametrize('seed', [1, 2])
async def test_nothing_is_lost_doubled_stale_or_leaked(
    wired: Line, wire: Wire, people: list[Operator], seed: int
) -> None:
    proof = Proof(
        *(wired.database, wired.realtime, wired.live, people),
        fault=wire.fault,
        writes=150,
        cuts=10,
        seed=seed,
    )
    outcome = await proof.run()
    assert outcome.is_clean, outcome
    assert (outcome.writes, outcome.refused, outcome.cuts) == (150, 0, 10)
    assert outcome.queries == 10  # five reads under each person's rights
    assert wired.realtime.reconnects > 0


async def test_a_page_that_closes_meanwhile_is_compared_to_the_end(
    wired: Line, people: list[Operator], write: Writer, organization_id: UUID
) -> None:
    seen = wired.live.open(contacts(organization_id), people[0])
    await seen.ready()

    async def close_it(_: random.Random) -> None:
        wired.live.close(seen)
        await write(
            'insert into contacts (organization_id, full_name) values (%s, %s)',
            *(organization_id, 'Maria'),
        )

    proof = Proof(
        *(wired.database, wired.realtime, wired.live, people), fault=close_it, writes=20, cuts=1
    )
    outcome = await proof.run()
    assert outcome.is_clean, outcome
    assert outcome.queries == 11
    await eventually(lambda: not wired.live.queries)


async def test_the_comparison_sees_what_a_screen_missed(
    query: LiveQuery[Contact], write: Writer, organization_id: UUID
) -> None:
    for name in ('Jonas', 'Maria', 'Sofia'):
        await write(
            'insert into contacts (organization_id, full_name) values (%s, %s)',
            *(organization_id, name),
        )
    await eventually(lambda: len(query.rows) == 3)
    screen = Screen(query)
    screen.close()  # from now on it is blind
    jonas, maria, sofia = screen.shown
    await write("update contacts set full_name = 'Nora' where id = %s", maria.id)
    truth = await query.fresh()
    assert compared(screen.shown, truth, organization_id) == {'stale': 1}
    assert compared([jonas, jonas, sofia], truth, organization_id) == {'doubled': 1, 'lost': 1}
    await write('delete from contacts where id = %s', maria.id)
    truth = await query.fresh()
    assert compared(screen.shown, truth, organization_id) == {'stale': 1}
    assert compared([sofia, jonas], truth, organization_id) == {'stale': 1}
    foreign = Contact(organization_id=uuid4(), full_name='Nobody', revision=1)
    found = compared([*truth, foreign], truth, organization_id)
    assert found == {'leaked': 1, 'stale': 1}
