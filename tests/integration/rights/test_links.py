"""A share link opens exactly one proposal, as far as its scope goes and as long as it lives."""

from uuid import uuid4

import pytest
from psycopg import AsyncConnection

from models.viewer import LinkHolder
from tests.integration.rights.doors import Door, Refused, SqlDoor, count
from tests.integration.rights.statements import (
    TABLES,
    UNSEEN_BY_LINKS,
    delete,
    insert,
    select,
    update,
)
from tests.integration.rights.world import World

SCOPES = ('view', 'interact', 'approve')
DEAD = ('expired', 'revoked', 'void', 'template', 'deleted')
each_table = pytest.mark.parametrize('table', TABLES)
each_scope = pytest.mark.parametrize('scope', SCOPES)


@each_scope
async def test_a_link_holder_sees_one_proposal_and_what_belongs_to_it(
    door: Door, world: World, scope: str
) -> None:
    home, link = world.home, world.home.links[scope]

    async def seen(sql: str) -> list[object]:
        return sorted(row[0] for row in (await door.ask(link, sql)).rows)

    assert await seen('select id from proposals') == [home.proposal]
    assert await seen('select id from proposal_days') == [home.day]
    assert await seen('select id from proposal_activities') == sorted([home.option, home.fixed])
    assert await seen('select id from proposal_comments') == [home.comment]
    assert await seen('select id from organizations') == [home.id]
    assert await seen('select id from profiles') == [home.profiles['owner']]
    assert await seen('select id from share_links') == [link.share_link_id]
    assert await seen('select proposal_id from proposal_approvals') == [home.proposal]


@pytest.mark.parametrize('table', UNSEEN_BY_LINKS)
async def test_link_holders_see_nothing_of_what_is_not_theirs(
    door: Door, world: World, table: str
) -> None:
    assert await count(door, world.home.links['approve'], select(table)) == 0


async def test_visits_of_another_link_stay_unseen(door: Door, world: World) -> None:
    for scope, seen in (('view', 1), ('approve', 1), ('interact', 0)):
        assert await count(door, world.home.links[scope], select('proposal_views')) == seen


async def test_evidence_of_a_decision_stays_with_the_organization(door: Door, world: World) -> None:
    for column in ('address_hash', 'user_agent', 'selection'):
        with pytest.raises(Refused):
            await door.ask(world.home.links['approve'], f'select {column} from proposal_approvals')
    assert await count(door, world.home.reader, 'select address_hash from proposal_approvals') == 2


@pytest.mark.parametrize('name', DEAD)
@each_table
async def test_a_link_that_ended_sees_and_does_nothing(
    door: Door, world: World, table: str, name: str
) -> None:
    link = world.home.links[name]
    names = {**world.home.names, 'proposal': link.proposal_id, 'link': link.share_link_id}
    assert await count(door, link, select(table)) == 0
    assert await count(door, link, insert(table), names) == 0
    assert await count(door, link, update(table)) == 0
    assert await count(door, link, delete(table)) == 0


@each_table
async def test_a_link_that_never_was_sees_nothing(door: Door, world: World, table: str) -> None:
    stranger = LinkHolder(
        share_link_id=uuid4(), proposal_id=world.home.proposal, organization_id=world.home.id
    )
    assert await count(door, stranger, select(table)) == 0


@each_scope
async def test_only_optional_activities_are_chosen_and_only_with_the_scope(
    door: Door, world: World, scope: str
) -> None:
    choose = 'update proposal_activities set is_selected = not is_selected returning id'
    link = world.home.links[scope]
    touched = [row[0] for row in (await door.ask(link, choose)).rows]
    assert touched == ([] if scope == 'view' else [world.home.option])


@pytest.mark.parametrize('column', ['price', 'title', 'is_optional', 'deleted_at', 'position'])
async def test_a_client_changes_nothing_of_an_activity_but_the_choice(
    door: Door, world: World, column: str
) -> None:
    with pytest.raises(Refused):
        await door.ask(
            world.home.links['approve'], f'update proposal_activities set {column} = {column}'
        )


@each_scope
async def test_commenting_needs_the_scope(door: Door, world: World, scope: str) -> None:
    made = await count(door, world.home.links[scope], insert('proposal_comments'), world.home.names)
    assert made == (0 if scope == 'view' else 1)


@each_scope
async def test_deciding_needs_the_scope(door: Door, world: World, scope: str) -> None:
    made = await count(
        door, world.home.links[scope], insert('proposal_approvals'), world.home.names
    )
    assert made == (1 if scope == 'approve' else 0)


@pytest.mark.parametrize(
    'change', ["status = 'approved'", "status = 'superseded'", 'valid_until = current_date - 2']
)
async def test_a_proposal_that_is_no_longer_open_is_neither_chosen_nor_decided(
    world: World, change: str, superuser: AsyncConnection
) -> None:
    """The link still shows it, and questions may still be asked."""
    async with superuser.transaction(force_rollback=True):
        inside = SqlDoor(superuser)
        await superuser.execute(
            f'update proposals set {change} where id = %s', [world.home.proposal]
        )
        link = world.home.links['approve']
        assert await count(inside, link, select('proposals')) == 1
        assert await count(inside, link, insert('proposal_comments'), world.home.names) == 1
        assert await count(inside, link, 'update proposal_activities set is_selected = true') == 0
        assert await count(inside, link, insert('proposal_approvals'), world.home.names) == 0


@pytest.mark.parametrize('table', ['proposal_comments', 'proposal_approvals', 'proposal_views'])
async def test_a_link_writes_into_no_other_proposal(door: Door, world: World, table: str) -> None:
    link = world.home.links['approve']
    other = world.home.links['other']
    for names in (
        {**world.home.names, 'proposal': other.proposal_id},
        {**world.home.names, 'proposal': other.proposal_id, 'link': other.share_link_id},
        world.away.names,
    ):
        with pytest.raises(Refused):
            await door.ask(link, insert(table), names)


async def test_a_decision_is_by_the_link_that_was_presented(door: Door, world: World) -> None:
    forged = {**world.home.names, 'link': world.home.links['view'].share_link_id}
    link = world.home.links['approve']
    answer = await door.ask(link, insert('proposal_approvals') + ' returning share_link_id', forged)
    assert answer.rows[0][0] == link.share_link_id


async def test_a_client_cannot_speak_as_the_operator(door: Door, world: World) -> None:
    forged = """insert into proposal_comments
        (organization_id, proposal_id, body, author_kind, author_id, is_resolved, link_label)
        values (%(organization)s, %(proposal)s, 'Forged', 'operator', %(fresh)s, true, 'Forged')
        returning author_kind, author_id, is_resolved, link_label = 'Forged'"""
    link = world.home.links['interact']
    answer = await door.ask(link, forged, world.home.names)
    assert tuple(answer.rows[0]) == ('client', link.share_link_id, False, False)


async def test_a_client_cannot_pass_for_staff_or_for_another_link(door: Door, world: World) -> None:
    link = world.home.links['view']
    mine = {**world.home.names, 'link': link.share_link_id}
    assert await count(door, link, insert('proposal_views'), mine) == 1
    with pytest.raises(Refused):
        await door.ask(link, insert('proposal_views'), world.home.names)
    staff = """insert into proposal_views (organization_id, proposal_id, share_link_id, verdict)
        values (%(organization)s, %(proposal)s, %(link)s, 'staff')"""
    with pytest.raises(Refused):
        await door.ask(link, staff, mine)


async def test_a_client_ends_their_own_visits_only(door: Door, world: World) -> None:
    leave = 'update proposal_views set ended_at = now()'
    for scope, own in (('view', 1), ('approve', 1), ('interact', 0)):
        assert await count(door, world.home.links[scope], leave) == own
    with pytest.raises(Refused):
        await door.ask(world.home.links['view'], "update proposal_views set verdict = 'human'")


@pytest.mark.parametrize(
    'table',
    [one for one in TABLES if one not in {'proposal_activities', 'proposal_views'}],
)
async def test_clients_update_nothing_else_and_delete_nothing(
    door: Door, world: World, table: str
) -> None:
    with pytest.raises(Refused):
        await door.ask(world.home.links['approve'], update(table))
    with pytest.raises(Refused):
        await door.ask(world.home.links['approve'], delete(table))


async def test_a_client_is_shown_no_member_of_another_organization(
    door: Door, world: World
) -> None:
    """A proposal cannot name one as its owner, whom clients see."""
    for owner, expected in ((world.home.profiles['member'], 1), (world.away.profiles['owner'], 0)):
        named = f"update proposals set owner_id = '{owner}' where id = '{world.home.proposal}'"
        assert await count(door, world.home.owner, named) == expected
