"""A proposal's way through its statuses, with a stamp for every step."""

from datetime import date, timedelta

import pytest

from models import Proposal, ProposalStatus, ProposalTransition, ProposalVersion
from models.organization import ANYWHERE
from models.viewer import Operator, System
from services import time_zones
from services.commands import rows
from services.errors import AppError, Invalid, NotAllowed
from services.proposals import comments, deciding, drafting, editing, lifecycle, share_links, visits
from services.proposals.deciding import Evidence
from tests.integration.proposals.office import Office

BROWSER = 'Mozilla/5.0 (iPhone) Mobile Safari'


async def history(office: Office) -> list[tuple[str | None, str, str, str]]:
    return [
        (step.from_status, step.to_status, step.actor_name, step.reason)
        for step in await office.rows(ProposalTransition, proposal_id=office.proposal_id)
    ]


async def test_the_way_of_a_proposal_is_written_down_step_by_step(office: Office) -> None:
    client = await office.link()
    await office.run(visits.begin, client, user_agent=BROWSER)
    await office.run(
        comments.add,
        client,
        proposal_id=client.proposal_id,
        organization_id=client.organization_id,
        body='Is it warm?',
    )
    await office.run(deciding.decline, client, name='Sofia', reason='Too far', evidence=Evidence())
    await office.run(lifecycle.reopen, office.ben, proposal_id=office.proposal_id)
    await office.run(
        lifecycle.void, office.anna, proposal_id=office.proposal_id, reason=' Sold out '
    )
    link = 'Link'
    assert await history(office) == [
        (None, 'draft', 'Anna Keller', ''),
        ('draft', 'sent', 'Anna Keller', ''),
        ('sent', 'viewed', link, ''),
        ('viewed', 'commented', link, ''),
        ('commented', 'declined', link, 'Too far'),
        ('declined', 'sent', 'Ben Okoro', ''),
        ('sent', 'void', 'Anna Keller', 'Sold out'),
    ]


async def test_stamps_of_sending_and_first_view_stay(office: Office) -> None:
    client = await office.link()
    await office.run(visits.begin, client, user_agent=BROWSER)
    first = await office.proposal
    assert first.sent_at is not None
    assert first.first_viewed_at is not None
    await office.run(visits.begin, client, user_agent=BROWSER, browser='another')
    again = await office.proposal
    assert (again.sent_at, again.first_viewed_at) == (first.sent_at, first.first_viewed_at)
    assert again.client_activity == 'Opened it again'
    assert again.status_changed_at == first.status_changed_at


async def test_sending_writes_the_first_version(office: Office) -> None:
    await office.run(lifecycle.send, office.anna, proposal_id=office.proposal_id)
    (version,) = await office.rows(ProposalVersion)
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
    office: Office, status: str, refused: list[str]
) -> None:
    async with office.db.write(System()) as session:
        values = {'status': ProposalStatus(status)}
        await rows.change(session, Proposal, office.proposal_id, values)
    for verb in refused:
        more = {'reason': 'Because'} if verb == 'void' else {}
        with pytest.raises(Invalid):
            await office.run(
                getattr(lifecycle, verb), office.anna, proposal_id=office.proposal_id, **more
            )
    assert (await office.proposal).status == status
    assert (await office.proposal).version == 1, 'a refused step leaves no trace'


async def test_voiding_needs_a_reason(office: Office) -> None:
    with pytest.raises(Invalid) as refused:
        await office.run(lifecycle.void, office.anna, proposal_id=office.proposal_id, reason=' ')
    assert refused.value.field == 'reason'


async def test_a_template_is_not_sent_or_shared(office: Office) -> None:
    template = await office.run(
        drafting.copy, office.anna, source_id=office.proposal_id, as_template=True
    )
    for command in (lifecycle.send, share_links.create):
        with pytest.raises(Invalid, match='template'):
            await office.run(command, office.anna, proposal_id=template.id)


async def test_a_step_taken_twice_is_taken_once(office: Office) -> None:
    for verb in (lifecycle.send, lifecycle.supersede):
        first = await office.run(verb, office.anna, proposal_id=office.proposal_id)
        again = await office.run(verb, office.ben, proposal_id=office.proposal_id)
        assert (again.status, again.revision) == (first.status, first.revision)


async def test_readers_move_nothing(office: Office) -> None:
    before = await office.proposal
    attempts = ((lifecycle.send, {}), (lifecycle.supersede, {}), (lifecycle.void, {'reason': 'x'}))
    for command, more in attempts:
        with pytest.raises(NotAllowed):
            await office.run(command, office.rita, proposal_id=office.proposal_id, **more)
    assert await office.proposal == before


async def test_what_is_overdue_expires_and_reopening_lets_it_live(office: Office) -> None:
    await office.link()
    today = time_zones.today(ANYWHERE)
    yesterday = today - timedelta(days=1)

    async def offer_ends(on: date) -> None:
        await office.run(
            editing.edit,
            office.anna,
            kind=Proposal,
            id=office.proposal_id,
            changes={'valid_until': on},
        )

    await offer_ends(today)
    assert await office.run(lifecycle.expire_overdue, System()) == 0
    await offer_ends(yesterday)
    assert await office.run(lifecycle.expire_overdue, System()) == 1
    assert await office.run(lifecycle.expire_overdue, System()) == 0
    assert (await history(office))[-1] == ('sent', 'expired', '', '')
    reopened = await office.run(lifecycle.reopen, office.anna, proposal_id=office.proposal_id)
    assert (reopened.status, reopened.valid_until) == (ProposalStatus.SENT, None)
    assert reopened.version == 2


async def test_drafts_and_decided_proposals_do_not_expire(office: Office) -> None:
    await office.run(
        editing.edit,
        office.anna,
        kind=Proposal,
        id=office.proposal_id,
        changes={'valid_until': '2020-01-01'},
    )
    assert await office.run(lifecycle.expire_overdue, System()) == 0


async def test_another_organization_moves_nothing(office: Office) -> None:
    from uuid import uuid4

    stranger = Operator(user_id=uuid4(), organization_id=office.anna.organization_id)
    with pytest.raises(AppError):
        await office.run(lifecycle.send, stranger, proposal_id=office.proposal_id)
    assert (await office.proposal).status == ProposalStatus.DRAFT
