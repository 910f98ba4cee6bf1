"""Visits are counted for people, noted for programs, and end once."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import uuid4

import pytest

from models import ProposalStatus, ProposalView, ViewVerdict
from services.errors import AppError
from services.proposals import visits
from tests.integration.proposals.office import SYSTEM, Office

PHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Mobile/15E148 Safari/604.1'
DESKTOP = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0'


async def test_a_persons_visit_moves_the_proposal_on(office: Office) -> None:
    client = await office.link()
    for number, words in enumerate(('Opened it', 'Opened it again', 'Opened it, visit 3')):
        await office.run(visits.begin, client, user_agent=PHONE, browser=f'one of {number}')
        assert (await office.proposal).client_activity == words
    assert (await office.proposal).status == ProposalStatus.VIEWED
    seen = await office.rows(ProposalView)
    assert {(one.device, one.verdict) for one in seen} == {('phone', ViewVerdict.HUMAN)}


async def test_what_one_browser_does_within_half_an_hour_is_one_visit(office: Office) -> None:
    client = await office.link()
    come = partial(office.run, visits.begin, client, user_agent=PHONE)
    first = await come(browser='a')
    assert await come(browser='a') == first, 'a reload'
    await office.run(visits.end, client, visit_id=first)
    assert await come(browser='a') == first, 'they came back soon'
    assert (await office.row(ProposalView, first)).ended_at is None, 'so it goes on'
    assert await come(browser='b') != first, 'another browser'
    assert await come(browser='a', user_agent=DESKTOP) != first, 'another device'
    assert len(await office.rows(ProposalView)) == 3
    assert (await office.proposal).client_activity == 'Opened it, visit 3'


@pytest.mark.parametrize(
    ('began', 'ended', 'is_one'),
    [(29, None, True), (31, None, False), (300, 29, True), (300, 31, False)],
)
async def test_a_gap_of_half_an_hour_ends_a_visit(
    office: Office, began: int, ended: int | None, is_one: bool
) -> None:
    client = await office.link()

    def ago(minutes: int | None) -> datetime | None:
        return datetime.now(UTC) - timedelta(minutes=minutes) if minutes else None

    async with office.db.write(SYSTEM) as session:
        session.add(
            ProposalView(
                proposal_id=office.proposal_id,
                organization_id=client.organization_id,
                share_link_id=client.share_link_id,
                device='phone',
                browser='a',
                created_at=ago(began),
                ended_at=ago(ended),
            )
        )
    await office.run(visits.begin, client, user_agent=PHONE, browser='a')
    assert (len(await office.rows(ProposalView)) == 1) is is_one


async def test_nobody_goes_on_with_the_visit_of_another_link(office: Office) -> None:
    client, other = await office.link(), await office.link()
    first = await office.run(visits.begin, client, user_agent=PHONE, browser='a')
    await office.run(visits.end, client, visit_id=first)
    foreign = replace(other, proposal_id=client.proposal_id, share_link_id=uuid4())
    with pytest.raises(AppError):
        await office.run(visits.begin, foreign, user_agent=PHONE, browser='a')
    await office.run(visits.begin, other, user_agent=PHONE, browser='a')
    assert (await office.row(ProposalView, first)).ended_at is not None


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
