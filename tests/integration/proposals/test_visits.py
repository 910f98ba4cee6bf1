"""Visits are counted for people, noted for programs, and end once."""

from uuid import uuid4

from models import ProposalStatus, ProposalView, ViewVerdict
from services.proposals import visits
from tests.integration.proposals.office import Office

PHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Mobile/15E148 Safari/604.1'


async def test_a_persons_visit_moves_the_proposal_on(office: Office) -> None:
    client = await office.link()
    for words in ('Opened it', 'Opened it again', 'Opened it, visit 3'):
        await office.run(visits.begin, client, user_agent=PHONE)
        assert (await office.proposal).client_activity == words
    assert (await office.proposal).status == ProposalStatus.VIEWED
    seen = await office.rows(ProposalView)
    assert {(one.device, one.verdict) for one in seen} == {('phone', ViewVerdict.HUMAN)}


async def test_a_programs_visit_is_noted_and_moves_nothing(office: Office) -> None:
    client = await office.link()
    await office.run(visits.begin, client, user_agent='Slackbot-LinkExpanding 1.0')
    (seen,) = await office.rows(ProposalView)
    assert seen.verdict == ViewVerdict.MACHINE
    proposal = await office.proposal
    assert (proposal.status, proposal.client_activity) == (ProposalStatus.SENT, '')


async def test_a_visit_ends_for_the_one_who_began_it(office: Office) -> None:
    client, other = await office.link(), await office.link()
    visit_id = await office.run(visits.begin, client, user_agent=PHONE)
    await office.run(visits.end, other, visit_id=visit_id)
    assert (await office.row(ProposalView, visit_id)).ended_at is None
    await office.run(visits.end, client, visit_id=visit_id)
    ended = await office.row(ProposalView, visit_id)
    assert ended.ended_at is not None
    assert ended.ended_at >= ended.created_at
    await office.run(visits.end, client, visit_id=uuid4())
