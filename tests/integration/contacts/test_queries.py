"""The list's queries give what Python would find and put in order of all the rows."""

from collections import Counter
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import product
from random import Random
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from sqlmodel import select

from models import Contact, ContactStage, MailConsent, Proposal, ProposalStatus
from models.viewer import Operator, System
from services.contacts.queries import CONTACTS, STAGE, TAGS, Sort, contact
from services.database import Database
from services.folding import finds, folded
from services.realtime.live import Query
from services.records.lists import State
from tests.conftest import TestDatabase

NOW = datetime.now(UTC)
NAMES = ('Zoë Müller', 'Zoe Mueller', 'anna Berg', 'Ánna', 'Søren Åse', 'Łukasz 100%', '李伟')
GIVEN = ('hiking', 'wine', 'small group', "o'clock")
START = CONTACTS.start
STAGES: tuple[str, ...] = ('', *ContactStage)
WORDS = ('', 'mueller', 'MÜLLER zo', 'ase', '100%', '李', '555 01', 'no-such', 'berlin vidal', '-')


def of_stage(stage: str) -> frozenset[str]:
    return frozenset({STAGE.choice(stage)} if stage else ())


OTHERS: dict[str, tuple[str, Callable[['Listed', Contact], bool]]] = {
    'no owner': ('owner_id:', lambda listed, row: row.owner_id is None),
    'an owner': (f'owner_id:{UUID(int=1)}', lambda listed, row: row.owner_id == UUID(int=1)),
    'open': ('open:yes', lambda listed, row: row.id in listed.offered),
    'quiet': ('quiet:30', lambda listed, row: happened(row) <= NOW - timedelta(days=30)),
    'source': ('source:Website', lambda listed, row: row.source == 'Website'),
    'consent': ('mail_consent:agreed', lambda listed, row: row.mail_consent == 'agreed'),
}
STATES: list[State] = [
    *(replace(START, filters=of_stage(stage), sort=sort, reverse=reverse, most=40)
      for stage, sort, reverse in product(STAGES, Sort, (False, True))),
    *(replace(START, filters=of_stage(stage)).searched(words)
      for stage, words in product(('', ContactStage.LEAD), WORDS)),
    *(replace(START, filters=frozenset(map(TAGS.choice, tags)), words=words)
      for tags, words in product((GIVEN[:1], GIVEN[1:3], GIVEN[3:], ('x',)), WORDS[:2])),
    *(replace(START, filters=frozenset({choice})) for choice, _ in OTHERS.values()),
]  # fmt: skip


@dataclass(kw_only=True)
class Listed:
    """An organization with many contacts beside another one, as its owner sees it."""

    db: Database
    viewer: Operator
    rows: list[Contact]
    offered: set[UUID]
    """Those with a proposal that waits to be decided."""

    @property
    def id(self) -> UUID:
        return self.viewer.organization_id

    async def read(self, query: Query[Any]) -> list[Any]:
        return list(await query.read(self.db.reader(self.viewer)))

    def shown(self, state: State) -> list[Contact]:
        found = sorted((row for row in self.rows if self.is_shown(row, state)), key=lambda r: r.id)
        if state.sort is Sort.NAME:
            return sorted(found, key=lambda row: folded(row.full_name), reverse=state.reverse)
        key = happened if state.sort is Sort.LATEST else added
        return sorted(found, key=key, reverse=not state.reverse)

    def is_shown(self, row: Contact, state: State) -> bool:
        text = ' '.join((row.full_name, row.email, row.phone, row.city, row.country, row.company))
        tags, stages = TAGS.chosen(state.filters), STAGE.chosen(state.filters)
        return (
            (not tags or bool(set(tags) & set(row.tags)))
            and (not stages or row.stage in stages)
            and finds(state.words, text)
            and all(is_so(self, row) for of, is_so in OTHERS.values() if of in state.filters)
        )


def happened(row: Contact) -> datetime:
    return row.last_activity_at or added(row)


def added(row: Contact) -> datetime:
    assert row.created_at
    return row.created_at


def fill(owner: psycopg.Connection[Any], organization_id: UUID, number: int) -> None:
    """Write so many contacts of all kinds, as if they had been written over months."""
    dice = Random(19)
    owner.execute("insert into organizations (id, name) values (%s, 'Any')", [organization_id])
    owner.execute(
        'insert into profiles (id, organization_id, user_id, role, full_name)'
        " values (%s, %s, %s, 'owner', 'Anna')",
        [organization_id, organization_id, organization_id],
    )
    owner.execute('set session_replication_role = replica')  # the moments are ours
    for _ in range(number):
        owner.execute(
            'insert into contacts (organization_id, full_name, phone, city, company, stage, tags,'
            ' source, mail_consent, owner_id, created_at, last_activity_at, deleted_at)'
            ' values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s,'
            " %s - %s * interval '1 hour', %s - %s * interval '1 day',"
            ' case when %s then now() end)',
            [
                *(organization_id, dice.choice(NAMES), f'+49 {dice.choice((555, 556))} 0117'),
                *(dice.choice(('Berlin', 'Brno', '')), dice.choice(('', 'Vidal y Hijos'))),
                *(dice.choice(list(ContactStage)).value, dice.sample(GIVEN, dice.randrange(4))),
                *(dice.choice(('', 'Website')), dice.choice(list(MailConsent)).value),
                *(dice.choice((organization_id, None)), NOW, dice.randrange(1000), NOW),
                *(dice.choice((None, dice.randrange(60))), dice.random() < 0.1),
            ],
        )
    statuses = [status.value for status in ProposalStatus]
    for (contact_id,) in owner.execute('select id from contacts order by random() limit 60'):
        owner.execute(
            'insert into proposals'
            ' (organization_id, client_id, owner_id, title, status, is_template, deleted_at)'
            " values (%s, %s, %s, 'Any', %s, %s, case when %s then now() end)",
            [
                *(organization_id, contact_id, organization_id, dice.choice(statuses)),
                *(dice.random() < 0.1, dice.random() < 0.1),
            ],
        )
    owner.execute('set session_replication_role = origin')


@pytest.fixture
async def listed(module_database: TestDatabase) -> AsyncIterator[Listed]:
    ids = [UUID(int=number) for number in (1, 2)]
    with psycopg.connect(module_database.owner_url) as owner:
        if not owner.execute('select 1 from contacts').fetchone():
            for id, number in zip(ids, (300, 30), strict=True):
                fill(owner, id, number)
    db = Database(module_database.url)
    living = select(Contact).where(Contact.organization_id == ids[0], Contact.deleted_at.is_(None))  # type: ignore[union-attr]
    async with db.read(System()) as session:
        rows = list(await session.exec(living))
        proposals = await session.exec(select(Proposal).where(Proposal.organization_id == ids[0]))
        offered = {
            row.client_id
            for row in proposals
            if row.client_id and row.status.is_open and not (row.deleted_at or row.is_template)
        }
    yield Listed(
        offered=offered, db=db, viewer=Operator(user_id=ids[0], organization_id=ids[0]), rows=rows
    )
    await db.close()


async def test_windows_hold_the_first_rows_of_what_was_chosen(listed: Listed) -> None:
    for state in STATES:
        query = CONTACTS.window(listed.id, state)
        held = await listed.read(query)
        expected = listed.shown(state)
        assert [row.id for row in held] == [row.id for row in expected[: state.most]], state
        assert sorted(held, key=query.sort_key) == held, state
        (found,) = await listed.read(CONTACTS.found(listed.id, state))
        assert found.value == len(expected), state


async def test_tabs_and_tags_are_counted_over_all(listed: Listed) -> None:
    (counts,) = await listed.read(CONTACTS.counts(listed.id))
    assert counts.value.total == len(listed.rows)
    expected = {
        stage: len(listed.shown(replace(START, filters=of_stage(stage)))) for stage in ContactStage
    }
    assert counts.value.of(STAGE) == expected
    tags = counts.value.of(TAGS)
    assert tags == Counter(tag for row in listed.rows for tag in row.tags)
    assert list(tags.values()) == sorted(tags.values(), reverse=True)
    assert [owner.full_name for owner in counts.value.owners] == ['Anna']
    assert [counts] == await listed.read(CONTACTS.counts(listed.id)), 'counted anew is no change'


async def test_a_row_is_read_alone_wherever_it_stands_and_without_its_note(listed: Listed) -> None:
    query = CONTACTS.window(listed.id, replace(START, most=5))
    beyond = listed.shown(START)[50:53]
    assert query.read_keys
    keys = frozenset((*(row.id for row in beyond), uuid4()))
    found = await query.read_keys(listed.db.reader(listed.viewer), keys)
    assert sorted((row.id for row in found), key=str) == sorted((r.id for r in beyond), key=str)
    assert all('notes' not in row.__dict__ for row in found)


async def test_choices_that_differ_are_different_queries(listed: Listed) -> None:
    names = {CONTACTS.window(listed.id, state).name for state in STATES}
    assert len(names) == len(set(STATES))
    assert not any('mueller' in name for name in names)


async def test_nobody_reads_a_contact_of_another_organization(listed: Listed) -> None:
    row = listed.rows[0]
    assert await listed.read(contact(row.id, listed.id)) == [row]
    stranger = Operator(user_id=UUID(int=2), organization_id=UUID(int=2))
    assert list(await contact(row.id, listed.id).read(listed.db.reader(stranger))) == []
    assert list(await CONTACTS.window(listed.id, START).read(listed.db.reader(stranger))) == []
