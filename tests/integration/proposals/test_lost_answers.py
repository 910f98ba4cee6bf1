"""Postgres commits and the connection breaks before it can say so: done once, and said so."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest

from models import Proposal, ProposalActivity, ProposalComment, ProposalDay, ShareLink
from services.database import Database
from services.errors import Conflict, Invalid, Unavailable
from services.proposals import (
    building,
    comments,
    deciding,
    drafting,
    editing,
    lifecycle,
    share_links,
)
from services.proposals.editing import PROPOSAL
from services.records import commands as records
from tests.chaos.database_proxy import DatabaseProxy, Loss
from tests.conftest import TestDatabase
from tests.integration.proposals.office import Office


@pytest.fixture
async def proxy(database: TestDatabase, tmp_path: Path) -> AsyncIterator[DatabaseProxy]:
    async with DatabaseProxy(database.url, tmp_path / 'db') as proxy:
        yield proxy


@pytest.fixture
async def lossy(office: Office, proxy: DatabaseProxy) -> AsyncIterator[Office]:
    """The same organization, behind a line that can be cut at a commit."""
    db = Database(proxy.url)
    yield replace(office, db=db)
    await db.close()


@pytest.mark.parametrize('loss', [Loss.ANSWER, Loss.REQUEST])
async def test_whatever_was_lost_each_command_is_done_exactly_once(
    office: Office, lossy: Office, proxy: DatabaseProxy, loss: Loss
) -> None:
    client = await office.link()
    before = len(await office.rows(ShareLink))
    of_proposal = {'proposal_id': office.proposal_id}
    said = {**of_proposal, 'organization_id': office.anna.organization_id, 'body': 'Is it calm?'}
    edit = {'kind': ProposalActivity, 'id': office.boat_id}
    acts = (
        (building.add_day, lossy.anna, {**of_proposal, 'title': 'Two', 'id': uuid4()}),
        (
            building.add_activity,
            lossy.anna,
            {'day_id': office.day_id, 'title': 'Walk', 'id': uuid4()},
        ),
        (comments.add, lossy.ben, {**said, 'id': uuid4()}),
        (comments.add, client, {**said, 'id': uuid4()}),
        (share_links.create, lossy.anna, {**of_proposal, 'id': uuid4()}),
        (
            editing.edit,
            lossy.anna,
            {**edit, 'changes': {'title': 'Cat'}, 'base': {'title': 'Boat'}},
        ),
        (deciding.choose, client, {'activity_id': office.boat_id, 'is_selected': True}),
    )
    for command, viewer, fields in acts:
        proxy.loss = loss
        await lossy.run(command, viewer, **fields)
        assert proxy.loss is Loss.NOTHING, f'{command.__name__} did not come by the line'
    assert await office.order() == ['Arrival', 'Two']
    assert await office.order(office.day_id) == ['Room', 'Cat', 'Walk']
    assert len(await office.rows(ProposalComment)) == 2
    assert len(await office.rows(ShareLink)) == before + 1
    boat = await office.row(ProposalActivity, office.boat_id)
    assert (boat.revision, boat.is_selected) == (3, True)


@pytest.mark.parametrize('loss', [Loss.ANSWER, Loss.REQUEST])
async def test_copies_and_steps_are_made_exactly_once(
    office: Office, lossy: Office, proxy: DatabaseProxy, loss: Loss
) -> None:
    of_proposal = {'proposal_id': office.proposal_id}
    new, copied = uuid4(), uuid4()
    acts = (
        (building.duplicate_activity, {'source_id': office.room_id, 'id': uuid4()}),
        (building.duplicate_day, {'source_id': office.day_id, 'id': uuid4()}),
        (drafting.create, {'title': 'Blank', 'id': new}),
        (drafting.copy, {'source_id': office.proposal_id, 'title': 'Copy', 'id': copied}),
        (lifecycle.send, of_proposal),
        (lifecycle.supersede, of_proposal),
        (drafting.archive, of_proposal),
        (records.delete, {'of': PROPOSAL, 'id': copied}),
    )
    for command, fields in acts:
        proxy.loss = loss
        await lossy.run(command, lossy.anna, **fields)
        assert proxy.loss is Loss.NOTHING, f'{command.__name__} did not come by the line'
    assert await office.order() == ['Arrival', 'Arrival']
    assert await office.order(office.day_id) == ['Room', 'Room', 'Boat']
    (blank,) = await office.rows(ProposalDay, proposal_id=new)
    assert blank.title == 'Arrival'
    assert len(await office.rows(ProposalActivity, proposal_id=copied)) == 6
    (twice,) = await office.rows(Proposal, id=office.proposal_id)
    assert (twice.status, bool(twice.archived_at)) == ('superseded', True)
    assert len(await office.rows(Proposal)) == 3


async def test_what_may_not_run_twice_is_reported_instead(
    office: Office, lossy: Office, proxy: DatabaseProxy
) -> None:
    proxy.loss = Loss.ANSWER
    with pytest.raises(Unavailable):
        await lossy.run(building.add_day, lossy.anna, proposal_id=office.proposal_id, title='Two')
    assert await office.order() == ['Arrival', 'Two']


async def test_a_repeat_finds_that_a_colleague_went_on(office: Office) -> None:
    """Anna's edit was committed unheard, Ben changed it; hers again is a choice, not a loss."""
    mine = {
        'kind': ProposalActivity, 'id': office.boat_id,
        'changes': {'title': 'Cat'}, 'base': {'title': 'Boat'},
    }  # fmt: skip
    await office.run(editing.edit, office.anna, **mine)
    theirs = {**mine, 'changes': {'title': 'Schooner'}, 'base': {'title': 'Cat'}}
    await office.run(editing.edit, office.ben, **theirs)
    with pytest.raises(Conflict):
        await office.run(editing.edit, office.anna, **mine)


async def test_a_repeat_of_what_was_removed_brings_nothing_back(office: Office) -> None:
    fields = {'proposal_id': office.proposal_id, 'title': 'Two', 'id': uuid4()}
    day = await office.run(building.add_day, office.anna, **fields)
    await office.run(building.remove, office.ben, kind=ProposalDay, id=day.id)
    again = await office.run(building.add_day, office.anna, **fields)
    assert again.id == day.id
    assert await office.order() == ['Arrival']


async def test_an_id_that_is_something_else_is_refused(office: Office) -> None:
    client = await office.link()
    said = {'proposal_id': office.proposal_id, 'organization_id': office.anna.organization_id}
    taken = await office.run(comments.add, office.anna, body='Hello', **said)
    for viewer in (office.ben, client):
        with pytest.raises(Invalid, match='already taken'):
            await office.run(comments.add, viewer, body='Another', id=taken, **said)
    (kept,) = await office.rows(ProposalComment)
    assert kept.body == 'Hello'


async def test_a_repeat_of_a_copy_finds_it_although_the_rest_went_on(office: Office) -> None:
    fields = {'source_id': office.room_id, 'id': uuid4()}
    copy = await office.run(building.duplicate_activity, office.anna, **fields)
    await office.run(building.remove, office.ben, kind=ProposalActivity, id=office.room_id)
    await office.run(lifecycle.void, office.ben, proposal_id=office.proposal_id, reason='Sold out')
    again = await office.run(building.duplicate_activity, office.anna, **fields)
    assert again.id == copy.id
    assert await office.order(office.day_id) == ['Room', 'Boat']
