"""The functions policies stand on: each of their conditions keeps somebody out."""

from collections.abc import Callable

import pytest
from psycopg import AsyncConnection

from models.viewer import Viewer
from tests.integration.rights.doors import SqlDoor, count
from tests.integration.rights.statements import insert, select
from tests.integration.rights.world import World

Somebody = Callable[[World], Viewer]
DECIDE = insert('proposal_approvals')
CHOOSE = 'update proposal_activities set is_selected = true'
OPEN = "and p.status in ('draft', 'sent', 'viewed', 'commented')"
CURRENT = 'and not tradewind.is_past(p.valid_until, p.organization_id)'


def link(name: str) -> Somebody:
    return lambda world: world.home.links[name]


CONDITIONS: dict[str, tuple[str, str, str, Somebody, str]] = {
    'revoked': ('live_link', 'and l.revoked_at is null', '', link('revoked'), select('proposals')),
    'expired': (
        'live_link',
        'and (l.expires_at is null or l.expires_at > now())',
        '',
        link('expired'),
        select('proposals'),
    ),
    'deleted': ('live_link', 'and p.deleted_at is null', '', link('deleted'), select('proposals')),
    'template': ('live_link', 'and not p.is_template', '', link('template'), select('proposals')),
    'void': ('live_link', "and p.status <> 'void'", '', link('void'), select('proposals')),
    'comment': (
        'link_proposal',
        "'comment' then l.scope in ('interact', 'approve')",
        "'comment' then true",
        link('view'),
        insert('proposal_comments'),
    ),
    'choose': (
        'link_proposal',
        "'choose' then l.scope in ('interact', 'approve')",
        "'choose' then true",
        link('view'),
        CHOOSE,
    ),
    'decide': (
        'link_proposal',
        "'decide' then l.scope = 'approve'",
        "'decide' then true",
        link('interact'),
        DECIDE,
    ),
    'role': (
        'may_write',
        "tradewind.my_role() in ('owner', 'member')",
        'tradewind.my_role() is not null',
        lambda world: world.home.reader,
        insert('contacts'),
    ),
}
"""What it is about → function, condition, what stands in its place, who gets in, and where."""


@pytest.mark.parametrize('name', CONDITIONS)
async def test_without_the_condition_somebody_gets_in(
    superuser: AsyncConnection, world: World, name: str
) -> None:
    function, condition, instead, who, statement = CONDITIONS[name]
    door = SqlDoor(superuser)
    assert await count(door, who(world), statement, world.home.names) == 0
    async with superuser.transaction(force_rollback=True):
        await weaken(superuser, function, condition, instead)
        assert await count(door, who(world), statement, world.home.names) > 0


@pytest.mark.parametrize(
    ('condition', 'closed'),
    [(OPEN, "status = 'declined'"), (CURRENT, 'valid_until = current_date - 2')],
    ids=['open', 'current'],
)
@pytest.mark.parametrize(
    'statement', [CHOOSE, insert('proposal_approvals')], ids=['choose', 'decide']
)
async def test_without_the_condition_a_closed_proposal_is_changed(
    superuser: AsyncConnection, world: World, condition: str, closed: str, statement: str
) -> None:
    door, client = SqlDoor(superuser), world.home.links['approve']
    async with superuser.transaction(force_rollback=True):
        await superuser.execute(
            f'update proposals set {closed} where id = %s', [world.home.proposal]
        )
        assert await count(door, client, statement, world.home.names) == 0
        await weaken(superuser, 'link_proposal', condition, '')
        assert await count(door, client, statement, world.home.names) == 1


async def weaken(connection: AsyncConnection, function: str, condition: str, instead: str) -> None:
    """Define the function anew, with something else in place of the condition."""
    cursor = await connection.execute(
        f'select pg_get_functiondef(p.oid) from pg_proc p'
        f" where pronamespace = 'tradewind'::regnamespace and proname = '{function}'"
    )
    found = await cursor.fetchone()
    assert found is not None
    assert condition in found[0]
    await connection.execute(found[0].replace(condition, instead))
