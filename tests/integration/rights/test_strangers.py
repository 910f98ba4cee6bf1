"""Nobody in particular, people of no organization, and claims that were made up."""

from dataclasses import dataclass
from uuid import uuid4

import pytest

from models.viewer import Operator, Viewer
from tests.integration.rights.doors import Door, Refused, count
from tests.integration.rights.statements import TABLES, delete, insert, select, update
from tests.integration.rights.world import World

each_table = pytest.mark.parametrize('table', TABLES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forged(Viewer):
    """A viewer whose claims say whatever somebody wrote into them."""

    said: str
    acts_as: str = 'anon'

    @property
    def role(self) -> str:
        return self.acts_as

    @property
    def claims(self) -> str:
        return self.said


async def does_nothing(door: Door, viewer: Viewer, table: str, world: World) -> None:
    assert await count(door, viewer, select(table)) == 0
    assert await count(door, viewer, insert(table), world.home.names) == 0
    assert await count(door, viewer, update(table)) == 0
    assert await count(door, viewer, delete(table)) == 0


@each_table
async def test_anonymous_sees_and_does_nothing(door: Door, world: World, table: str) -> None:
    await does_nothing(door, world.anonymous, table, world)


@each_table
async def test_a_user_of_no_organization_sees_and_does_nothing(
    door: Door, world: World, table: str
) -> None:
    nobody = Operator(user_id=uuid4(), organization_id=world.home.id)
    await does_nothing(door, nobody, table, world)


@each_table
async def test_an_operator_who_names_another_organization_gets_nothing_of_it(
    door: Door, world: World, table: str
) -> None:
    """The claims carry the user only; where they work is the database's to know."""
    pretender = Operator(user_id=world.empty.owner.user_id, organization_id=world.home.id)
    elsewhere = f"{select(table)} where organization_id = '{world.home.id}'"
    assert await count(door, pretender, elsewhere) == 0


FORGERIES = {
    'no claims': ('anon', ''),
    'empty claims': ('anon', '{}'),
    'a member without the role': ('anon', '{"sub": "OWNER"}'),
    'a role in the claims': ('anon', '{"role": "service_role", "sub": "OWNER"}'),
    'a link that is a proposal': ('anon', '{"share_link_id": "PROPOSAL"}'),
    'a link that is no uuid': ('anon', '{"share_link_id": "\' or true --"}'),
    'a link in a list': ('anon', '{"share_link_id": ["LINK"]}'),
    'a link one level down': ('anon', '{"user_metadata": {"share_link_id": "LINK"}}'),
    'a link with the wrong role': ('authenticated', '{"share_link_id": "LINK"}'),
    'an organization': ('authenticated', '{"organization_id": "OFFICE"}'),
    'an organization for a user': ('authenticated', '{"sub": "OFFICE"}'),
}
"""Role and claims, with words for ids."""


@pytest.mark.parametrize(('role', 'said'), FORGERIES.values(), ids=FORGERIES.keys())
async def test_forged_claims_open_nothing(door: Door, world: World, role: str, said: str) -> None:
    home = world.home
    ids = {
        'OWNER': home.owner.user_id,
        'PROPOSAL': home.proposal,
        'LINK': home.links['approve'].share_link_id,
        'OFFICE': home.id,
    }
    for word, id in ids.items():
        said = said.replace(word, str(id))
    for table in TABLES:
        await does_nothing(door, Forged(said=said, acts_as=role), table, world)


@pytest.mark.parametrize('role', ['anon', 'authenticated'])
async def test_inner_functions_are_not_for_calling(door: Door, world: World, role: str) -> None:
    forged = Forged(said='{}', acts_as=role)
    with pytest.raises(Refused):
        await door.ask(
            forged,
            "select tradewind.note_client_act(%(proposal)s, 'x', 'approved', array['sent'])",
            world.home.names,
        )


async def test_schema_housekeeping_is_hidden(door: Door, world: World) -> None:
    for viewer in (world.anonymous, world.home.owner):
        with pytest.raises(Refused):
            await door.ask(viewer, 'select * from alembic_version')


async def test_the_list_of_users_is_hidden(door: Door, world: World) -> None:
    for viewer in (world.anonymous, world.home.owner):
        with pytest.raises(Refused):
            await door.ask(viewer, 'select * from auth.users')
