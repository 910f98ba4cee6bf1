"""Every act leaves one event, in its own transaction, by whoever it was."""

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import text

from models import ActivityEvent, ActorKind, Contact, LinkScope, Profile, ProposalComment
from models.viewer import Viewer
from services.commands import editables
from services.contacts import commands as contacts
from services.proposals import (
    building,
    comments,
    deciding,
    drafting,
    editing,
    lifecycle,
    share_links,
    visits,
)
from services.records import commands as records
from tests.integration.proposals.office import SYSTEM, Office

PHONE = 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Mobile/15E148 Safari/604.1'


class Told:
    """What was told since somebody last asked."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._known: set[Any] = set()

    async def __call__(self) -> list[ActivityEvent]:
        events = await self._office.rows(ActivityEvent)
        new = [event for event in events if event.id not in self._known]
        self._known |= {event.id for event in new}
        return new

    async def one(self, kind: str) -> ActivityEvent:
        (event,) = await self()
        assert event.kind == kind
        return event


@pytest.fixture
async def told(office: Office) -> Told:
    told = Told(office)
    await told()
    return told


async def add_contact(office: Office, **fields: Any) -> Contact:
    fields = {'full_name': 'Sofia Lindqvist'} | fields
    made: Contact = await office.run(records.add, office.anna, of=contacts.CONTACT, **fields)
    return made


async def test_what_members_do_to_a_contact(office: Office, told: Told) -> None:
    row = await add_contact(office)
    event = await told.one('contact_added')
    (anna,) = await office.rows(Profile, user_id=office.anna.user_id)
    assert (event.actor_kind, event.actor_id) == (ActorKind.MEMBER, anna.id)
    assert (event.contact_id, event.subject) == (row.id, 'Sofia Lindqvist')

    changes = {'city': 'Lund', 'stage': 'client'}
    edit = {'of': contacts.CONTACT, 'id': row.id, 'changes': changes}
    await office.run(editables.edit, office.ben, **edit)
    event = await told.one('contact_changed')
    assert event.data == {'fields': ['city', 'stage'], 'count': 2, 'stage': 'client'}
    await office.run(editables.edit, office.ben, **edit)
    assert await told() == [], 'nothing changed'

    for deleted, kind in ((True, 'contact_deleted'), (False, 'contact_restored')):
        await office.run(
            records.delete, office.ben, of=contacts.CONTACT, id=row.id, deleted=deleted
        )
        await told.one(kind)


async def test_what_members_do_to_a_proposal(office: Office, told: Told) -> None:
    await office.run(drafting.create, office.anna, title='Alpine lakes')
    await told.one('proposal_created')
    made = await office.run(drafting.copy, office.ben, source_id=office.proposal_id)
    await told.one('proposal_created')

    edit = {'kind': editing.Proposal, 'id': made.id}
    await office.run(editing.edit, office.ben, **edit, changes={'title': 'Lakes', 'travellers': 3})
    event = await told.one('proposal_changed')
    assert event.data == {'fields': ['title', 'travellers'], 'count': 2}
    assert (event.subject, event.contact_id) == ('Lakes', made.client_id)

    price = {'kind': editing.ProposalActivity, 'id': office.boat_id, 'changes': {'price': '60'}}
    await office.run(editing.edit, office.ben, **price)
    event = await told.one('proposal_changed')
    assert event.data == {'fields': ['price'], 'count': 1, 'part': 'activity', 'title': 'Boat'}
    day = await office.run(building.duplicate_day, office.ben, source_id=office.day_id)
    assert (await told.one('proposal_changed')).data['fields'] == ['added']
    await office.run(building.move_day, office.ben, id=day.id, index=0)
    assert await told() == []
    await office.run(building.remove, office.ben, kind=editing.ProposalDay, id=day.id)
    assert (await told.one('proposal_changed')).data['fields'] == ['removed']

    await office.run(lifecycle.send, office.anna, proposal_id=office.proposal_id)
    event = await told.one('proposal_sent')
    assert event.data == {'version': 1}
    await office.run(share_links.create, office.anna, proposal_id=office.proposal_id, label='Kim')
    assert (await told.one('link_created')).data == {'label': 'Kim', 'scope': 'approve'}


async def test_what_a_client_does(office: Office, told: Told) -> None:
    contact = await add_contact(office)
    changes = {'client_id': contact.id}
    await office.run(
        editing.edit, office.anna, kind=editing.Proposal, id=office.proposal_id, changes=changes
    )
    client = await office.link(label='SOFIA  Lindqvist')
    await told()

    await office.run(visits.begin, client, user_agent=PHONE, browser='a')
    event = await told.one('proposal_viewed')
    assert event.data == {'visit': 1, 'device': 'phone', 'version': 1}
    assert (event.actor_kind, event.actor_id) == (ActorKind.CLIENT, contact.id)
    assert (event.contact_id, event.subject) == (contact.id, 'Madeira')
    await office.run(visits.begin, client, user_agent=PHONE, browser='a')
    await office.run(visits.begin, client, user_agent='curl/8', browser='b')
    assert await told() == [], 'the same visit, and a machine'

    for chosen, kind, total in ((True, 'option_added', '400'), (False, 'option_removed', '300')):
        await office.run(deciding.choose, client, activity_id=office.boat_id, is_selected=chosen)
        event = await told.one(kind)
        assert event.data['title'] == 'Boat'
        assert (Decimal(event.data['total']), event.data['currency']) == (Decimal(total), 'EUR')

    about = {'proposal_id': office.proposal_id, 'organization_id': client.organization_id}
    await office.run(comments.add, client, **about, body='Is it calm?', activity_id=office.boat_id)
    event = await told.one('comment_added')
    assert (event.data['text'], event.data['about']) == ('Is it calm?', 'Boat')
    (question,) = await office.rows(ProposalComment)
    await office.run(comments.add, office.ben, **about, body='Yes', parent_id=question.id)
    assert (await told.one('comment_answered')).data['thread_id'] == str(question.id)
    await office.run(comments.resolve, office.ben, comment_id=question.id)
    await told.one('comment_resolved')

    await office.run(
        deciding.approve,
        client,
        name='Sofia Lindqvist',
        consent=True,
        version=(await office.proposal).version,
        total=Decimal(300),
        evidence=deciding.Evidence(),
    )
    event = await told.one('proposal_approved')
    assert (event.data['version'], event.data['name']) == (1, 'Sofia Lindqvist')
    assert Decimal(event.data['total']) == Decimal(300)


async def test_a_client_who_is_no_contact_is_told_by_name(office: Office, told: Told) -> None:
    client = await office.link(label='The Moss family')
    await told()
    await office.run(visits.begin, client, user_agent=PHONE, browser='a')
    event = await told.one('proposal_viewed')
    assert (event.actor_kind, event.actor_id) == (ActorKind.CLIENT, None)
    assert event.data['by'] == 'The Moss family'


async def test_sql_leaves_the_same_trace_and_bulk_leaves_none(office: Office, told: Told) -> None:
    insert = text('insert into contacts (organization_id, full_name) values (:of, :name)')
    async with office.db.write(SYSTEM) as session:
        connection = await session.connection()
        await connection.execute(insert, {'of': office.anna.organization_id, 'name': 'By SQL'})
    event = await told.one('contact_added')
    assert (event.actor_kind, event.actor_id, event.subject) == (ActorKind.SYSTEM, None, 'By SQL')
    async with office.db.write(SYSTEM) as session:
        connection = await session.connection()
        await connection.execute(text("set local tradewind.bulk = 'on'"))
        await connection.execute(insert, {'of': office.anna.organization_id, 'name': 'Many'})
    assert await told() == []


TELL = text("select tradewind.add_event(:of, :kind, 'x', data => '{\"count\": 26}')")


async def tell(office: Office, viewer: Viewer, kind: str) -> None:
    async with office.db.write(viewer) as session:
        connection = await session.connection()
        await connection.execute(TELL, {'of': office.anna.organization_id, 'kind': kind})


async def test_only_what_was_done_to_many_rows_is_told_by_hand(office: Office, told: Told) -> None:
    await tell(office, office.ben, 'contacts_imported')
    event = await told.one('contacts_imported')
    assert event.data == {'count': 26}
    assert event.actor_kind == ActorKind.MEMBER
    client = await office.link(LinkScope.APPROVE)
    await told()
    for viewer, kind in (
        (office.ben, 'proposal_approved'),
        (office.rita, 'contacts_imported'),
        (client, 'contacts_imported'),
    ):
        with pytest.raises(Exception, match='InsufficientPrivilege'):
            await tell(office, viewer, kind)
    assert await told() == []
