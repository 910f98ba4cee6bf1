"""The list of proposals: a keyed re-read gives the same cards as reading everything."""

from datetime import UTC, datetime
from uuid import uuid4

from models import ProposalStatus
from services.contacts import commands as contacts
from services.proposals import cards, deciding, drafting, visits
from tests.integration.proposals.office import Office


async def read(office: Office, *ids: object) -> list[cards.ProposalCard]:
    keys = frozenset(ids) if ids else None
    async with office.db.read(office.rita) as session:
        return await cards.cards(session, office.anna.organization_id, keys)  # type: ignore[arg-type]


async def test_a_card_says_what_the_list_shows(office: Office) -> None:
    client = await office.link()
    await office.run(deciding.choose, client, activity_id=office.boat_id, is_selected=True)
    (card,) = await read(office)
    assert (card.title, card.status, card.total) == ('Madeira', ProposalStatus.VIEWED, 400)
    assert card.client_activity == 'Added Boat'
    assert (card.client_name, card.is_template, card.is_archived) == ('', False, False)


async def test_reading_by_key_equals_reading_everything(office: Office) -> None:
    sofia = await office.run(contacts.add_contact, office.anna, full_name='Sofia')
    for number in range(5):
        await office.run(
            drafting.copy,
            office.anna,
            source_id=office.proposal_id,
            title=f'Copy {number}',
            client_id=sofia.id if number % 2 else None,
            as_template=number == 4,
        )
    everything = await read(office)
    assert len(everything) == 6
    for card in everything:
        assert await read(office, card.id) == [card]
    some = everything[1:4]
    assert await read(office, *(card.id for card in some)) == some
    assert await read(office, uuid4()) == []


async def test_the_latest_act_comes_first(office: Office) -> None:
    await office.run(drafting.create, office.anna, title='Younger')
    client = await office.link()
    await office.run(visits.begin, client, user_agent='Mozilla/5.0 (iPhone) Mobile Safari')
    found = await read(office)
    assert [card.title for card in found] == ['Madeira', 'Younger']
    assert sorted(found, key=cards.newest_first) == found


async def test_the_deleted_are_left_out_and_the_archived_marked(office: Office) -> None:
    copy = await office.run(drafting.copy, office.anna, source_id=office.proposal_id, title='Copy')
    await office.run(drafting.archive, office.anna, proposal_id=copy.id)
    await office.run(drafting.delete, office.anna, proposal_id=office.proposal_id)
    assert [(card.title, card.is_archived) for card in await read(office)] == [('Copy', True)]


async def test_moments_are_in_utc(office: Office) -> None:
    (card,) = await read(office)
    assert abs((datetime.now(UTC) - card.updated_at).total_seconds()) < 60
