"""Operators see their own organization, write what their role lets them, and nothing elsewhere."""

import pytest

from tests.integration.rights.doors import Door, Refused, count
from tests.integration.rights.statements import (
    HIDDEN,
    PERSONAL,
    SEEN,
    TABLES,
    WORK,
    delete,
    insert,
    select,
    update,
)
from tests.integration.rights.world import World

each_table = pytest.mark.parametrize('table', TABLES)
each_worked_on = pytest.mark.parametrize('table', WORK)
ROLES = ('owner', 'member', 'reader')


@pytest.mark.parametrize('table', sorted(set(SEEN) - set(PERSONAL)))
async def test_every_member_sees_all_rows_of_their_organization_and_no_other(
    door: Door, world: World, table: str
) -> None:
    for role in ROLES:
        seen = await door.ask(
            getattr(world.home, role), f'select distinct organization_id from {table}'
        )
        assert [row[0] for row in seen.rows] == [world.home.id]


@pytest.mark.parametrize('table', PERSONAL)
async def test_what_is_personal_is_seen_and_marked_by_that_person_alone(
    door: Door, world: World, table: str
) -> None:
    for role in ROLES:
        viewer, own = getattr(world.home, role), int(role == 'member')
        assert await count(door, viewer, select(table)) == own
        assert await count(door, viewer, update(table)) == own
        with pytest.raises(Refused):
            await door.ask(viewer, delete(table))


@pytest.mark.parametrize('role', ROLES)
async def test_everybody_chooses_for_themselves_what_reaches_them(
    door: Door, world: World, role: str
) -> None:
    mine = {**world.home.names, 'profile': world.home.profiles[role]}
    preference = insert('notification_preferences').replace('client_opened', 'mention')
    assert await count(door, getattr(world.home, role), preference, mine) == 1


async def test_nobody_makes_or_rewrites_a_notification(door: Door, world: World) -> None:
    mine = {**world.home.names, 'profile': world.home.profiles['member']}
    for statement in (
        insert('notifications'),
        "update notifications set subject = 'Never said'",
        'update notifications set profile_id = %(profile)s',
    ):
        with pytest.raises(Refused):
            await door.ask(world.home.member, statement, mine)


@pytest.mark.parametrize('table', HIDDEN)
async def test_not_even_an_owner_may_ask_for_what_is_hidden(
    door: Door, world: World, table: str
) -> None:
    for statement in (select(table), insert(table), update(table), delete(table)):
        with pytest.raises(Refused):
            await door.ask(world.home.owner, statement, world.home.names)


@each_table
async def test_who_owns_nothing_sees_touches_and_deletes_nothing(
    door: Door, world: World, table: str
) -> None:
    own = 1 if table in {'organizations', 'profiles'} else 0
    assert await count(door, world.empty.owner, select(table)) == own
    assert await count(door, world.empty.owner, update(table)) <= own
    assert await count(door, world.empty.owner, delete(table)) == 0


@each_table
async def test_nobody_adds_rows_to_another_organization(
    door: Door, world: World, table: str
) -> None:
    for role in ROLES:
        with pytest.raises(Refused):
            await door.ask(getattr(world.home, role), insert(table), world.away.names)


@each_table
async def test_nobody_moves_a_row_to_another_organization(
    door: Door, world: World, table: str
) -> None:
    moved = f"update {table} set organization_id = '{world.away.id}' returning organization_id"
    for role in ROLES:
        try:
            answer = await door.ask(getattr(world.home, role), moved)
        except Refused:
            continue
        assert {row[0] for row in answer.rows} <= {world.home.id}


@each_worked_on
async def test_owners_and_members_write_what_the_organization_works_on(
    door: Door, world: World, table: str
) -> None:
    for role in ('owner', 'member'):
        assert await count(door, getattr(world.home, role), insert(table), world.home.names) == 1
        assert await count(door, getattr(world.home, role), update(table)) > 0


@each_worked_on
async def test_what_the_organization_works_on_is_deleted_for_good_by_nobody(
    door: Door, world: World, table: str
) -> None:
    """With a proposal its decisions and its history would go."""
    for role in ROLES:
        with pytest.raises(Refused):
            await door.ask(getattr(world.home, role), delete(table))


@each_table
async def test_read_only_members_write_nothing_but_their_own_profile(
    door: Door, world: World, table: str
) -> None:
    with pytest.raises(Refused):
        await door.ask(world.home.reader, insert(table), world.home.names)
    own = 1 if table == 'profiles' else 0
    assert await count(door, world.home.reader, update(table)) == own
    assert await count(door, world.home.reader, delete(table)) == 0


@pytest.mark.parametrize(
    'table',
    [
        *('proposal_transitions', 'proposal_approvals', 'proposal_views', 'proposal_versions'),
        'activity_events',
    ],
)
async def test_histories_visits_and_decisions_are_written_by_no_operator(
    door: Door, world: World, table: str
) -> None:
    for statement in (insert(table), update(table), delete(table)):
        with pytest.raises(Refused):
            await door.ask(world.home.owner, statement, world.home.names)


async def test_only_owners_change_the_organization(door: Door, world: World) -> None:
    assert await count(door, world.home.owner, update('organizations')) == 1
    assert await count(door, world.home.member, update('organizations')) == 0
    with pytest.raises(Refused):
        await door.ask(world.home.owner, insert('organizations'), world.home.names)
    with pytest.raises(Refused):
        await door.ask(world.home.owner, delete('organizations'))


async def test_only_owners_add_change_and_remove_members(door: Door, world: World) -> None:
    home = world.home
    assert await count(door, home.owner, insert('profiles'), home.names) == 1
    with pytest.raises(Refused):
        await door.ask(home.member, insert('profiles'), home.names)
    rename = f"update profiles set full_name = 'X' where id = '{home.profiles['reader']}'"
    assert await count(door, home.owner, rename) == 1
    assert await count(door, home.member, rename) == 0
    remove = f"delete from profiles where id = '{home.profiles['reader']}'"
    assert await count(door, home.owner, remove) == 1
    assert await count(door, home.member, remove) == 0


async def test_an_owner_does_not_lock_themselves_out(door: Door, world: World) -> None:
    alone = world.empty
    assert await count(door, alone.owner, 'delete from profiles') == 0


@pytest.mark.parametrize('role', ['member', 'reader'])
async def test_nobody_promotes_themselves(door: Door, world: World, role: str) -> None:
    mine = f"where id = '{world.home.profiles[role]}'"
    with pytest.raises(Refused):
        await door.ask(getattr(world.home, role), f"update profiles set role = 'owner' {mine}")
    renamed = f"update profiles set full_name = 'New name' {mine}"
    assert await count(door, getattr(world.home, role), renamed) == 1


async def test_a_comment_is_by_whoever_wrote_it(door: Door, world: World) -> None:
    forged = """insert into proposal_comments
        (organization_id, proposal_id, body, created_at, author_kind, author_id, author_name)
        values (%(organization)s, %(proposal)s, 'Forged', '2020-01-01',
            'client', %(fresh)s, 'Client')
        returning author_kind, author_id, author_name, created_at > now() - interval '1 minute'"""
    answer = await door.ask(world.home.member, forged, world.home.names)
    assert tuple(answer.rows[0]) == ('operator', world.home.member.user_id, 'Member', True)


async def test_what_was_said_stays_said(door: Door, world: World) -> None:
    edited = f"""update proposal_comments set body = 'Never said', author_name = 'Other'
        where id = '{world.home.comment}' returning body, author_name"""
    answer = await door.ask(world.home.owner, edited)
    assert 'Never said' not in answer.rows[0]
    assert 'Other' not in answer.rows[0]


async def test_stamps_are_set_by_the_database(door: Door, world: World) -> None:
    forged = f"""update proposals set revision = 900, updated_by = null, created_at = '2020-01-01',
        title = 'New' where id = '{world.home.proposal}'
        returning revision, updated_by, created_at > '2020-01-02'"""
    answer = await door.ask(world.home.member, forged)
    revision, updated_by, is_fresh = answer.rows[0]
    assert revision < 900
    assert updated_by == world.home.member.user_id
    assert is_fresh
