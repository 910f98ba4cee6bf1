"""Each policy carries weight: weakened, or shorn of one condition, it lets somebody through."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from psycopg import AsyncConnection, sql

from tests.integration.rights.doors import Door, SqlDoor
from tests.integration.rights.probes import PROBES
from tests.integration.rights.statements import TABLES
from tests.integration.rights.world import World

BACKED_UP = {
    # The trigger `stamp` never lets a row change its organization.
    ('profiles', 'self_changes', 'organization_id'),
    # A link belongs to one proposal, by foreign key.
    ('proposal_views', 'link_reads', 'proposal_id'),
    ('proposal_views', 'link_visits', 'proposal_id'),
}
"""Conditions that something else holds as well; they stay as a second lock."""

each_policy = pytest.mark.parametrize(
    ('table', 'policy'), PROBES, ids=[f'{table}-{policy}' for table, policy in PROBES]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """What Postgres says of a policy; '' where it has no such clause."""

    table: str
    name: str
    using: str
    check: str

    @property
    def conditions(self) -> set[str]:
        return {*conjuncts(self.using), *conjuncts(self.check)}

    def without(self, condition: str = '') -> sql.Composed:
        """The statement that drops a condition, or all of them."""
        clauses = {'using': self.using, 'with check': self.check}
        weaker = [
            f'{clause} ({remaining(said, condition)})' for clause, said in clauses.items() if said
        ]
        return sql.SQL('alter policy {} on public.{} {}').format(
            sql.Identifier(self.name), sql.Identifier(self.table), sql.SQL(' '.join(weaker))
        )


def remaining(said: str, condition: str) -> str:
    kept = [f'({one})' for one in conjuncts(said) if condition and one != condition]
    return ' and '.join(kept) or 'true'


def conjuncts(said: str) -> list[str]:
    """Conditions joined by AND: `'((a = 1) AND b)'` → `['a = 1', 'b']`."""
    inner = bare(said)
    parts, depth, began = [], 0, 0
    for place, letter in enumerate(inner):
        depth += {'(': 1, ')': -1}.get(letter, 0)
        if depth == 0 and inner.startswith(' AND ', place):
            parts.append(bare(inner[began:place]))
            began = place + len(' AND ')
    return [*parts, bare(inner[began:])] if said else []


def bare(said: str) -> str:
    """Without parentheses around the whole."""
    while said.startswith('(') and closes_at(said) == len(said) - 1:
        said = said[1:-1]
    return said


def closes_at(said: str) -> int:
    depth = 0
    for place, letter in enumerate(said):
        depth += {'(': 1, ')': -1}.get(letter, 0)
        if depth == 0:
            return place
    return -1


def test_conditions_are_taken_apart_at_the_top_only() -> None:
    assert conjuncts('((a = 1) AND (b OR (c AND d)) AND e)') == [
        'a = 1',
        'b OR (c AND d)',
        'e',
    ]
    assert conjuncts('(a = (b))') == ['a = (b)']
    assert conjuncts('') == []


async def policies(connection: AsyncConnection) -> dict[tuple[str, str], Policy]:
    cursor = await connection.execute(
        """select tablename, policyname, coalesce(qual, ''), coalesce(with_check, '')
           from pg_policies where schemaname = 'public'"""
    )
    return {
        (table, name): Policy(table=table, name=name, using=using, check=check)
        for table, name, using, check in await cursor.fetchall()
    }


async def test_every_policy_has_a_probe(superuser: AsyncConnection) -> None:
    assert set(await policies(superuser)) == set(PROBES)


@each_policy
async def test_nobody_gets_past_it(door: Door, world: World, table: str, policy: str) -> None:
    assert not await PROBES[table, policy](door, world)


@each_policy
async def test_weakened_it_lets_somebody_through(
    superuser: AsyncConnection, world: World, table: str, policy: str
) -> None:
    found = (await policies(superuser))[table, policy]
    for mutant in mutants(found):
        async with superuser.transaction(force_rollback=True):
            await superuser.execute(mutant)
            assert await PROBES[table, policy](SqlDoor(superuser), world), mutant.as_string()


def mutants(policy: Policy) -> Iterator[sql.Composed]:
    yield policy.without()
    for condition in policy.conditions:
        backed_up = any(
            (policy.table, policy.name) == (table, name) and word in condition
            for table, name, word in BACKED_UP
        )
        if len(policy.conditions) > 1 and not backed_up:
            yield policy.without(condition)


async def test_every_table_is_under_row_security_even_for_its_owner(
    superuser: AsyncConnection,
) -> None:
    cursor = await superuser.execute(
        """select relname, relrowsecurity, relforcerowsecurity from pg_class
           where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')"""
    )
    found = {name: (enabled, forced) for name, enabled, forced in await cursor.fetchall()}
    housekeeping = found.pop('alembic_version')
    assert housekeeping[0]
    assert set(found) == set(TABLES)
    assert set(found.values()) == {(True, True)}


async def test_grants_are_exactly_what_policies_need(superuser: AsyncConnection) -> None:
    """Whole-table grants; column grants are tested by what clients cannot change."""
    cursor = await superuser.execute(
        """select grantee, table_name, privilege_type from information_schema.role_table_grants
           where table_schema = 'public' and grantee in ('anon', 'authenticated', 'PUBLIC')"""
    )
    found = set(await cursor.fetchall())
    cursor = await superuser.execute(
        "select tablename, cmd, roles::text[] from pg_policies where schemaname = 'public'"
    )
    served = {(role, table, cmd) for table, cmd, roles in await cursor.fetchall() for role in roles}
    unused = {
        (role, table, verb)
        for role, table, verb in found
        if verb != 'SELECT' and (role, table, verb) not in served
    }
    assert unused == set()
    assert {verb for _, _, verb in found} <= {'SELECT', 'INSERT', 'UPDATE', 'DELETE'}


async def test_functions_with_definer_rights_fix_their_search_path(
    superuser: AsyncConnection,
) -> None:
    cursor = await superuser.execute(
        """select proname from pg_proc
           where pronamespace in ('tradewind'::regnamespace, 'public'::regnamespace)
             and prosecdef and not coalesce('search_path=""' = any (proconfig), false)"""
    )
    assert await cursor.fetchall() == []


async def test_the_login_of_the_app_is_nobody_until_it_takes_a_role(
    superuser: AsyncConnection,
) -> None:
    cursor = await superuser.execute(
        """select rolsuper, rolbypassrls, rolinherit, rolcreaterole, rolcreatedb
           from pg_roles where rolname = 'tradewind_app'"""
    )
    assert await cursor.fetchone() == (False,) * 5
