"""A proposal's way through its statuses, with a stamp for every step."""

from datetime import date, timedelta

import pytest

from models import Proposal, ProposalStatus, ProposalTransition, ProposalVersion
from models.viewer import Operator, System
from services import comments, share_links, visits
from services.errors import AppError, Invalid, NotAllowed
from services.proposals import deciding, drafting, editing, lifecycle
from services.proposals.deciding import Evidence
from tests.integration.commands.desk import Desk

BROWSER = 'Mozilla/5.0 (iPhone) Mobile Safari'


async def history(desk: Desk) -> list[tuple[str | None, str, str, str]]:
    return [
        (step.from_status, step.to_status, step.actor_name, step.reason)
        for step in await desk.rows(ProposalTransition, proposal_id=desk.proposal_id)
    ]


async def test_the_way_of_a_proposal_is_written_down_step_by_step(desk: Desk) -> None:
    client = await desk.link()
    await desk.run(visits.begin, client, user_agent=BROWSER)
    await desk.run(
        comments.add,
        client,
        proposal_id=client.proposal_id,
        organization_id=client.organization_id,
        body='Is it warm?',
    )
    await desk.run(deciding.decline, client, name='Sofia', reason='Too far', evidence=Evidence())
    await desk.run(lifecycle.reopen, desk.ben, proposal_id=desk.proposal_id)
    await desk.run(lifecycle.void, desk.anna, proposal_id=desk.proposal_id, reason=' Sold out ')
    link = 'Link'
    assert await history(desk) == [
        (None, 'draft', 'Anna Keller', ''),
        ('draft', 'sent', 'Anna Keller', ''),
        ('sent', 'viewed', link, ''),
        ('viewed', 'commented', link, ''),
        ('commented', 'declined', link, 'Too far'),
        ('declined', 'sent', 'Ben Okoro', ''),
        ('sent', 'void', 'Anna Keller', 'Sold out'),
    ]


async def test_stamps_of_sending_and_first_view_stay(desk: Desk) -> None:
    client = await desk.link()
    await desk.run(visits.begin, client, user_agent=BROWSER)
    first = await desk.proposal
    assert first.sent_at is not None
    assert first.first_viewed_at is not None
    await desk.run(visits.begin, client, user_agent=BROWSER)
    again = await desk.proposal
    assert (again.sent_at, again.first_viewed_at) == (first.sent_at, first.first_viewed_at)
    assert again.client_activity == 'Opened it again'
    assert again.status_changed_at == first.status_changed_at


async def test_sending_writes_the_first_version(desk: Desk) -> None:
    await desk.run(lifecycle.send, desk.anna, proposal_id=desk.proposal_id)
    (version,) = await desk.rows(ProposalVersion)
    assert (version.number, version.total) == (1, 300)
    assert [one['title'] for one in version.snapshot['activities']] == ['Room', 'Boat']


@pytest.mark.parametrize(
    ('status', 'refused'),
    [
        ('viewed', ['send']),
        ('commented', ['send']),
        ('approved', ['supersede']),
        ('void', ['send', 'supersede', 'void', 'reopen']),
        ('superseded', ['send', 'reopen']),
    ],
)
async def test_steps_that_do_not_exist_are_refused(
    desk: Desk, status: str, refused: list[str]
) -> None:
    async with desk.db.write(System()) as session:
        values = {'status': ProposalStatus(status)}
        await editing.change(session, Proposal, desk.proposal_id, values)
    for verb in refused:
        more = {'reason': 'Because'} if verb == 'void' else {}
        with pytest.raises(Invalid):
            await desk.run(
                getattr(lifecycle, verb), desk.anna, proposal_id=desk.proposal_id, **more
            )
    assert (await desk.proposal).status == status
    assert (await desk.proposal).version == 1, 'a refused step leaves no trace'


async def test_voiding_needs_a_reason(desk: Desk) -> None:
    with pytest.raises(Invalid) as refused:
        await desk.run(lifecycle.void, desk.anna, proposal_id=desk.proposal_id, reason=' ')
    assert refused.value.field == 'reason'


async def test_a_template_is_not_sent_or_shared(desk: Desk) -> None:
    template = await desk.run(
        drafting.copy, desk.anna, source_id=desk.proposal_id, as_template=True
    )
    for command in (lifecycle.send, share_links.create):
        with pytest.raises(Invalid, match='template'):
            await desk.run(command, desk.anna, proposal_id=template.id)


async def test_a_step_taken_twice_is_taken_once(desk: Desk) -> None:
    for verb in (lifecycle.send, lifecycle.supersede):
        first = await desk.run(verb, desk.anna, proposal_id=desk.proposal_id)
        again = await desk.run(verb, desk.ben, proposal_id=desk.proposal_id)
        assert (again.status, again.revision) == (first.status, first.revision)


async def test_readers_move_nothing(desk: Desk) -> None:
    before = await desk.proposal
    attempts = ((lifecycle.send, {}), (lifecycle.supersede, {}), (lifecycle.void, {'reason': 'x'}))
    for command, more in attempts:
        with pytest.raises(NotAllowed):
            await desk.run(command, desk.rita, proposal_id=desk.proposal_id, **more)
    assert await desk.proposal == before


async def test_what_is_overdue_expires_and_reopening_lets_it_live(desk: Desk) -> None:
    await desk.link()
    today = date.today()
    yesterday = today - timedelta(days=1)

    async def offer_ends(on: date) -> None:
        await desk.run(
            editing.edit,
            desk.anna,
            kind=Proposal,
            id=desk.proposal_id,
            changes={'valid_until': on},
        )

    await offer_ends(today)
    assert await desk.run(lifecycle.expire_overdue, System(), today=today) == 0
    await offer_ends(yesterday)
    assert await desk.run(lifecycle.expire_overdue, System(), today=today) == 1
    assert await desk.run(lifecycle.expire_overdue, System(), today=today) == 0
    assert (await history(desk))[-1] == ('sent', 'expired', '', '')
    reopened = await desk.run(lifecycle.reopen, desk.anna, proposal_id=desk.proposal_id)
    assert (reopened.status, reopened.valid_until) == (ProposalStatus.SENT, None)
    assert reopened.version == 2


async def test_drafts_and_decided_proposals_do_not_expire(desk: Desk) -> None:
    await desk.run(
        editing.edit,
        desk.anna,
        kind=Proposal,
        id=desk.proposal_id,
        changes={'valid_until': '2020-01-01'},
    )
    assert await desk.run(lifecycle.expire_overdue, System(), today=date.today()) == 0


async def test_another_organization_moves_nothing(desk: Desk) -> None:
    from uuid import uuid4

    stranger = Operator(user_id=uuid4(), organization_id=desk.anna.organization_id)
    with pytest.raises(AppError):
        await desk.run(lifecycle.send, stranger, proposal_id=desk.proposal_id)
    assert (await desk.proposal).status == ProposalStatus.DRAFT
