"""Visits are counted for people, noted for programs, and end once."""

from uuid import uuid4

from models import ProposalStatus, ProposalView, ViewVerdict
from services import visits
from tests.integration.commands.desk import Desk

PHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Mobile/15E148 Safari/604.1'


async def test_a_persons_visit_moves_the_proposal_on(desk: Desk) -> None:
    client = await desk.link()
    for words in ('Opened it', 'Opened it again', 'Opened it, visit 3'):
        await desk.run(visits.begin, client, user_agent=PHONE)
        assert (await desk.proposal).client_activity == words
    assert (await desk.proposal).status == ProposalStatus.VIEWED
    seen = await desk.rows(ProposalView)
    assert {(one.device, one.verdict) for one in seen} == {('phone', ViewVerdict.HUMAN)}


async def test_a_programs_visit_is_noted_and_moves_nothing(desk: Desk) -> None:
    client = await desk.link()
    await desk.run(visits.begin, client, user_agent='Slackbot-LinkExpanding 1.0')
    (seen,) = await desk.rows(ProposalView)
    assert seen.verdict == ViewVerdict.MACHINE
    proposal = await desk.proposal
    assert (proposal.status, proposal.client_activity) == (ProposalStatus.SENT, '')


async def test_a_visit_ends_for_the_one_who_began_it(desk: Desk) -> None:
    client, other = await desk.link(), await desk.link()
    visit_id = await desk.run(visits.begin, client, user_agent=PHONE)
    await desk.run(visits.end, other, visit_id=visit_id)
    assert (await desk.row(ProposalView, visit_id)).ended_at is None
    await desk.run(visits.end, client, visit_id=visit_id)
    ended = await desk.row(ProposalView, visit_id)
    assert ended.ended_at is not None
    assert ended.ended_at >= ended.created_at
    await desk.run(visits.end, client, visit_id=uuid4())
