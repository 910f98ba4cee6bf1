"""An approval of what is no longer offered is refused with what changed, then goes through."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func
from sqlmodel import select

from models import Proposal, ProposalActivity, ProposalApproval, ProposalView
from models.viewer import LinkHolder
from services import visits
from services.errors import Outdated
from services.proposals import building, deciding, editing
from services.proposals.deciding import Evidence
from services.proposals.differences import Picture, Turn, picture
from tests.integration.commands.desk import SYSTEM, Desk

BROWSER = 'Mozilla/5.0 (iPhone) Mobile Safari'


async def approve(desk: Desk, client: LinkHolder, **more: Any) -> None:
    fields = {'name': 'Sofia', 'consent': True, 'evidence': Evidence()} | more
    await desk.run(deciding.approve, client, **fields)


async def edit(desk: Desk, **changes: Any) -> None:
    kind = {'kind': ProposalActivity, 'id': desk.room_id}
    await desk.run(editing.edit, desk.anna, **kind, changes=changes)


async def begin(desk: Desk, client: LinkHolder) -> Any:
    return await desk.run(visits.begin, client, user_agent=BROWSER)


async def on_the_page(desk: Desk) -> Picture:
    rows = await desk.rows(ProposalActivity, proposal_id=desk.proposal_id)
    from services.proposals.ordering import days_in

    async with desk.db.read(SYSTEM) as session:
        return picture(await desk.proposal, await days_in(session, desk.proposal_id), rows)


async def last_seen(desk: Desk, client: LinkHolder) -> int | None:
    async with desk.db.read(client) as session:
        connection = await session.connection()
        found = await connection.execute(select(func.tradewind.last_seen().table_valued('number')))
        return found.scalar_one_or_none()


async def test_what_changed_is_told_from_the_version_that_was_shown(desk: Desk) -> None:
    client = await desk.link()
    await begin(desk, client)
    await edit(desk, price='350', note='With a view')
    await desk.run(building.add_activity, desk.ben, day_id=desk.day_id, title='Walk')
    await desk.run(building.remove, desk.ben, kind=ProposalActivity, id=desk.boat_id)
    with pytest.raises(Outdated) as refused:
        await approve(desk, client, version=1, total=Decimal(300))
    told = {(one.turn, one.title) for one in refused.value.changes}
    assert told == {
        (Turn.PRICE_UP, 'Room'), (Turn.REWRITTEN, 'Room'),
        (Turn.ADDED, 'Walk'), (Turn.REMOVED, 'Boat'),
    }  # fmt: skip
    assert await desk.rows(ProposalApproval) == []
    await approve(desk, client, version=2, total=Decimal(350))


async def test_words_alone_refuse_an_approval_of_the_page_without_them(desk: Desk) -> None:
    """Same version, same price: nobody approves what they could not read."""
    client = await desk.link()
    seen = await on_the_page(desk)
    await edit(desk, note='Shared bathroom')
    with pytest.raises(Outdated) as refused:
        await approve(desk, client, version=1, total=Decimal(300), seen=seen)
    assert [one.turn for one in refused.value.changes] == [Turn.REWRITTEN]
    await approve(desk, client, version=1, total=Decimal(300), seen=await on_the_page(desk))


async def test_a_decision_whose_answer_was_lost_is_not_refused_as_decided(desk: Desk) -> None:
    client = await desk.link()
    told = {'version': 1, 'total': Decimal(300), 'id': uuid4()}
    for _ in range(2):
        await approve(desk, client, **told)
    (kept,) = await desk.rows(ProposalApproval)
    assert kept.id == told['id']


async def test_versions_are_told_only_to_links_that_have_shown_them(desk: Desk) -> None:
    early = await desk.link()
    await begin(desk, early)
    await edit(desk, price='350')
    late = await desk.link()
    await begin(desk, late)
    for client, sees in ((early, True), (late, False)):
        async with desk.db.read(client) as session:
            assert (await deciding.seen_version(session, 1) is not None) is sees


async def test_what_was_seen_last_moves_on_with_sittings_and_acknowledgements(desk: Desk) -> None:
    client = await desk.link()
    assert await last_seen(desk, client) is None
    visit = await begin(desk, client)
    await edit(desk, price='350')
    await begin(desk, client)
    assert await last_seen(desk, client) == 1, 'a reload in the same sitting changes nothing'
    await desk.run(visits.acknowledge, client, visit_id=visit, version=9)
    assert await last_seen(desk, client) == 2, 'nobody has seen a version that is yet to come'
    await edit(desk, price='360')
    assert (await desk.proposal).version == 3, 'what was acknowledged stays as it was seen'
    (first, _) = await desk.rows(ProposalView)
    assert (first.version, first.acknowledged) == (1, 2)
    assert (await desk.row(Proposal, desk.proposal_id)).client_activity == 'Read what changed'


async def test_who_leaves_has_not_seen_what_changed(desk: Desk) -> None:
    client = await desk.link()
    visit = await begin(desk, client)
    await edit(desk, price='350')
    await desk.run(visits.end, client, visit_id=visit)
    left = await desk.row(ProposalView, visit)
    assert (left.version, left.acknowledged) == (1, None)
    assert (await desk.proposal).client_activity == 'Opened it'
    await begin(desk, client)
    assert await last_seen(desk, client) == 1
    async with desk.db.read(client) as session:
        seen = await visits.last_seen(session, client)
    assert seen is not None, 'the next visit hears what changed'
    assert seen[1].lines[desk.room_id].price == 300
    await desk.run(visits.acknowledge, client, visit_id=visit, version=2)
    await desk.run(visits.end, client, visit_id=visit)
    assert (await desk.row(ProposalView, visit)).acknowledged == 2, 'what was seen stays seen'
