"""The list of proposals: a keyed re-read gives the same cards as reading everything."""

from datetime import UTC, datetime
from uuid import uuid4

from models import ProposalStatus
from services import organizations, visits
from services.proposals import cards, deciding, drafting
from tests.integration.commands.desk import Desk


async def read(desk: Desk, *ids: object) -> list[cards.ProposalCard]:
    keys = frozenset(ids) if ids else None
    async with desk.db.read(desk.rita) as session:
        return await cards.cards(session, desk.anna.organization_id, keys)  # type: ignore[arg-type]


async def test_a_card_says_what_the_list_shows(desk: Desk) -> None:
    client = await desk.link()
    await desk.run(deciding.choose, client, activity_id=desk.boat_id, is_selected=True)
    (card,) = await read(desk)
    assert (card.title, card.status, card.total) == ('Madeira', ProposalStatus.VIEWED, 400)
    assert card.client_activity == 'Added Boat'
    assert (card.client_name, card.is_template, card.is_archived) == ('', False, False)


async def test_reading_by_key_equals_reading_everything(desk: Desk) -> None:
    sofia = await desk.run(organizations.add_contact, desk.anna, full_name='Sofia')
    for number in range(5):
        await desk.run(
            drafting.copy,
            desk.anna,
            source_id=desk.proposal_id,
            title=f'Copy {number}',
            client_id=sofia.id if number % 2 else None,
            as_template=number == 4,
        )
    everything = await read(desk)
    assert len(everything) == 6
    for card in everything:
        assert await read(desk, card.id) == [card]
    some = everything[1:4]
    assert await read(desk, *(card.id for card in some)) == some
    assert await read(desk, uuid4()) == []


async def test_the_latest_act_comes_first(desk: Desk) -> None:
    await desk.run(drafting.create, desk.anna, title='Younger')
    client = await desk.link()
    await desk.run(visits.begin, client, user_agent='Mozilla/5.0 (iPhone) Mobile Safari')
    found = await read(desk)
    assert [card.title for card in found] == ['Madeira', 'Younger']
    assert sorted(found, key=cards.newest_first) == found


async def test_the_deleted_are_left_out_and_the_archived_marked(desk: Desk) -> None:
    copy = await desk.run(drafting.copy, desk.anna, source_id=desk.proposal_id, title='Copy')
    await desk.run(drafting.archive, desk.anna, proposal_id=copy.id)
    await desk.run(drafting.delete, desk.anna, proposal_id=desk.proposal_id)
    assert [(card.title, card.is_archived) for card in await read(desk)] == [('Copy', True)]


async def test_moments_are_in_utc(desk: Desk) -> None:
    (card,) = await read(desk)
    assert abs((datetime.now(UTC) - card.updated_at).total_seconds()) < 60
