"""The list of proposals: a keyed re-read gives the same cards as reading a window."""

from datetime import UTC, datetime
from uuid import UUID, uuid4

from models import ProposalStatus
from services.contacts.commands import CONTACT
from services.proposals import deciding, drafting, visits
from services.proposals.cards import ProposalCard
from services.proposals.editing import PROPOSAL
from services.proposals.list_state import START, Shelf, Tab
from services.proposals.windows import latest_proposals, proposal_window
from services.records import commands as records
from tests.integration.proposals.office import Office


async def read(office: Office, *ids: UUID) -> list[ProposalCard]:
    query = latest_proposals(office.anna.organization_id)
    assert query.read_keys
    async with office.db.read(office.rita) as session:
        found = await (query.read_keys(session, frozenset(ids)) if ids else query.read(session))
    return sorted(found, key=query.sort_key) if ids else list(found)


async def test_a_card_says_what_the_list_shows(office: Office) -> None:
    client = await office.link()
    await office.run(deciding.choose, client, activity_id=office.boat_id, is_selected=True)
    (card,) = await read(office)
    assert (card.title, card.status, card.total) == ('Madeira', ProposalStatus.VIEWED, 400)
    assert card.client_activity == 'Added Boat'
    assert (card.client_name, card.is_template, card.is_archived) == ('', False, False)


async def test_reading_by_key_equals_reading_everything(office: Office) -> None:
    sofia = await office.run(records.add, office.anna, of=CONTACT, full_name='Sofia')
    for number in range(5):
        await office.run(
            drafting.copy,
            office.anna,
            source_id=office.proposal_id,
            title=f'Copy {number}',
            client_id=sofia.id if number % 2 else None,
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
    assert [card.title for card in await read(office)] == ['Madeira', 'Younger']


async def test_templates_the_archived_and_the_deleted_lie_apart(office: Office) -> None:
    made = {}
    for title in ('Template', 'Away'):
        made[title] = await office.run(
            drafting.copy,
            office.anna,
            source_id=office.proposal_id,
            title=title,
            as_template=title == 'Template',
        )
    await office.run(drafting.archive, office.anna, proposal_id=made['Away'].id)
    assert [card.title for card in await read(office)] == ['Madeira']
    for state, title in (
        (START.at_tab(Tab.TEMPLATES), 'Template'),
        (START.at_tab(Tab.ALL).toggled(Shelf.ARCHIVED), 'Away'),
    ):
        query = proposal_window(office.anna.organization_id, state)
        async with office.db.read(office.rita) as session:
            (card,) = await query.read(session)
        assert (card.title, card.is_template, card.is_archived) == (
            title,
            title == 'Template',
            title == 'Away',
        )
    await office.run(records.delete, office.anna, of=PROPOSAL, id=office.proposal_id)
    assert await read(office) == []


async def test_moments_are_in_utc(office: Office) -> None:
    (card,) = await read(office)
    assert abs((datetime.now(UTC) - card.updated_at).total_seconds()) < 60
