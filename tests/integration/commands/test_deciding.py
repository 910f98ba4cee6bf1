"""What a client chooses and decides is what they were shown, or nothing at all."""

import asyncio
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text

from models import (
    LinkScope,
    Proposal,
    ProposalActivity,
    ProposalApproval,
    ProposalStatus,
    ProposalTransition,
    ProposalVersion,
)
from models.viewer import LinkHolder
from services.errors import Changed, Invalid, NotAllowed, NotFound
from services.proposals import building, deciding, editing, lifecycle
from services.proposals.deciding import Evidence
from tests.eventually import eventually
from tests.integration.commands.desk import Desk

PHONE = Evidence(user_agent='Phone/1.0', address='192.0.2.7')


async def approve(desk: Desk, client: LinkHolder, **more: Any) -> None:
    shown: dict[str, Any] = {
        'name': 'Sofia Lindqvist',
        'consent': True,
        'version': (await desk.proposal).version,
        'total': (await desk.totals()).total,
        'evidence': PHONE,
    }
    await desk.run(deciding.approve, client, **{**shown, **more})


async def test_choosing_an_option_changes_the_total_and_is_remembered(desk: Desk) -> None:
    client = await desk.link()
    await desk.run(deciding.choose, client, activity_id=desk.boat_id, is_selected=True)
    sums = await desk.totals()
    assert (sums.total, sums.options, sums.chosen) == (400, 100, 1)
    proposal = await desk.proposal
    assert (proposal.client_activity, proposal.status) == ('Added Boat', ProposalStatus.VIEWED)
    boat = await desk.row(ProposalActivity, desk.boat_id)
    assert boat.updated_by == client.share_link_id
    await desk.run(deciding.choose, client, activity_id=desk.boat_id, is_selected=False)
    assert (await desk.proposal).client_activity == 'Removed Boat'


async def test_what_is_included_or_gone_is_not_chosen(desk: Desk) -> None:
    client = await desk.link()
    with pytest.raises(NotAllowed, match='always included'):
        await desk.run(deciding.choose, client, activity_id=desk.room_id, is_selected=False)
    await desk.run(building.remove, desk.anna, kind=ProposalActivity, id=desk.boat_id)
    with pytest.raises(NotFound, match='removed a moment ago'):
        await desk.run(deciding.choose, client, activity_id=desk.boat_id, is_selected=True)


async def test_a_link_for_viewing_chooses_and_decides_nothing(desk: Desk) -> None:
    client = await desk.link(LinkScope.VIEW)
    with pytest.raises(NotAllowed):
        await desk.run(deciding.choose, client, activity_id=desk.boat_id, is_selected=True)
    with pytest.raises(NotAllowed):
        await approve(desk, client)
    with pytest.raises(NotAllowed):
        await desk.run(deciding.decline, client, name='', reason='', evidence=PHONE)
    assert await desk.rows(ProposalApproval) == []


async def test_an_approval_keeps_its_evidence(desk: Desk) -> None:
    client = await desk.link()
    await desk.run(deciding.choose, client, activity_id=desk.boat_id, is_selected=True)
    await approve(desk, client, name='  Sofia Lindqvist ')
    (kept,) = await desk.rows(ProposalApproval)
    assert (kept.decision, kept.name, kept.consent) == ('approved', 'Sofia Lindqvist', True)
    assert (kept.version, kept.total, kept.currency) == (1, 400, 'EUR')
    assert kept.share_link_id == client.share_link_id
    assert kept.selection == {
        str(desk.room_id): {'title': 'Room', 'price': '300.00'},
        str(desk.boat_id): {'title': 'Boat', 'price': '100.00'},
    }
    assert kept.user_agent == 'Phone/1.0'
    assert len(kept.address_hash) == 64
    assert '192.0.2.7' not in kept.address_hash
    proposal = await desk.proposal
    assert proposal.status == ProposalStatus.APPROVED
    assert proposal.client_activity == 'Approved version 1'


async def test_the_dearest_price_for_the_most_people_is_sent_and_approved(desk: Desk) -> None:
    room = {'kind': ProposalActivity, 'id': desk.room_id}
    dearest = {'price': '9999999999.99', 'price_unit': 'per_person'}
    await desk.run(editing.edit, desk.anna, **room, changes=dearest)
    trip = {'kind': Proposal, 'id': desk.proposal_id}
    await desk.run(editing.edit, desk.anna, **trip, changes={'travellers': 500})
    client = await desk.link()
    await approve(desk, client)
    (kept,) = await desk.rows(ProposalApproval)
    (version,) = await desk.rows(ProposalVersion)
    assert kept.total == version.total == Decimal('4999999999995.00')


@pytest.mark.parametrize(
    ('more', 'field'),
    [({'name': ' '}, 'name'), ({'consent': False}, 'consent')],
)
async def test_approving_needs_a_name_and_consent(
    desk: Desk, more: dict[str, Any], field: str
) -> None:
    client = await desk.link()
    with pytest.raises(Invalid) as refused:
        await approve(desk, client, **more)
    assert refused.value.field == field
    assert (await desk.proposal).status == ProposalStatus.SENT


@pytest.mark.parametrize('stale', [{'version': 0}, {'total': Decimal('299.99')}])
async def test_what_was_not_shown_is_not_approved(desk: Desk, stale: dict[str, Any]) -> None:
    client = await desk.link()
    with pytest.raises(Changed, match='nothing was approved'):
        await approve(desk, client, **stale)
    assert await desk.rows(ProposalApproval) == []


async def test_a_decision_is_made_once(desk: Desk) -> None:
    first, second = await desk.link(), await desk.link()
    await approve(desk, first)
    with pytest.raises(NotAllowed, match='already approved'):
        await approve(desk, second)
    with pytest.raises(NotAllowed):
        await desk.run(deciding.choose, first, activity_id=desk.boat_id, is_selected=True)
    assert len(await desk.rows(ProposalApproval)) == 1


async def test_of_two_decisions_at_once_one_stands(desk: Desk) -> None:
    clients = [await desk.link() for _ in range(4)]
    answers = await asyncio.gather(
        *(approve(desk, client) for client in clients), return_exceptions=True
    )
    assert sorted(type(answer).__name__ for answer in answers) == ['NoneType', *['NotAllowed'] * 3]
    assert len(await desk.rows(ProposalApproval)) == 1
    moves = [step.to_status for step in await desk.rows(ProposalTransition)]
    assert moves.count(ProposalStatus.APPROVED) == 1


async def test_an_approval_waits_for_an_edit_under_way_and_sees_it(desk: Desk) -> None:
    client = await desk.link()
    proposal, sums = await desk.proposal, await desk.totals()
    async with desk.db.write(desk.anna) as editor:
        await editing.edit(
            editor, desk.anna, kind=ProposalActivity, id=desk.room_id, changes={'price': '999'}
        )
        decision = asyncio.create_task(
            approve(desk, client, version=proposal.version, total=sums.total)
        )
        _, waiting = await asyncio.wait([decision], timeout=0.3)
        assert waiting
    with pytest.raises(Changed):
        await decision
    assert (await desk.proposal).status.is_open


async def test_a_choice_waits_for_a_decision_under_way_and_leaves_it_alone(desk: Desk) -> None:
    client, partner = await desk.link(), await desk.link(LinkScope.INTERACT)
    async with desk.db.write(client) as deciding_session:
        await deciding.approve(
            deciding_session,
            client,
            name='Sofia',
            consent=True,
            version=1,
            total=Decimal(300),
            evidence=PHONE,
        )
        choice = asyncio.create_task(
            desk.run(deciding.choose, partner, activity_id=desk.boat_id, is_selected=True)
        )
        _, waiting = await asyncio.wait([choice], timeout=0.3)
        assert waiting
    with pytest.raises(NotAllowed):
        await choice
    assert (await desk.totals()).total == 300


async def test_an_operators_step_waits_for_a_decision_under_way_and_leaves_it_alone(
    desk: Desk,
) -> None:
    client = await desk.link()
    async with desk.db.write(client) as decision:
        await deciding.approve(
            decision, client, name='Sofia', consent=True, version=1, total=Decimal(300),
            evidence=PHONE,
        )  # fmt: skip
        step = asyncio.create_task(
            desk.run(lifecycle.supersede, desk.anna, proposal_id=desk.proposal_id)
        )
        await eventually(lambda: somebody_waits(desk))
    with pytest.raises(Invalid, match='approved cannot become superseded'):
        await step
    assert (await desk.proposal).status == ProposalStatus.APPROVED


async def test_of_two_who_reopen_at_once_one_makes_a_version(desk: Desk) -> None:
    client = await desk.link()
    await desk.run(deciding.decline, client, name='', reason='', evidence=PHONE)
    async with desk.db.write(desk.anna) as first:
        await lifecycle.reopen(first, desk.anna, proposal_id=desk.proposal_id)
        second = asyncio.create_task(
            desk.run(lifecycle.reopen, desk.ben, proposal_id=desk.proposal_id)
        )
        await eventually(lambda: somebody_waits(desk))
    assert (await second).status == ProposalStatus.SENT
    assert (await desk.proposal).version == 2


async def somebody_waits(desk: Desk) -> bool:
    """For a lock that another transaction holds."""
    async with desk.db.read(desk.anna) as session:
        connection = await session.connection()
        waits = text('select exists (select from pg_locks where not granted)')
        return bool(await connection.scalar(waits))


async def test_choosing_and_editing_one_activity_never_block_each_other_for_good(
    desk: Desk,
) -> None:
    client = await desk.link()

    async def toggle(number: int) -> None:
        await desk.run(
            deciding.choose, client, activity_id=desk.boat_id, is_selected=number % 2 == 0
        )

    async def price(number: int) -> None:
        await desk.run(
            editing.edit,
            desk.anna,
            kind=ProposalActivity,
            id=desk.boat_id,
            changes={'price': str(number)},
        )

    await asyncio.gather(*(act(number) for number in range(1, 21) for act in (toggle, price)))


async def test_declining_keeps_the_reason(desk: Desk) -> None:
    client = await desk.link()
    await desk.run(deciding.decline, client, name='', reason=' Our summer moved. ', evidence=PHONE)
    (kept,) = await desk.rows(ProposalApproval)
    assert (kept.decision, kept.name) == ('declined', 'The client')
    assert kept.reason == 'Our summer moved.'
    proposal = await desk.proposal
    assert proposal.status == ProposalStatus.DECLINED
    assert proposal.client_activity == 'Declined: Our summer moved.'
    last = (await desk.rows(ProposalTransition))[-1]
    assert (last.to_status, last.reason) == (ProposalStatus.DECLINED, 'Our summer moved.')


async def test_after_the_last_day_of_the_offer_nothing_is_decided(desk: Desk) -> None:
    client = await desk.link()
    await desk.run(
        editing.edit,
        desk.anna,
        kind=Proposal,
        id=desk.proposal_id,
        changes={'valid_until': '2020-01-01'},
    )
    with pytest.raises(NotAllowed):
        await approve(desk, client)
    with pytest.raises(NotAllowed):
        await desk.run(deciding.choose, client, activity_id=desk.boat_id, is_selected=True)


async def test_a_withdrawn_proposal_is_gone_for_the_client(desk: Desk) -> None:
    client = await desk.link()
    await desk.run(lifecycle.void, desk.anna, proposal_id=desk.proposal_id, reason='Sold out')
    with pytest.raises(NotFound):
        await approve(desk, client, version=1, total=Decimal(300))
