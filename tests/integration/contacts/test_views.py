"""Views that people keep of the list of contacts: whose they are, and what is made of them."""

from dataclasses import replace
from typing import Any

import pytest

from models import ListView
from models.viewer import Operator
from services.commands.editables import edit
from services.contacts.queries import CONTACTS, Sort
from services.errors import Invalid, NotAllowed
from services.records import commands, views
from services.records.lists import State
from tests.integration.proposals.office import Office

WARM: State = replace(
    CONTACTS.start.searched('oslo'), sort=Sort.NAME, reverse=True, filters=frozenset({'stage:lead'})
)


async def keep(office: Office, viewer: Operator, **more: Any) -> ListView:
    given: dict[str, Any] = {'list': 'contacts', 'name': 'Warm', 'state': views.as_json(WARM)}
    kept: ListView = await office.run(views.keep, viewer, **given | more)
    return kept


async def seen(office: Office, viewer: Operator) -> list[str]:
    async with office.db.read(viewer) as session:
        found = await views.list_views(viewer.organization_id).read(session)
    return [view.name for view in found]


async def test_one_s_own_are_seen_by_oneself_and_shared_ones_by_all(office: Office) -> None:
    await keep(office, office.anna, name='Mine')
    shared = await keep(office, office.anna, name='Ours', is_shared=True, position=1)
    assert await seen(office, office.anna) == ['Mine', 'Ours']
    assert await seen(office, office.ben) == await seen(office, office.rita) == ['Ours']
    await office.run(edit, office.ben, of=views.VIEW, id=shared.id, changes={'name': 'Warm'})
    assert await seen(office, office.rita) == ['Warm']
    with pytest.raises(NotAllowed):
        await office.run(commands.delete, office.rita, of=views.VIEW, id=shared.id)
    await office.run(commands.delete, office.ben, of=views.VIEW, id=shared.id)
    assert await seen(office, office.rita) == []


async def test_a_view_is_kept_once_and_shows_what_was_kept(office: Office) -> None:
    row = await keep(office, office.anna)
    again = await keep(office, office.anna, id=row.id)
    assert again.id == row.id
    assert views.as_state(CONTACTS, row) == replace(WARM, tab=str(row.id))
    assert views.is_same(views.as_state(CONTACTS, row), WARM)


async def test_nobody_rewrites_a_view_of_somebody_else(office: Office) -> None:
    row = await keep(office, office.anna)
    with pytest.raises(Exception, match=r'no longer here|cannot|not change'):
        await office.run(edit, office.ben, of=views.VIEW, id=row.id, changes={'name': 'Theirs'})


@pytest.mark.parametrize('wrong', [{'name': ' '}, {'list': 'No list'}, {'position': -1}])
async def test_what_is_no_view_is_refused(office: Office, wrong: dict[str, Any]) -> None:
    with pytest.raises(Invalid):
        await keep(office, office.anna, **wrong)
