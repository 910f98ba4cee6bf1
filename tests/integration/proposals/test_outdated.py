"""An approval of what is no longer offered is refused with what changed, then goes through."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func
from sqlmodel import select

from models import Proposal, ProposalActivity, ProposalApproval, ProposalView
from models.viewer import LinkHolder
from services.errors import Outdated
from services.proposals import building, deciding, editing, visits
from services.proposals.deciding import Evidence
from services.proposals.differences import Picture, Turn, picture
from tests.integration.proposals.office import SYSTEM, Office

BROWSER = 'Mozilla/5.0 (iPhone) Mobile Safari'


async def approve(office: Office, client: LinkHolder, **more: Any) -> None:
    fields = {'name': 'Sofia', 'consent': True, 'evidence': Evidence()} | more
    await office.run(deciding.approve, client, **fields)


async def edit(office: Office, **changes: Any) -> None:
    kind = {'kind': ProposalActivity, 'id': office.room_id}
    await office.run(editing.edit, office.anna, **kind, changes=changes)


async def begin(office: Office, client: LinkHolder) -> Any:
    return await office.run(visits.begin, client, user_agent=BROWSER)


async def on_the_page(office: Office) -> Picture:
    rows = await office.rows(ProposalActivity, proposal_id=office.proposal_id)
    from services.proposals.ordering import days_in

    async with office.db.read(SYSTEM) as session:
        return picture(await office.proposal, await days_in(session, office.proposal_id), rows)


async def last_seen(office: Office, client: LinkHolder) -> int | None:
    async with office.db.read(client) as session:
        connection = await session.connection()
        found = await connection.execute(select(func.tradewind.last_seen().table_valued('number')))
        return found.scalar_one_or_none()


async def test_what_changed_is_told_from_the_version_that_was_shown(office: Office) -> None:
    client = await office.link()
    await begin(office, client)
    await edit(office, price='350', note='With a view')
    await office.run(building.add_activity, office.ben, day_id=office.day_id, title='Walk')
    await office.run(building.remove, office.ben, kind=ProposalActivity, id=office.boat_id)
    with pytest.raises(Outdated) as refused:
        await approve(office, client, version=1, total=Decimal(300))
    told = {(one.turn, one.title) for one in refused.value.changes}
    assert told == {
        (Turn.PRICE_UP, 'Room'), (Turn.REWRITTEN, 'Room'),
        (Turn.ADDED, 'Walk'), (Turn.REMOVED, 'Boat'),
    }  # fmt: skip
    assert await office.rows(ProposalApproval) == []
    await approve(office, client, version=2, total=Decimal(350))


async def test_words_alone_refuse_an_approval_of_the_page_without_them(office: Office) -> None:
    """Same version, same price: nobody approves what they could not read."""
    client = await office.link()
    seen = await on_the_page(office)
    await edit(office, note='Shared bathroom')
    with pytest.raises(Outdated) as refused:
        await approve(office, client, version=1, total=Decimal(300), seen=seen)
    assert [one.turn for one in refused.value.changes] == [Turn.REWRITTEN]
    await approve(office, client, version=1, total=Decimal(300), seen=await on_the_page(office))


async def test_a_decision_whose_answer_was_lost_is_not_refused_as_decided(office: Office) -> None:
    client = await office.link()
    told = {'version': 1, 'total': Decimal(300), 'id': uuid4()}
    for _ in range(2):
        await approve(office, client, **told)
    (kept,) = await office.rows(ProposalApproval)
    assert kept.id == told['id']


async def test_versions_are_told_only_to_links_that_have_shown_them(office: Office) -> None:
    early = await office.link()
    await begin(office, early)
    await edit(office, price='350')
    late = await office.link()
    await begin(office, late)
    for client, sees in ((early, True), (late, False)):
        async with office.db.read(client) as session:
            assert (await deciding.seen_version(session, 1) is not None) is sees


async def test_what_was_seen_last_moves_on_with_sittings_and_acknowledgements(
    office: Office,
) -> None:
    client = await office.link()
    assert await last_seen(office, client) is None
    visit = await begin(office, client)
    await edit(office, price='350')
    await begin(office, client)
    assert await last_seen(office, client) == 1, 'a reload in the same sitting changes nothing'
    await office.run(visits.acknowledge, client, visit_id=visit, version=9)
    assert await last_seen(office, client) == 2, 'nobody has seen a version that is yet to come'
    await edit(office, price='360')
    assert (await office.proposal).version == 3, 'what was acknowledged stays as it was seen'
    (first,) = await office.rows(ProposalView)
    assert (first.version, first.acknowledged) == (1, 2)
    assert (await office.row(Proposal, office.proposal_id)).client_activity == 'Read what changed'


async def test_who_leaves_has_not_seen_what_changed(office: Office) -> None:
    client = await office.link()
    visit = await begin(office, client)
    await edit(office, price='350')
    await office.run(visits.end, client, visit_id=visit)
    left = await office.row(ProposalView, visit)
    assert (left.version, left.acknowledged) == (1, None)
    assert (await office.proposal).client_activity == 'Opened it'
    await begin(office, client)
    assert await last_seen(office, client) == 1
    async with office.db.read(client) as session:
        seen = await visits.last_seen(session, client)
    assert seen is not None, 'the next visit hears what changed'
    assert seen[1].lines[office.room_id].price == 300
    await office.run(visits.acknowledge, client, visit_id=visit, version=2)
    await office.run(visits.end, client, visit_id=visit)
    assert (await office.row(ProposalView, visit)).acknowledged == 2, 'what was seen stays seen'
