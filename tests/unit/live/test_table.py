"""A table is declared in a few lines; what changes in a row is all that is told."""

from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

from components.live.bulk import Bulk
from components.live.listing import Listing, Section
from components.live.table import Column, Group, Table, no_rows
from components.view.difference import difference
from components.view.html import html
from components.view.node import Node, el
from components.view.parts import Parts
from services.realtime.live.list_state import ListState
from tests.drawn import Element, read


class Sort(StrEnum):
    NAME = 'name'


class Contact(NamedTuple):
    id: str
    name: str
    mail: str = ''
    is_new: bool = False


CONTACTS: Table[Contact] = Table(
    label='Contacts',
    name='contacts',
    key=lambda contact: contact.id,
    is_new=lambda contact: contact.is_new,
    columns=(
        Column('Name', lambda contact: contact.name, Sort.NAME, 't-col-name'),
        Column('E-mail', lambda contact: el('a', '', contact.mail, role='cell')),
        Column(cell=lambda _: el('span', '', '…', role='cell'), width='28px'),
    ),
)
SOFIA, RUI = Contact('s', 'Sofia', 'sofia@example.com'), Contact('r', 'Rui')


class Tab(StrEnum):
    ALL = 'All'


State = ListState[Tab, Sort]
LISTING: Listing[Contact] = Listing(state=ListState(tab=Tab.ALL, sort=Sort.NAME))


def drawn(*contacts: Contact) -> Node:
    return CONTACTS.draw(LISTING, [Group('', contacts)])


def shown(node: Node) -> Element:
    return read(html(node))


def names(node: Node) -> list[str]:
    lines = shown(node).all(class_='t-line t-line--contacts')
    return [line.children[0].words for line in lines]


def test_each_column_is_a_cell_of_each_row() -> None:
    table = shown(drawn(SOFIA, RUI)).find(role='table', aria_label='Contacts')
    sofia = table.find(data_key='s')
    assert [cell.words for cell in sofia.children] == ['Sofia', 'sofia@example.com', '…']
    assert {cell.attributes['role'] for cell in sofia.children} == {'cell'}
    assert sofia.children[0].attributes['class'] == 't-col-name'
    wide = 'minmax(0, 1fr)'
    assert table.attributes['style'] == f'--columns:{wide} {wide} 28px'


def test_a_wide_column_can_be_left_out_with_its_head() -> None:
    wide = [replace(column, is_wide=column.label == 'E-mail') for column in CONTACTS.columns]
    table = shown(replace(CONTACTS, columns=tuple(wide)).draw(LISTING, [Group('', [SOFIA])]))
    assert [each.words for each in table.all(class_='t-wide')] == ['E-mail', 'sofia@example.com']
    style = table.find(role='table').attributes['style']
    assert style == '--columns:{0} {0} 28px;--narrow:{0} 28px'.format('minmax(0, 1fr)')


def test_a_head_says_how_it_sorts_and_others_cannot_be_chosen() -> None:
    name, mail = shown(drawn()).all(role='columnheader')
    assert (name.attributes['aria-sort'], name.attributes['data-key']) == ('descending', 'name')
    assert name.find(data_act='sort').words == 'Name'
    assert 'aria-sort' not in mail.attributes
    turned = replace(LISTING, state=replace(LISTING.state, reverse=True))
    head = shown(CONTACTS.draw(turned, [])).find(data_key='name')
    assert head.attributes['aria-sort'] == 'ascending'


def test_a_group_stands_over_its_rows_with_its_figures() -> None:
    groups = [Group('Clients', [SOFIA], ('1', '€100')), Group('Others', [RUI], ('1',))]
    (rows,) = shown(CONTACTS.draw(LISTING, groups)).all(role='rowgroup')
    assert [row.words.split('…')[0] for row in rows.children[1:-1]] == [
        'Clients1€100', 'Sofiasofia@example.com', 'Others1', 'Rui'
    ]  # fmt: skip


def test_a_changed_word_is_all_that_is_told() -> None:
    before = drawn(SOFIA, RUI)
    after = drawn(SOFIA, RUI._replace(name='Rui Costa'))
    ((_, told),) = difference(before, after)
    assert told == 'Rui Costa'


def test_a_row_that_is_the_same_is_not_drawn_again() -> None:
    parts = Parts()
    first = parts.draw(lambda rows: drawn(*rows), (SOFIA, RUI))
    other = parts.draw(lambda rows: drawn(*rows), (RUI, SOFIA._replace(name='Ana')))
    lines = [table.children[0].children[1].children for table in (first, other)]
    assert lines[0][2] is lines[1][1]
    assert names(other) == ['Rui', 'Ana']


def test_what_came_slides_in() -> None:
    table = shown(drawn(SOFIA, RUI._replace(is_new=True)))
    entering = [line.attributes['data-key'] for line in table.all(data_enter='')]
    assert entering == ['r']


def test_all_of_a_group_is_offered_where_some_are_shown() -> None:
    section = Section(title='Clients', rows=(SOFIA,), count=2)
    cut = replace(LISTING, sections=(section, replace(section, title='Others', count=1)))
    more = shown(CONTACTS.draw(cut, [Group('Clients', [SOFIA])], foot='The first of 2. '))
    assert more.find(data_act='all').words == 'Show all'
    assert 'The first of 2. ' in more.words
    assert not shown(drawn(SOFIA)).all(data_act='all')


def test_a_list_that_is_not_grouped_says_how_many_there_are_in_all() -> None:
    listing = replace(LISTING, sections=(Section(rows=(SOFIA,), count=50_214),))
    table = shown(CONTACTS.draw(listing, [Group('', [SOFIA])]))
    assert '50,214 in all' in table.words
    assert not table.all(data_act='all')


def test_rows_that_are_not_shown_leave_their_room() -> None:
    section = Section(rows=(SOFIA, RUI), count=50_000)
    state = replace(LISTING.state.at(40_000), most=2)
    table = shown(CONTACTS.draw(replace(LISTING, state=state, sections=(section,)), []))
    (rows,) = table.all(role='rowgroup')
    gaps = [each.attributes['style'] for each in rows.all(class_='t-gap')]
    assert gaps == ['--gap:40000', '--gap:9998']
    assert (rows.attributes['data-start'], rows.attributes['data-total']) == ('40000', '50000')
    assert table.find(role='table').attributes['aria-rowcount'] == '50000'


def test_a_list_that_ends_here_leaves_no_room_behind() -> None:
    section = Section(rows=(SOFIA,), count=3)
    listing = replace(LISTING, state=LISTING.state.at(1), sections=(section,))
    assert (listing.total, listing.behind) == (3, 0)
    grouped = replace(listing, sections=(replace(section, title='Clients'),))
    assert (grouped.total, grouped.behind) == (0, 0)


def test_rows_can_be_selected_where_they_have_a_title() -> None:
    titled = replace(CONTACTS, title=lambda contact: contact.name)
    table = shown(titled.draw(LISTING, [Group('', [SOFIA])], bulk=(Bulk('tag', 'Tag', 'tag'),)))
    grid = table.find(role='grid', aria_multiselectable='true')
    sofia = grid.find(data_key='s')
    assert sofia.attributes['aria-selected'] == 'false'
    box = sofia.find(role='checkbox', aria_label='Select Sofia')
    assert (box.attributes['aria-checked'], box.attributes['tabindex']) == ('false', '-1')
    assert grid.find(aria_label='Select the rows shown').attributes['tabindex'] == '0'
    bar = table.find(role='toolbar')
    assert 'hidden' in bar.attributes
    assert bar.find(data_on='bulk', data_bulk='tag').words == 'Tag'
    assert not shown(drawn(SOFIA)).all(role='checkbox')


def test_what_waits_above_is_offered_and_does_not_move_the_rows() -> None:
    before = CONTACTS.draw(LISTING, [Group('', [SOFIA])])
    after = CONTACTS.draw(replace(LISTING, waiting=3), [Group('', [SOFIA])])
    assert shown(after).find(data_act='arrive').words == '3 new'
    ((_, place, markup),) = difference(before, after)
    assert (place, '3 new' in markup) == (0, True)


def test_only_what_was_filtered_can_be_cleared() -> None:
    nothing = shown(CONTACTS.draw(LISTING, [], nothing=no_rows('Nobody yet', 'They will be here.')))
    assert 'Nobody yetThey will be here.' in nothing.words
    assert not nothing.all(data_act='clear')
    filtered = shown(no_rows('Nobody', 'By these words.', may_clear=True))
    assert filtered.find(data_act='clear').words == 'Clear filters'
