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
from tests.integration.proposals.office import Office

PHONE = Evidence(user_agent='Phone/1.0', address='192.0.2.7', key='a key of tests')


async def approve(office: Office, client: LinkHolder, **more: Any) -> None:
    shown: dict[str, Any] = {
        'name': 'Sofia Lindqvist',
        'consent': True,
        'version': (await office.proposal).version,
        'total': (await office.totals()).total,
        'evidence': PHONE,
    }
    await office.run(deciding.approve, client, **{**shown, **more})


async def test_choosing_an_option_changes_the_total_and_is_remembered(office: Office) -> None:
    client = await office.link()
    await office.run(deciding.choose, client, activity_id=office.boat_id, is_selected=True)
    sums = await office.totals()
    assert (sums.total, sums.options, sums.chosen) == (400, 100, 1)
    proposal = await office.proposal
    assert (proposal.client_activity, proposal.status) == ('Added Boat', ProposalStatus.VIEWED)
    boat = await office.row(ProposalActivity, office.boat_id)
    assert boat.updated_by == client.share_link_id
    await office.run(deciding.choose, client, activity_id=office.boat_id, is_selected=False)
    assert (await office.proposal).client_activity == 'Removed Boat'


async def test_what_is_included_or_gone_is_not_chosen(office: Office) -> None:
    client = await office.link()
    with pytest.raises(NotAllowed, match='always included'):
        await office.run(deciding.choose, client, activity_id=office.room_id, is_selected=False)
    await office.run(building.remove, office.anna, kind=ProposalActivity, id=office.boat_id)
    with pytest.raises(NotFound, match='removed a moment ago'):
        await office.run(deciding.choose, client, activity_id=office.boat_id, is_selected=True)


async def test_a_link_for_viewing_chooses_and_decides_nothing(office: Office) -> None:
    client = await office.link(LinkScope.VIEW)
    with pytest.raises(NotAllowed):
        await office.run(deciding.choose, client, activity_id=office.boat_id, is_selected=True)
    with pytest.raises(NotAllowed):
        await approve(office, client)
    with pytest.raises(NotAllowed):
        await office.run(deciding.decline, client, name='', reason='', evidence=PHONE)
    assert await office.rows(ProposalApproval) == []


async def test_an_approval_keeps_its_evidence(office: Office) -> None:
    client = await office.link()
    await office.run(deciding.choose, client, activity_id=office.boat_id, is_selected=True)
    await approve(office, client, name='  Sofia Lindqvist ')
    (kept,) = await office.rows(ProposalApproval)
    assert (kept.decision, kept.name, kept.consent) == ('approved', 'Sofia Lindqvist', True)
    assert (kept.version, kept.total, kept.currency) == (1, 400, 'EUR')
    assert kept.share_link_id == client.share_link_id
    assert kept.selection == {
        str(office.room_id): {'title': 'Room', 'price': '300.00'},
        str(office.boat_id): {'title': 'Boat', 'price': '100.00'},
    }
    assert kept.user_agent == 'Phone/1.0'
    assert len(kept.address_hash) == 64
    assert '192.0.2.7' not in kept.address_hash
    proposal = await office.proposal
    assert proposal.status == ProposalStatus.APPROVED
    assert proposal.client_activity == 'Approved version 1'


async def test_the_dearest_price_for_the_most_people_is_sent_and_approved(office: Office) -> None:
    room = {'kind': ProposalActivity, 'id': office.room_id}
    dearest = {'price': '9999999999.99', 'price_unit': 'per_person'}
    await office.run(editing.edit, office.anna, **room, changes=dearest)
    trip = {'kind': Proposal, 'id': office.proposal_id}
    await office.run(editing.edit, office.anna, **trip, changes={'travellers': 500})
    client = await office.link()
    await approve(office, client)
    (kept,) = await office.rows(ProposalApproval)
    (version,) = await office.rows(ProposalVersion)
    assert kept.total == version.total == Decimal('4999999999995.00')


@pytest.mark.parametrize(
    ('more', 'field'),
    [({'name': ' '}, 'name'), ({'consent': False}, 'consent')],
)
async def test_approving_needs_a_name_and_consent(
    office: Office, more: dict[str, Any], field: str
) -> None:
    client = await office.link()
    with pytest.raises(Invalid) as refused:
        await approve(office, client, **more)
    assert refused.value.field == field
    assert (await office.proposal).status == ProposalStatus.SENT


@pytest.mark.parametrize('stale', [{'version': 0}, {'total': Decimal('299.99')}])
async def test_what_was_not_shown_is_not_approved(office: Office, stale: dict[str, Any]) -> None:
    client = await office.link()
    with pytest.raises(Changed, match='nothing was approved'):
        await approve(office, client, **stale)
    assert await office.rows(ProposalApproval) == []


async def test_a_decision_is_made_once(office: Office) -> None:
    first, second = await office.link(), await office.link()
    await approve(office, first)
    with pytest.raises(NotAllowed, match='already approved'):
        await approve(office, second)
    with pytest.raises(NotAllowed):
        await office.run(deciding.choose, first, activity_id=office.boat_id, is_selected=True)
    assert len(await office.rows(ProposalApproval)) == 1


async def test_of_two_decisions_at_once_one_stands(office: Office) -> None:
    clients = [await office.link() for _ in range(4)]
    answers = await asyncio.gather(
        *(approve(office, client) for client in clients), return_exceptions=True
    )
    assert sorted(type(answer).__name__ for answer in answers) == ['NoneType', *['NotAllowed'] * 3]
    assert len(await office.rows(ProposalApproval)) == 1
    moves = [step.to_status for step in await office.rows(ProposalTransition)]
    assert moves.count(ProposalStatus.APPROVED) == 1


async def test_an_approval_waits_for_an_edit_under_way_and_sees_it(office: Office) -> None:
    client = await office.link()
    proposal, sums = await office.proposal, await office.totals()
    async with office.db.write(office.anna) as editor:
        await editing.edit(
            editor, office.anna, kind=ProposalActivity, id=office.room_id, changes={'price': '999'}
        )
        decision = asyncio.create_task(
            approve(office, client, version=proposal.version, total=sums.total)
        )
        _, waiting = await asyncio.wait([decision], timeout=0.3)
        assert waiting
    with pytest.raises(Changed):
        await decision
    assert (await office.proposal).status.is_open


async def test_a_choice_waits_for_a_decision_under_way_and_leaves_it_alone(office: Office) -> None:
    client, partner = await office.link(), await office.link(LinkScope.INTERACT)
    async with office.db.write(client) as deciding_session:
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
            office.run(deciding.choose, partner, activity_id=office.boat_id, is_selected=True)
        )
        _, waiting = await asyncio.wait([choice], timeout=0.3)
        assert waiting
    with pytest.raises(NotAllowed):
        await choice
    assert (await office.totals()).total == 300


async def test_an_operators_step_waits_for_a_decision_under_way_and_leaves_it_alone(
    office: Office,
) -> None:
    client = await office.link()
    async with office.db.write(client) as decision:
        await deciding.approve(
            decision, client, name='Sofia', consent=True, version=1, total=Decimal(300),
            evidence=PHONE,
        )  # fmt: skip
        step = asyncio.create_task(
            office.run(lifecycle.supersede, office.anna, proposal_id=office.proposal_id)
        )
        await eventually(lambda: somebody_waits(office))
    with pytest.raises(Invalid, match='approved cannot become superseded'):
        await step
    assert (await office.proposal).status == ProposalStatus.APPROVED


async def test_of_two_who_reopen_at_once_one_makes_a_version(office: Office) -> None:
    client = await office.link()
    await office.run(deciding.decline, client, name='', reason='', evidence=PHONE)
    async with office.db.write(office.anna) as first:
        await lifecycle.reopen(first, office.anna, proposal_id=office.proposal_id)
        second = asyncio.create_task(
            office.run(lifecycle.reopen, office.ben, proposal_id=office.proposal_id)
        )
        await eventually(lambda: somebody_waits(office))
    assert (await second).status == ProposalStatus.SENT
    assert (await office.proposal).version == 2


async def somebody_waits(office: Office) -> bool:
    """For a lock that another transaction holds."""
    async with office.db.read(office.anna) as session:
        connection = await session.connection()
        waits = text('select exists (select from pg_locks where not granted)')
        return bool(await connection.scalar(waits))


async def test_choosing_and_editing_one_activity_never_block_each_other_for_good(
    office: Office,
) -> None:
    client = await office.link()

    async def toggle(number: int) -> None:
        await office.run(
            deciding.choose, client, activity_id=office.boat_id, is_selected=number % 2 == 0
        )

    async def price(number: int) -> None:
        await office.run(
            editing.edit,
            office.anna,
            kind=ProposalActivity,
            id=office.boat_id,
            changes={'price': str(number)},
        )

    await asyncio.gather(*(act(number) for number in range(1, 21) for act in (toggle, price)))


async def test_declining_keeps_the_reason(office: Office) -> None:
    client = await office.link()
    await office.run(
        deciding.decline, client, name='', reason=' Our summer moved. ', evidence=PHONE
    )
    (kept,) = await office.rows(ProposalApproval)
    assert (kept.decision, kept.name) == ('declined', 'The client')
    assert kept.reason == 'Our summer moved.'
    proposal = await office.proposal
    assert proposal.status == ProposalStatus.DECLINED
    assert proposal.client_activity == 'Declined: Our summer moved.'
    last = (await office.rows(ProposalTransition))[-1]
    assert (last.to_status, last.reason) == (ProposalStatus.DECLINED, 'Our summer moved.')


async def test_after_the_last_day_of_the_offer_nothing_is_decided(office: Office) -> None:
    client = await office.link()
    await office.run(
        editing.edit,
        office.anna,
        kind=Proposal,
        id=office.proposal_id,
        changes={'valid_until': '2020-01-01'},
    )
    with pytest.raises(NotAllowed):
        await approve(office, client)
    with pytest.raises(NotAllowed):
        await office.run(deciding.choose, client, activity_id=office.boat_id, is_selected=True)


async def test_a_withdrawn_proposal_is_gone_for_the_client(office: Office) -> None:
    client = await office.link()
    await office.run(lifecycle.void, office.anna, proposal_id=office.proposal_id, reason='Sold out')
    with pytest.raises(NotFound):
        await approve(office, client, version=1, total=Decimal(300))


@pytest.mark.parametrize('name', ['\u200b', '\u2800', '\u3164', '\u200e\u200f', '\u00ad', '!'])
async def test_nobody_signs_with_a_name_that_cannot_be_seen(office: Office, name: str) -> None:
    client = await office.link()
    with pytest.raises(Invalid, match='Type your full name') as refused:
        await approve(office, client, name=name)
    assert refused.value.field == 'name'
    await office.run(deciding.decline, client, name=name, reason='', evidence=PHONE)
    (decision,) = await office.rows(ProposalApproval)
    assert decision.name == 'The client'


async def test_a_long_reason_of_many_lines_is_kept_and_told_in_one_line(office: Office) -> None:
    client = await office.link()
    reason = 'Our summer\x0bmoved.\n\n' + 'x ' * 200
    await office.run(deciding.decline, client, name='So\x00fia', reason=reason, evidence=PHONE)
    (decision,) = await office.rows(ProposalApproval)
    assert (decision.name, decision.reason[:18]) == ('Sofia', 'Our summer\nmoved.\n')
    assert (await office.proposal).client_activity.startswith('Declined: Our summer moved. x x')
    with pytest.raises(Invalid, match='4000 characters fit'):
        await office.run(deciding.decline, client, name='Sofia', reason='x' * 4001, evidence=PHONE)
