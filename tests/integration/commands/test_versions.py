"""A new version begins with the first edit after the client has looked, and not before."""

from decimal import Decimal

from models import Proposal, ProposalActivity, ProposalVersion
from models.viewer import LinkHolder
from services import visits
from services.proposals import building, deciding, editing, lifecycle
from services.proposals.deciding import Evidence
from services.proposals.differences import of_snapshot
from tests.integration.commands.desk import Desk
from tests.integration.commands.test_outdated import on_the_page


async def reprice(desk: Desk, price: int) -> None:
    await desk.run(
        editing.edit,
        desk.anna,
        kind=ProposalActivity,
        id=desk.room_id,
        changes={'price': str(price)},
    )


async def look(desk: Desk, client: LinkHolder) -> None:
    await desk.run(visits.begin, client, user_agent='Mozilla/5.0 (iPhone) Mobile Safari')


async def version(desk: Desk) -> int:
    return (await desk.proposal).version


async def test_a_draft_has_one_version_however_often_it_is_edited(desk: Desk) -> None:
    for price in (1, 2, 3):
        await reprice(desk, price)
    assert await version(desk) == 1
    assert await desk.rows(ProposalVersion) == []


async def test_what_was_sent_but_not_looked_at_stays_the_first_version(desk: Desk) -> None:
    await desk.link()
    await reprice(desk, 350)
    assert await version(desk) == 1


async def test_the_first_edit_after_a_look_begins_a_version_and_keeps_the_old_one(
    desk: Desk,
) -> None:
    client = await desk.link()
    await look(desk, client)
    for price in (350, 360, 370):
        await reprice(desk, price)
    assert await version(desk) == 2
    first, second = await desk.rows(ProposalVersion)
    assert (first.number, first.total) == (1, 300)
    assert second.number == 2
    await look(desk, client)
    await reprice(desk, 380)
    assert await version(desk) == 3
    kept = {one.number: one.total for one in await desk.rows(ProposalVersion)}
    assert (kept[1], kept[2]) == (300, 370), 'what was looked at last is what was kept'


async def test_every_kind_of_edit_begins_a_version(desk: Desk) -> None:
    client = await desk.link()
    edits = (
        (building.add_day, {'proposal_id': desk.proposal_id}),
        (building.add_activity, {'day_id': desk.day_id, 'title': 'Walk'}),
        (building.duplicate_day, {'source_id': desk.day_id}),
        (building.move_day, {'id': desk.day_id, 'index': 1}),
        (building.remove, {'kind': ProposalActivity, 'id': desk.boat_id}),
        (building.restore, {'kind': ProposalActivity, 'id': desk.boat_id}),
        (editing.edit, {'kind': Proposal, 'id': desk.proposal_id, 'changes': {'title': 'New'}}),
    )
    for number, (command, fields) in enumerate(edits, 2):
        await look(desk, client)
        await desk.run(command, desk.anna, **fields)
        assert await version(desk) == number, command.__name__


async def test_a_clients_own_choice_begins_no_version(desk: Desk) -> None:
    client = await desk.link()
    await look(desk, client)
    await desk.run(deciding.choose, client, activity_id=desk.boat_id, is_selected=True)
    assert await version(desk) == 1


async def test_what_was_approved_is_kept_as_it_stood_then(desk: Desk) -> None:
    """With what the client chose, and what was edited since the version began."""
    client = await desk.link()
    await reprice(desk, 350)
    await desk.run(deciding.choose, client, activity_id=desk.boat_id, is_selected=True)
    stood = await on_the_page(desk)
    await desk.run(
        deciding.approve,
        client,
        name='Sofia',
        consent=True,
        version=1,
        total=Decimal(450),
        evidence=Evidence(),
    )
    (kept,) = await desk.rows(ProposalVersion)
    assert (kept.number, kept.total, of_snapshot(kept.snapshot)) == (1, 450, stood)
    room, boat = kept.snapshot['activities']
    assert (room['price'], boat['is_selected']) == ('350.00', True)
    await desk.run(lifecycle.reopen, desk.anna, proposal_id=desk.proposal_id)
    await reprice(desk, 999)
    first, second = await desk.rows(ProposalVersion)
    assert (first.snapshot, first.total) == (kept.snapshot, 450)
    assert second.number == 2
    assert await version(desk) == 2


async def test_a_proposal_sent_again_as_it_was_approved_keeps_what_was_approved(desk: Desk) -> None:
    client = await desk.link()
    shown = {'version': 1, 'total': Decimal(300)}
    await desk.run(
        deciding.approve, client, name='Sofia', consent=True, evidence=Evidence(), **shown
    )
    await desk.run(lifecycle.send, desk.anna, proposal_id=desk.proposal_id)
    await desk.run(deciding.choose, client, activity_id=desk.boat_id, is_selected=True)
    await reprice(desk, 350)
    kept = {one.number: one.total for one in await desk.rows(ProposalVersion)}
    assert kept == {1: 300, 2: 400}


async def test_an_approval_names_the_version_that_stood(desk: Desk) -> None:
    from models import ProposalApproval

    client = await desk.link()
    await look(desk, client)
    await reprice(desk, 350)
    await desk.run(
        deciding.approve,
        client,
        name='Sofia',
        consent=True,
        version=2,
        total=(await desk.totals()).total,
        evidence=Evidence(),
    )
    (kept,) = await desk.rows(ProposalApproval)
    assert (kept.version, kept.total) == (2, 350)
