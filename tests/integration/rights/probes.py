"""For each policy an attempt that fails while it stands, and succeeds once it is weaker."""

from collections.abc import Awaitable, Callable

from models.viewer import Viewer
from tests.integration.rights.doors import Answer, Door, Refused
from tests.integration.rights.statements import (
    PERSONAL,
    SEEN,
    WORK,
    delete,
    insert,
    select,
    update,
)
from tests.integration.rights.world import World

Probe = Callable[[Door, World], Awaitable[bool]]
"""Whether somebody got further than their rights."""

EVERYTHING = 1_000_000


class Attempt:
    """Statements as one viewer; answers with how many rows they reached."""

    def __init__(self, door: Door, world: World) -> None:
        self._door = door
        self._world = world

    async def __call__(self, viewer: Viewer, sql: str, **more: object) -> int:
        names = {**self._world.home.names, **more}
        try:
            answer: Answer = await self._door.ask(viewer, sql, names)
        except Refused as refusal:
            return 0 if refusal.by_rights else EVERYTHING
        return answer.count


def own_rows(table: str) -> int:
    """What the owner of the empty organization has."""
    return 1 if table in {'organizations', 'profiles'} else 0


def operator_reads(table: str) -> Probe:
    async def probe(door: Door, world: World) -> bool:
        return await Attempt(door, world)(world.empty.owner, select(table)) > own_rows(table)

    return probe


def operator_adds(table: str) -> Probe:
    async def probe(door: Door, world: World) -> bool:
        attempt = Attempt(door, world)
        return bool(
            await attempt(world.home.member, insert(table), **world.away.names)
            or await attempt(world.home.reader, insert(table))
        )

    return probe


def operator_changes(table: str) -> Probe:
    # reads no column, so that only the policy for changes decides
    touch = f'update {table} set updated_at = now()'

    async def probe(door: Door, world: World) -> bool:
        attempt = Attempt(door, world)
        return bool(
            await attempt(world.empty.owner, touch) or await attempt(world.home.reader, touch)
        )

    return probe


def person_reads(table: str) -> Probe:
    async def probe(door: Door, world: World) -> bool:
        return bool(await Attempt(door, world)(world.home.owner, select(table)))

    return probe


def person_changes(table: str) -> Probe:
    marks = f'update {table} set ' + (
        'read_at = now()' * (table == 'notifications') or 'revision = 1'
    )

    async def probe(door: Door, world: World) -> bool:
        return bool(await Attempt(door, world)(world.home.owner, marks))

    return probe


def person_adds(table: str) -> Probe:
    async def probe(door: Door, world: World) -> bool:
        return bool(await Attempt(door, world)(world.home.owner, insert(table)))

    return probe


async def keeps_for_others(door: Door, world: World) -> bool:
    theirs = insert('list_views').replace('name)', 'name, profile_id)')
    theirs = theirs.replace("'New')", "'New', %(profile)s)")
    return bool(await Attempt(door, world)(world.home.owner, theirs))


async def owner_changes_organization(door: Door, world: World) -> bool:
    attempt = Attempt(door, world)
    return bool(
        await attempt(world.home.member, update('organizations'))
        or await attempt(world.empty.owner, update('organizations')) > 1
    )


async def owner_adds_profile(door: Door, world: World) -> bool:
    attempt = Attempt(door, world)
    return bool(
        await attempt(world.home.member, insert('profiles'))
        or await attempt(world.home.owner, insert('profiles'), **world.away.names)
    )


async def owner_changes_profile(door: Door, world: World) -> bool:
    attempt = Attempt(door, world)
    return (
        await attempt(world.home.member, update('profiles')) > 1
        or await attempt(world.empty.owner, update('profiles')) > 1
        or await promotes_themselves(attempt, world)
    )


async def promotes_themselves(attempt: Attempt, world: World) -> bool:
    mine = f"where id = '{world.home.profiles['member']}'"
    return bool(await attempt(world.home.member, f"update profiles set role = 'owner' {mine}"))


async def owner_deletes_profile(door: Door, world: World) -> bool:
    attempt = Attempt(door, world)
    colleague = f"{delete('profiles')} where id = '{world.home.profiles['reader']}'"
    return bool(
        await attempt(world.empty.owner, delete('profiles'))
        or await attempt(world.home.member, colleague)
    )


async def self_changes_profile(door: Door, world: World) -> bool:
    attempt = Attempt(door, world)
    mine = f"where id = '{world.home.profiles['member']}'"
    return (
        await attempt(world.home.member, update('profiles')) > 1
        or await attempt(world.home.member, f'update profiles set user_id = %(fresh)s {mine}') > 0
        or await promotes_themselves(attempt, world)
    )


def link_reads(table: str, expected: int = 1) -> Probe:
    async def probe(door: Door, world: World) -> bool:
        return await Attempt(door, world)(world.home.links['view'], select(table)) > expected

    return probe


async def link_chooses(door: Door, world: World) -> bool:
    attempt = Attempt(door, world)
    choose = 'update proposal_activities set is_selected = true'
    return (
        await attempt(world.home.links['interact'], choose) > 1
        or await attempt(world.home.links['view'], choose) > 0
    )


def link_adds(table: str, too_little: str) -> Probe:
    """`too_little` is the scope just short of what it takes."""

    async def probe(door: Door, world: World) -> bool:
        return bool(await Attempt(door, world)(world.home.links[too_little], insert(table)))

    return probe


async def link_visits(door: Door, world: World) -> bool:
    attempt = Attempt(door, world)
    link = world.home.links['view']
    staff = """insert into proposal_views (organization_id, proposal_id, share_link_id, verdict)
        values (%(organization)s, %(proposal)s, %(link)s, 'staff')"""
    return bool(
        await attempt(link, insert('proposal_views'))
        or await attempt(link, staff, link=link.share_link_id)
    )


async def link_leaves(door: Door, world: World) -> bool:
    return await Attempt(door, world)(world.home.links['view'], update('proposal_views')) > 1


PROBES: dict[tuple[str, str], Probe] = {
    **{(table, 'operator_reads'): operator_reads(table) for table in sorted({*SEEN} - {*PERSONAL})},
    **{(table, 'person_reads'): person_reads(table) for table in PERSONAL},
    **{(table, 'person_changes'): person_changes(table) for table in PERSONAL},
    **{(table, 'person_adds'): person_adds(table) for table in PERSONAL[1:]},
    **{(table, 'operator_adds'): operator_adds(table) for table in WORK},
    **{(table, 'operator_changes'): operator_changes(table) for table in WORK},
    ('list_views', 'own_or_shared'): keeps_for_others,
    ('organizations', 'owner_changes'): owner_changes_organization,
    ('profiles', 'owner_adds'): owner_adds_profile,
    ('profiles', 'owner_changes'): owner_changes_profile,
    ('profiles', 'owner_deletes'): owner_deletes_profile,
    ('profiles', 'self_changes'): self_changes_profile,
    ('organizations', 'link_reads'): link_reads('organizations'),
    ('profiles', 'link_reads'): link_reads('profiles'),
    ('proposals', 'link_reads'): link_reads('proposals'),
    ('proposal_days', 'link_reads'): link_reads('proposal_days'),
    ('proposal_activities', 'link_reads'): link_reads('proposal_activities', expected=2),
    ('proposal_comments', 'link_reads'): link_reads('proposal_comments'),
    ('share_links', 'link_reads'): link_reads('share_links'),
    ('proposal_views', 'link_reads'): link_reads('proposal_views'),
    ('proposal_approvals', 'link_reads'): link_reads('proposal_approvals'),
    ('proposal_activities', 'link_chooses'): link_chooses,
    ('proposal_comments', 'link_comments'): link_adds('proposal_comments', 'view'),
    ('proposal_approvals', 'link_decides'): link_adds('proposal_approvals', 'interact'),
    ('proposal_views', 'link_visits'): link_visits,
    ('proposal_views', 'link_leaves'): link_leaves,
}
"""By table and policy."""
