"""A table is declared in a few lines; what changes in a row is all that is told."""

from enum import StrEnum
from typing import NamedTuple

from components.live.table import Column, Group, Table, no_rows
from components.view.difference import difference
from components.view.html import html
from components.view.node import Node, el
from components.view.parts import Parts
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
        Column(cell=lambda _: el('span', '', '…', role='cell')),
    ),
)
SOFIA, RUI = Contact('s', 'Sofia', 'sofia@example.com'), Contact('r', 'Rui')


def drawn(*contacts: Contact) -> Node:
    return CONTACTS.draw([Group('', contacts)], sort=Sort.NAME)


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


def test_a_head_says_how_it_sorts_and_others_cannot_be_chosen() -> None:
    name, mail = shown(drawn()).all(role='columnheader')
    assert (name.attributes['aria-sort'], name.attributes['data-key']) == ('descending', 'name')
    assert name.find(data_act='sort').words == 'Name'
    assert 'aria-sort' not in mail.attributes
    turned = shown(CONTACTS.draw([], sort=Sort.NAME, reverse=True))
    assert turned.find(data_key='name').attributes['aria-sort'] == 'ascending'
    assert shown(CONTACTS.draw([])).find(data_key='name').attributes['aria-sort'] == 'none'


def test_a_group_stands_over_its_rows_with_its_figures() -> None:
    groups = [Group('Clients', [SOFIA], ('1', '€100')), Group('Others', [RUI], ('1',))]
    (rows,) = shown(CONTACTS.draw(groups)).all(role='rowgroup')
    assert [row.words.split('…')[0] for row in rows.children] == [
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
    assert lines[0][1] is lines[1][0]
    assert names(other) == ['Rui', 'Ana']


def test_what_came_slides_in() -> None:
    table = shown(drawn(SOFIA, RUI._replace(is_new=True)))
    entering = [line.attributes['data-key'] for line in table.all(data_enter='')]
    assert entering == ['r']


def test_more_is_offered_where_there_is_more() -> None:
    more = shown(CONTACTS.draw([Group('', [SOFIA])], further='The first of 2. '))
    assert more.find(data_act='more').words == 'Show more'
    assert 'The first of 2. ' in more.words
    assert not shown(drawn(SOFIA)).all(data_act='more')


def test_only_what_was_filtered_can_be_cleared() -> None:
    nothing = shown(CONTACTS.draw([], nothing=no_rows('Nobody yet', 'They will be here.')))
    assert 'Nobody yetThey will be here.' in nothing.words
    assert not nothing.all(data_act='clear')
    filtered = shown(no_rows('Nobody', 'By these words.', may_clear=True))
    assert filtered.find(data_act='clear').words == 'Clear filters'
