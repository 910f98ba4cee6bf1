"""The demo on a real database: what it looks like, and that it can be put back."""

import time
from collections.abc import AsyncIterator
from itertools import pairwise
from uuid import UUID, uuid5

import pytest
from sqlmodel import SQLModel, col, func, select, update

from models import (
    Organization,
    Profile,
    Proposal,
    ProposalActivity,
    ProposalStatus,
    ProposalTransition,
    ProposalVersion,
    ProposalView,
    ShareLink,
)
from models.viewer import System
from services.database import Database
from services.demo import DemoResult, load, reset
from services.proposals import share_links
from services.proposals.differences import differences, of_snapshot
from services.proposals.share_links import ShareTokens
from services.proposals.totals import totals
from services.proposals.windows import latest_proposals
from tests.conftest import TestDatabase
from tests.eventually import S

NAMESPACE = UUID(int=7)
TOKENS = ShareTokens('a' * 64)


async def create_user(email: str, password: str, full_name: str) -> UUID:
    return uuid5(NAMESPACE, email)


@pytest.fixture
async def db(database: TestDatabase) -> AsyncIterator[Database]:
    opened = Database(database.url)
    yield opened
    await opened.close()


@pytest.fixture
async def demo(db: Database) -> DemoResult:
    return await load(db, create_user)


async def count(db: Database, kind: type[SQLModel]) -> int:
    async with db.read(System()) as session:
        return (await session.exec(select(func.count()).select_from(kind))).one()


async def test_madeira_costs_what_its_pictures_say(db: Database, demo: DemoResult) -> None:
    async with db.read(System()) as session:
        proposal = await session.get(Proposal, demo.proposal_id)
        found = await session.exec(
            select(ProposalActivity).where(ProposalActivity.proposal_id == demo.proposal_id)
        )
        sums = totals(found, proposal.travellers, proposal.currency)
    assert (sums.included, sums.options, sums.total) == (3086, 457, 3543)
    assert (sums.chosen, sums.offered) == (3, 7)
    assert (proposal.status, proposal.version) == ('commented', 3)
    assert proposal.starts_on.strftime('%A %d %B').startswith('Sunday')


async def test_the_demo_link_opens_madeira(db: Database, demo: DemoResult) -> None:
    holder = await share_links.present(db, TOKENS, TOKENS.token(demo.share_link_id))
    assert holder is not None
    assert holder.proposal_id == demo.proposal_id
    async with db.read(holder) as session:
        link = (await session.exec(select(ShareLink))).one()
    assert link.scope == 'approve'


async def test_every_status_has_a_proposal(db: Database, demo: DemoResult) -> None:
    async with db.read(System()) as session:
        statuses = set(await session.exec(select(Proposal.status)))
    assert statuses == set(ProposalStatus)


async def test_history_ends_at_the_status_and_lies_in_the_past(
    db: Database, demo: DemoResult
) -> None:
    async with db.read(System()) as session:
        proposals = (await session.exec(select(Proposal))).all()
        steps = (await session.exec(select(ProposalTransition))).all()
    for proposal in proposals:
        own = sorted(
            (one for one in steps if one.proposal_id == proposal.id), key=lambda one: one.created_at
        )
        assert own[-1].to_status == proposal.status, proposal.title
        assert own[-1].created_at == proposal.status_changed_at, proposal.title
        assert [one.from_status for one in own[1:]] == [one.to_status for one in own[:-1]]


async def test_loading_again_changes_nothing(db: Database, demo: DemoResult) -> None:
    async with db.write(System()) as session:
        await session.exec(update(Proposal).values(title='Mine now'))
    assert await load(db, create_user) == demo
    async with db.read(System()) as session:
        assert set(await session.exec(select(Proposal.title))) == {'Mine now'}


async def test_reset_puts_back_the_demo_and_nothing_else(db: Database, demo: DemoResult) -> None:
    before = {kind: await count(db, kind) for kind in (Proposal, ProposalActivity, ProposalView)}
    async with db.write(System()) as session:
        session.add(Organization(id=NAMESPACE, organization_id=NAMESPACE, name='Elsewhere'))
        await session.flush()
        session.add(Proposal(organization_id=NAMESPACE, title='Theirs'))
        await session.exec(
            update(Proposal).where(Proposal.id == demo.proposal_id).values(title='Spoilt')
        )
        users = set(await session.exec(select(Profile.user_id)))
    for _ in range(2):
        assert await reset(db, create_user) == demo
    before[Proposal] += 1
    assert {kind: await count(db, kind) for kind in before} == before
    async with db.read(System()) as session:
        titles = set(await session.exec(select(Proposal.title)))
        assert set(await session.exec(select(Profile.user_id))) == users
    assert {'Theirs', 'Madeira, slowly'} <= titles
    assert 'Spoilt' not in titles


async def five_hundred_questions(db: Database) -> float:
    """How long they take one after the other, in seconds: what this machine needs just now."""
    began = time.perf_counter()
    async with db.read(System()) as session:
        for _ in range(500):
            await session.exec(select(1))
    return time.perf_counter() - began


async def test_loading_is_quick(db: Database) -> None:
    soon = max(5 * S, 20 * await five_hundred_questions(db))
    began = time.perf_counter()
    result = await load(db, create_user)
    async with db.read(System()) as session:
        proposal = await session.get(Proposal, result.proposal_id)
        assert await latest_proposals(proposal.organization_id).read(session)
    assert time.perf_counter() - began < soon


async def test_each_version_of_a_proposal_brought_something(db: Database, demo: DemoResult) -> None:
    """So that the history of the demo has a story to tell."""
    async with db.read(System()) as session:
        order = (col(ProposalVersion.proposal_id), col(ProposalVersion.number))
        kept = (await session.exec(select(ProposalVersion).order_by(*order))).all()
    later = [(a, b) for a, b in pairwise(kept) if a.proposal_id == b.proposal_id]
    assert later
    for before, after in later:
        assert differences(of_snapshot(before.snapshot), of_snapshot(after.snapshot))
        assert before.total <= after.total
