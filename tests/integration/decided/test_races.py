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
from tests.integration.proposals.office import Office, join, set_up

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


async def waiting(office: Office, count: int = 1) -> None:
    """Until so many of this database's connections wait for a lock."""
    sql = text(
        'select count(distinct pid) from pg_locks join pg_stat_activity using (pid)'
        ' where not granted and datname = current_database()'
    )

    async def is_so() -> bool:
        async with office.db.read(System()) as session:
            return (await session.scalar(sql) or 0) >= count

    await eventually(is_so)


async def test_an_approval_waits_for_a_writer_past_the_app_and_sees_it(
    office: Office, write: Writer
) -> None:
    client = await office.link()
    async with await write.begin(office.ben) as writer:
        await writer.execute(DEARER, [office.room_id])
        decision = asyncio.create_task(office.run(deciding.approve, client, **SIGNED))
        await waiting(office)
    with pytest.raises(Outdated):
        await decision
    assert await office.rows(ProposalApproval, proposal_id=office.proposal_id) == []


async def test_a_writer_past_the_app_waits_for_an_approval_and_is_refused(
    office: Office, write: Writer
) -> None:
    client = await office.link()
    async with office.db.write(client) as session:
        await deciding.approve(session, client, **SIGNED)
        change = asyncio.create_task(write(office.ben, DEARER, office.room_id))
        await waiting(office)
    with pytest.raises((psycopg.errors.CheckViolation, psycopg.errors.LockNotAvailable)):
        await change
    assert (await office.row(ProposalActivity, office.room_id)).price == 300


async def test_an_edit_of_the_app_is_no_deadlock_with_a_writer_past_it(
    office: Office, write: Writer
) -> None:
    """Each has what the other waits for; the edit is the one that is taken."""
    row = {'kind': ProposalActivity, 'id': office.room_id}
    async with office.db.write(office.anna) as session:
        await editing.lock_proposal(session, office.proposal_id)
        change = asyncio.create_task(write(office.ben, DEARER, office.room_id))
        await waiting(office)
        await editing.edit(session, office.anna, **row, changes={'price': '350'})
    with pytest.raises(psycopg.errors.LockNotAvailable):
        await change
    assert (await office.row(ProposalActivity, office.room_id)).price == 350


async def test_of_many_approvals_and_changes_at_once_none_says_what_is_not_kept(
    office: Office, write: Writer
) -> None:
    offices = [office, *[await set_up(office.db) for _ in range(11)]]
    clients = [await one.link() for one in offices]
    acts = [
        act
        for one, client in zip(offices, clients, strict=True)
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
    async with office.db.read(System()) as session:
        connection = await session.connection()
        found = await connection.execute(LIES, {'proposals': [one.proposal_id for one in offices]})
        assert found.all() == []


@pytest.mark.parametrize('act', ['approve', 'decline', 'choose'])
async def test_who_waits_while_the_link_ends_hears_that_it_ended(office: Office, act: str) -> None:
    client = await office.link()
    fields: dict[str, Any] = {
        'approve': SIGNED,
        'decline': {'name': '', 'reason': '', 'evidence': Evidence()},
        'choose': {'activity_id': office.boat_id, 'is_selected': True},
    }[act]
    async with office.db.write(office.anna) as session:
        await editing.lock_proposal(session, office.proposal_id)
        waits = asyncio.create_task(office.run(getattr(deciding, act), client, **fields))
        await waiting(office)
        await office.run(share_links.revoke, office.ben, link_id=client.share_link_id)
    with pytest.raises(NotFound, match='no longer opens'):
        await waits


async def test_a_link_ends_after_what_its_holder_is_doing(office: Office) -> None:
    """Between two looks of an approval nothing is taken away."""
    client = await office.link()
    async with office.db.write(client) as session:
        await deciding.lock_proposal(session)
        end = asyncio.create_task(
            office.run(share_links.revoke, office.anna, link_id=client.share_link_id)
        )
        await waiting(office)
        await deciding.approve(session, client, **SIGNED)
    await end
    (kept,) = await office.rows(ProposalApproval, proposal_id=office.proposal_id)
    assert kept.total == 300


LEAVE = {
    'a lesser role': "update profiles set role = 'member' where user_id = %s",
    'another person': 'update profiles set user_id = gen_random_uuid() where user_id = %s',
    'another organization': 'update profiles set organization_id = gen_random_uuid(),'
    " role = 'read_only' where user_id = %s",
    'all at once': "update profiles set role = 'member' where %s::uuid is not null",
}


@pytest.mark.parametrize('statement', LEAVE.values(), ids=LEAVE.keys())
async def test_the_last_owner_stays_one(office: Office, write: Writer, statement: str) -> None:
    with pytest.raises(psycopg.errors.CheckViolation):
        await write(office.anna, statement, office.anna.user_id)


async def test_an_owner_goes_where_another_stays(office: Office, write: Writer) -> None:
    await join(office.db, office.anna, MemberRole.OWNER, 'Otto')
    assert await write(office.anna, LEAVE['a lesser role'], office.anna.user_id) == 1


@pytest.mark.parametrize('how', ['demote themselves', 'remove each other'])
async def test_of_two_last_owners_who_go_at_once_one_stays(
    office: Office, write: Writer, how: str
) -> None:
    otto = await join(office.db, office.anna, MemberRole.OWNER, 'Otto')
    await write(office.anna, 'update proposals set owner_id = null')

    def going(who: Operator, other: Operator) -> tuple[str, Any]:
        if how == 'demote themselves':
            return LEAVE['a lesser role'], who.user_id
        return 'delete from profiles where user_id = %s', other.user_id

    async with await write.begin(office.anna) as first:
        statement, whom = going(office.anna, otto)
        await first.execute(statement, [whom])
        second = asyncio.create_task(write(otto, *going(otto, office.anna)))
        await waiting(office)
    with pytest.raises(psycopg.errors.CheckViolation):
        await second
    async with office.db.read(System()) as session:
        assert await owners(session, office) == 1


async def owners(session: AsyncSession, office: Office) -> int:
    sql = "select count(*) from profiles where role = 'owner' and organization_id = :id"
    return await session.scalar(text(sql), {'id': office.anna.organization_id}) or 0
