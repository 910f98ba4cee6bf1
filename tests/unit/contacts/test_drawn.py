"""A contact as it is drawn: in the list, and beside the fields of its page."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest

from components.contacts.list import CONTACTS
from components.contacts.looks import STAGE
from components.contacts.record import CONTACT_PAGE
from components.kit.avatar import Face
from components.live import table_bar
from components.live.listing import Section
from components.records import plain_record
from components.records.plain_list import UNCOUNTED, RecordListing
from components.records.plain_record import Shown
from components.view.difference import difference
from components.view.html import html
from components.view.node import Node
from models import Contact, ContactStage, ProposalStatus
from services.contacts import queries
from services.contacts.queries import TAGS
from services.presence import Person
from services.proposals.cards import ProposalCard
from services.records.beside import Listed
from services.records.lists import ListCounts, Owner, State
from tests.drawn import Element, read

START = queries.CONTACTS.start
ANNA = Face(name='Anna Keller')
NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)


def contact(**fields: Any) -> Contact:
    fields = {'full_name': 'Sofia Lindqvist', 'city': 'Stockholm', 'updated_at': NOW} | fields
    return Contact(id=uuid4(), organization_id=uuid4(), **fields)


def listed(*rows: Any, state: State = START, count: int = 0, **more: Any) -> RecordListing:
    sections = (Section(rows=rows, count=count or len(rows)),) if rows else ()
    return RecordListing(state=state, sections=sections, **more)


def drawn(node: Node) -> Element:
    return read(html(node))


def shown(row: Contact, **more: Any) -> Shown[Contact]:
    fields: dict[str, Any] = {'owner': None, 'may_edit': True} | more
    return Shown(record=row, **fields)


def test_a_row_says_who_it_is_how_far_it_came_and_who_looks_after_them() -> None:
    owner = uuid4()
    row = contact(tags=('hiking', 'wine', 'late'), stage=ContactStage.CUSTOMER, owner_id=owner)
    ben = Person(key='ben', name='Ben Okoro')
    table = drawn(CONTACTS.draw(listed(row, owners={owner: ANNA}, here={row.id: (ben,)})))
    line = table.find(data_key=str(row.id))
    cells = [each.words for each in line.children if 't-tick' not in str(each.attributes)]
    assert cells[0].endswith('Sofia LindqvistStockholm')
    assert cells[1:3] == ['Customer', 'hikingwine+1']
    assert cells[3].endswith('Anna Keller')
    assert line.find(href=f'/contacts/{row.id}').words == 'Sofia Lindqvist'
    assert line.all(title='Ben Okoro')


def test_open_proposals_are_added_up_by_currency_and_others_say_nothing() -> None:
    ids = [UUID(int=number) for number in (1, 2, 3)]
    found = [f'{ids[0]} EUR 100.50', f'{ids[1]} USD 7', f'{ids[2]} EUR 20']
    offers = queries.open_offers(found)
    assert (offers.held, offers.amounts[0]) == (tuple(ids), ('EUR', Decimal('120.50')))
    row = contact()
    some, none = (Listed(row, queries.open_offers(each)) for each in (found, None))
    tables = [drawn(CONTACTS.draw(listed(each))) for each in (some, none)]
    words = [table.find(data_key=str(row.id)).words for table in tables]
    assert '€120.50 + US$7' in words[0]
    assert '–' in words[1]
    assert (some.full_name, some.id, some.held) == (row.full_name, row.id, tuple(ids))


def test_one_changed_stage_is_one_small_change() -> None:
    first, second = contact(), contact(full_name='Jonas Weber')
    before = CONTACTS.draw(listed(first, second))
    moved = Contact(**second.model_dump() | {'stage': ContactStage.CLIENT})
    changes = difference(before, CONTACTS.draw(listed(first, moved)))
    assert changes
    assert 'Jonas' not in str(changes)


def test_a_list_that_is_cut_says_how_many_there_are() -> None:
    assert '50,214 in all' in drawn(CONTACTS.draw(listed(contact(), count=50_214))).words


@pytest.mark.parametrize(
    ('state', 'said', 'may_clear'),
    [
        (START.searched('Ribeiro'), 'No one called “Ribeiro”', True),
        (START.toggled(TAGS.choice('wine')), 'No contacts match', True),
        (START.at_tab(ContactStage.CUSTOMER), 'Nobody here yet', False),
    ],
)
def test_an_empty_list_says_why(state: State, said: str, *, may_clear: bool) -> None:
    table = drawn(CONTACTS.draw(listed(state=state)))
    assert said in table.words
    assert bool(table.all(data_act='clear')) is may_clear


def test_filters_stand_below_the_tabs_and_the_rest_is_behind_a_plus() -> None:
    owner = Owner(UUID(int=3), 'Anna Keller', 1, '')
    counted = ListCounts(50_214, {'tags': {'wine': 3}, 'source': {'Website': 5, '': 2}}, (owner,))
    state = START.toggled(TAGS.choice('wine')).toggled(f'owner_id:{owner.id}').toggled('quiet:90')
    bar = drawn(CONTACTS.bar.draw(table_bar.Shown(state, counted)))
    assert [each.words for each in bar.all(role='tab')] == ['All 50,214']
    (line,) = (each for each in bar if 't-filters--below' in each.attributes.get('class', ''))
    assert [each.words for each in line.children] == [
        *(
            'Stage',
            'Owner: Anna Keller',
            'Tag: wine',
            'Has open proposal',
            'Quiet: For 90 days',
            '',
            'Last activity',
        )
    ]
    further = CONTACTS.bar.further(state, counted)
    assert [each.label for each in further] == ['Source', 'Mails']
    assert [each.label for each in further[0].offered(state, counted)] == ['Website']
    assert (
        drawn(CONTACTS.bar.draw(table_bar.Shown(START, UNCOUNTED))).find(role='tab').words == 'All '
    )


def test_whoever_may_only_read_is_offered_nothing_to_change() -> None:
    row = contact(tags=('wine',))
    for draw in (STAGE.choice, plain_record.owner, plain_record.tags):
        assert [each for each in drawn(draw(shown(row))) if each.tag == 'button']
        read_only = drawn(draw(shown(row, may_edit=False)))
        assert not [each for each in read_only if each.tag == 'button']


def test_a_tag_that_goes_leaves_the_others_as_they_are() -> None:
    before = plain_record.tags(shown(contact(tags=('hiking', 'wine'))))
    changes = difference(before, plain_record.tags(shown(contact(tags=('wine',)))))
    assert 'wine' not in str(changes)


def test_their_proposals_stand_with_status_and_value() -> None:
    card = ProposalCard(
        id=UUID(int=7), revision=1, title='Madeira, slowly', client_id=None, client_name='',
        client_portrait='', client_color=4, owner_id=None, starts_on=None, ends_on=None,
        status=ProposalStatus.VIEWED, status_changed_at=None, total=Decimal(3543), currency='EUR',
        cover='asset:madeira', client_activity='', client_activity_at=None, updated_at=NOW,
        is_template=False, is_archived=False,
    )  # fmt: skip
    (theirs,) = CONTACT_PAGE.cards
    node = drawn(theirs.draw((card,)))
    assert node.find(href=f'/proposals/{card.id}').words == 'Madeira, slowlyViewed€3,543'
    assert 'will be here' in drawn(theirs.draw(())).words
