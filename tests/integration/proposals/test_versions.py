"""A new version begins with the first edit after the client has looked, and not before."""

from decimal import Decimal

from models import Proposal, ProposalActivity, ProposalVersion
from models.viewer import LinkHolder
from services.proposals import building, deciding, editing, lifecycle, visits
from services.proposals.deciding import Evidence
from services.proposals.differences import of_snapshot
from tests.integration.proposals.office import Office
from tests.integration.proposals.test_outdated import on_the_page


async def reprice(office: Office, price: int) -> None:
    await office.run(
        editing.edit,
        office.anna,
        kind=ProposalActivity,
        id=office.room_id,
        changes={'price': str(price)},
    )


async def look(office: Office, client: LinkHolder) -> None:
    await office.run(visits.begin, client, user_agent='Mozilla/5.0 (iPhone) Mobile Safari')


async def version(office: Office) -> int:
    return (await office.proposal).version


async def test_a_draft_has_one_version_however_often_it_is_edited(office: Office) -> None:
    for price in (1, 2, 3):
        await reprice(office, price)
    assert await version(office) == 1
    assert await office.rows(ProposalVersion) == []


async def test_what_was_sent_but_not_looked_at_stays_the_first_version(office: Office) -> None:
    await office.link()
    await reprice(office, 350)
    assert await version(office) == 1


async def test_the_first_edit_after_a_look_begins_a_version_and_keeps_the_old_one(
    office: Office,
) -> None:
    client = await office.link()
    await look(office, client)
    for price in (350, 360, 370):
        await reprice(office, price)
    assert await version(office) == 2
    first, second = await office.rows(ProposalVersion)
    assert (first.number, first.total) == (1, 300)
    assert second.number == 2
    await look(office, client)
    await reprice(office, 380)
    assert await version(office) == 3
    kept = {one.number: one.total for one in await office.rows(ProposalVersion)}
    assert (kept[1], kept[2]) == (300, 370), 'what was looked at last is what was kept'


async def test_every_kind_of_edit_begins_a_version(office: Office) -> None:
    client = await office.link()
    edits = (
        (building.add_day, {'proposal_id': office.proposal_id}),
        (building.add_activity, {'day_id': office.day_id, 'title': 'Walk'}),
        (building.duplicate_day, {'source_id': office.day_id}),
        (building.move_day, {'id': office.day_id, 'index': 1}),
        (building.remove, {'kind': ProposalActivity, 'id': office.boat_id}),
        (building.restore, {'kind': ProposalActivity, 'id': office.boat_id}),
        (editing.edit, {'kind': Proposal, 'id': office.proposal_id, 'changes': {'title': 'New'}}),
    )
    for number, (command, fields) in enumerate(edits, 2):
        await look(office, client)
        await office.run(command, office.anna, **fields)
        assert await version(office) == number, command.__name__


async def test_a_clients_own_choice_begins_no_version(office: Office) -> None:
    client = await office.link()
    await look(office, client)
    await office.run(deciding.choose, client, activity_id=office.boat_id, is_selected=True)
    assert await version(office) == 1


async def test_what_was_approved_is_kept_as_it_stood_then(office: Office) -> None:
    """With what the client chose, and what was edited since the version began."""
    client = await office.link()
    await reprice(office, 350)
    await office.run(deciding.choose, client, activity_id=office.boat_id, is_selected=True)
    stood = await on_the_page(office)
    await office.run(
        deciding.approve,
        client,
        name='Sofia',
        consent=True,
        version=1,
        total=Decimal(450),
        evidence=Evidence(),
    )
    (kept,) = await office.rows(ProposalVersion)
    assert (kept.number, kept.total, of_snapshot(kept.snapshot)) == (1, 450, stood)
    room, boat = kept.snapshot['activities']
    assert (room['price'], boat['is_selected']) == ('350.00', True)
    await office.run(lifecycle.reopen, office.anna, proposal_id=office.proposal_id)
    await reprice(office, 999)
    first, second = await office.rows(ProposalVersion)
    assert (first.snapshot, first.total) == (kept.snapshot, 450)
    assert second.number == 2
    assert await version(office) == 2


async def test_a_proposal_sent_again_after_its_approval_is_a_new_version(office: Office) -> None:
    client = await office.link()
    shown = {'version': 1, 'total': Decimal(300)}
    await office.run(
        deciding.approve, client, name='Sofia', consent=True, evidence=Evidence(), **shown
    )
    await office.run(lifecycle.send, office.anna, proposal_id=office.proposal_id)
    await office.run(deciding.choose, client, activity_id=office.boat_id, is_selected=True)
    await reprice(office, 350)
    kept = {one.number: one.total for one in await office.rows(ProposalVersion)}
    assert kept == {1: 300, 2: 400, 3: 400}, 'the third as it began'


async def test_an_approval_names_the_version_that_stood(office: Office) -> None:
    from models import ProposalApproval

    client = await office.link()
    await look(office, client)
    await reprice(office, 350)
    await office.run(
        deciding.approve,
        client,
        name='Sofia',
        consent=True,
        version=2,
        total=(await office.totals()).total,
        evidence=Evidence(),
    )
    (kept,) = await office.rows(ProposalApproval)
    assert (kept.version, kept.total) == (2, 350)
