"""Of two who write at once, one comes first and the other sees it."""

import asyncio
from typing import Any

import psycopg
import pytest
from sqlalchemy import text
from sqlmodel.ext.asyncio.session import AsyncSession

from models import MemberRole, ProposalActivity, ProposalApproval
from models.viewer import Operator, System
from services.errors import NotFound, Outdated
from services.proposals import deciding, editing, share_links
from services.proposals.deciding import Evidence
from tests.eventually import eventually
from tests.integration.decided.conftest import Writer
from tests.integration.proposals.office import Desk, join, set_up

DEARER = 'update proposal_activities set price = price + 20 where id = %s'
SHOWN: dict[str, Any] = {'version': 1, 'total': 300, 'evidence': Evidence()}
SIGNED: dict[str, Any] = {'name': 'Sofia', 'consent': True, **SHOWN}
LIES = text("""
    select a.total, v.total, (v.snapshot -> 'activities' -> 0 ->> 'price')::numeric, r.price
    from proposal_approvals a
    join proposal_versions v on v.proposal_id = a.proposal_id and v.number = a.version
    join proposal_activities r on r.proposal_id = a.proposal_id and r.title = 'Room'
    where a.proposal_id = any(:proposals) and not (a.total = v.total and a.total = r.price
      and (v.snapshot -> 'activities' -> 0 ->> 'price')::numeric = r.price)""")


async def waiting(desk: Desk, count: int = 1) -> None:
    """Until so many of this database's connections wait for a lock."""
    sql = text(
        'select count(distinct pid) from pg_locks join pg_stat_activity using (pid)'
        ' where not granted and datname = current_database()'
    )

    async def is_so() -> bool:
        async with desk.db.read(System()) as session:
            return (await session.scalar(sql) or 0) >= count

    await eventually(is_so)


async def test_an_approval_waits_for_a_writer_past_the_app_and_sees_it(
    desk: Desk, write: Writer
) -> None:
    client = await desk.link()
    async with await write.begin(desk.ben) as writer:
        await writer.execute(DEARER, [desk.room_id])
        decision = asyncio.create_task(desk.run(deciding.approve, client, **SIGNED))
        await waiting(desk)
    with pytest.raises(Outdated):
        await decision
    assert await desk.rows(ProposalApproval, proposal_id=desk.proposal_id) == []


async def test_a_writer_past_the_app_waits_for_an_approval_and_is_refused(
    desk: Desk, write: Writer
) -> None:
    client = await desk.link()
    async with desk.db.write(client) as session:
        await deciding.approve(session, client, **SIGNED)
        change = asyncio.create_task(write(desk.ben, DEARER, desk.room_id))
        await waiting(desk)
    with pytest.raises((psycopg.errors.CheckViolation, psycopg.errors.LockNotAvailable)):
        await change
    assert (await desk.row(ProposalActivity, desk.room_id)).price == 300


async def test_an_edit_of_the_app_is_no_deadlock_with_a_writer_past_it(
    desk: Desk, write: Writer
) -> None:
    """Each has what the other waits for; the edit is the one that is taken."""
    row = {'kind': ProposalActivity, 'id': desk.room_id}
    async with desk.db.write(desk.anna) as session:
        await editing.hold(session, desk.proposal_id)
        change = asyncio.create_task(write(desk.ben, DEARER, desk.room_id))
        await waiting(desk)
        await editing.edit(session, desk.anna, **row, changes={'price': '350'})
    with pytest.raises(psycopg.errors.LockNotAvailable):
        await change
    assert (await desk.row(ProposalActivity, desk.room_id)).price == 350


async def test_of_many_approvals_and_changes_at_once_none_says_what_is_not_kept(
    desk: Desk, write: Writer
) -> None:
    desks = [desk, *[await set_up(desk.db) for _ in range(11)]]
    clients = [await one.link() for one in desks]
    acts = [
        act
        for one, client in zip(desks, clients, strict=True)
        for act in (
            one.run(deciding.approve, client, **SIGNED),
            write(one.ben, DEARER, one.room_id),
        )
    ]
    answers = await asyncio.gather(*acts, return_exceptions=True)
    for decision, change in zip(answers[::2], answers[1::2], strict=True):
        assert decision is None or isinstance(decision, Outdated)
        assert change == 1 or isinstance(change, psycopg.Error)
        assert (decision is None) is not (change == 1)
    async with desk.db.read(System()) as session:
        connection = await session.connection()
        found = await connection.execute(LIES, {'proposals': [one.proposal_id for one in desks]})
        assert found.all() == []


@pytest.mark.parametrize('act', ['approve', 'decline', 'choose'])
async def test_who_waits_while_the_link_ends_hears_that_it_ended(desk: Desk, act: str) -> None:
    client = await desk.link()
    fields: dict[str, Any] = {
        'approve': SIGNED,
        'decline': {'name': '', 'reason': '', 'evidence': Evidence()},
        'choose': {'activity_id': desk.boat_id, 'is_selected': True},
    }[act]
    async with desk.db.write(desk.anna) as session:
        await editing.hold(session, desk.proposal_id)
        waits = asyncio.create_task(desk.run(getattr(deciding, act), client, **fields))
        await waiting(desk)
        await desk.run(share_links.revoke, desk.ben, link_id=client.share_link_id)
    with pytest.raises(NotFound, match='no longer opens'):
        await waits


async def test_a_link_ends_after_what_its_holder_is_doing(desk: Desk) -> None:
    """Between two looks of an approval nothing is taken away."""
    client = await desk.link()
    async with desk.db.write(client) as session:
        await deciding.hold(session)
        end = asyncio.create_task(
            desk.run(share_links.revoke, desk.anna, link_id=client.share_link_id)
        )
        await waiting(desk)
        await deciding.approve(session, client, **SIGNED)
    await end
    (kept,) = await desk.rows(ProposalApproval, proposal_id=desk.proposal_id)
    assert kept.total == 300


LEAVE = {
    'a lesser role': "update profiles set role = 'member' where user_id = %s",
    'another person': 'update profiles set user_id = gen_random_uuid() where user_id = %s',
    'another organization': 'update profiles set organization_id = gen_random_uuid(),'
    " role = 'read_only' where user_id = %s",
    'all at once': "update profiles set role = 'member' where %s::uuid is not null",
}


@pytest.mark.parametrize('statement', LEAVE.values(), ids=LEAVE.keys())
async def test_the_last_owner_stays_one(desk: Desk, write: Writer, statement: str) -> None:
    with pytest.raises(psycopg.errors.CheckViolation):
        await write(desk.anna, statement, desk.anna.user_id)


async def test_an_owner_goes_where_another_stays(desk: Desk, write: Writer) -> None:
    await join(desk.db, desk.anna, MemberRole.OWNER, 'Otto')
    assert await write(desk.anna, LEAVE['a lesser role'], desk.anna.user_id) == 1


@pytest.mark.parametrize('how', ['demote themselves', 'remove each other'])
async def test_of_two_last_owners_who_go_at_once_one_stays(
    desk: Desk, write: Writer, how: str
) -> None:
    otto = await join(desk.db, desk.anna, MemberRole.OWNER, 'Otto')
    await write(desk.anna, 'update proposals set owner_id = null')

    def going(who: Operator, other: Operator) -> tuple[str, Any]:
        if how == 'demote themselves':
            return LEAVE['a lesser role'], who.user_id
        return 'delete from profiles where user_id = %s', other.user_id

    async with await write.begin(desk.anna) as first:
        statement, whom = going(desk.anna, otto)
        await first.execute(statement, [whom])
        second = asyncio.create_task(write(otto, *going(otto, desk.anna)))
        await waiting(desk)
    with pytest.raises(psycopg.errors.CheckViolation):
        await second
    async with desk.db.read(System()) as session:
        assert await owners(session, desk) == 1


async def owners(session: AsyncSession, desk: Desk) -> int:
    sql = "select count(*) from profiles where role = 'owner' and organization_id = :id"
    return await session.scalar(text(sql), {'id': desk.anna.organization_id}) or 0
