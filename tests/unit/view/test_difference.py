"""A changed screen is told in the fewest words, and ends as if it had been drawn anew."""

import json
import random
from typing import Any

import pytest

from components.view.difference import difference
from components.view.html import html
from components.view.node import Node, el, slot
from tests.drawn import read


def told(before: Node, after: Node) -> list[Any]:
    changes: list[Any] = json.loads(json.dumps(difference(before, after)))
    element = read(html(before))
    element.carry_out(changes)
    assert element.looks() == read(html(after)).looks()
    return changes


def rows(*keys: str) -> Node:
    return el('ul', '', (el('li', '', key, key=key) for key in keys))


def test_a_new_word_is_its_place_and_itself():
    before = el('div', '', el('p', '', 'One'), el('p', '', 'Two'))
    after = el('div', '', el('p', '', 'One'), el('p', '', 'Three'))
    assert told(before, after) == [['1', 'Three']]


def test_attributes_come_change_and_go():
    before, after = el('p', 'a b', id='x', hidden=True), el('p', 'a', id='x', title='"T" & <t>')
    assert told(before, after) == [['', {'class': 'a', 'title': '"T" & <t>', 'hidden': None}]]


def test_what_is_equal_says_nothing():
    assert told(rows('a', 'b'), rows('a', 'b')) == []


def test_a_row_that_comes_goes_or_moves_is_one_change():
    assert told(rows('a', 'c'), rows('a', 'b', 'c')) == [['', 1, '<li>b</li>']]
    assert told(rows('a', 'b', 'c'), rows('a', 'c')) == [['', 1]]
    assert told(rows('a', 'b', 'c', 'd'), rows('b', 'c', 'd', 'a')) == [['', 0, 3]]
    assert told(rows('a', 'b', 'c', 'd'), rows('d', 'a', 'b', 'c')) == [['', 3, 0]]


def test_an_element_of_another_kind_is_put_in_the_place_of_the_one_before():
    before, after = el('p', '', el('b', '', 'A')), el('p', '', el('img', src='/a.svg'))
    assert told(before, after) == [['', 0], ['', 0, '<img src="/a.svg">']]


def test_a_place_for_something_else_is_not_made_that_of_another():
    before, after = el('div', '', slot('ask')), el('div', '', slot('decide'))
    assert [len(change) for change in told(before, after)] == [2, 3]


def test_a_row_that_moves_and_changes_is_told_both():
    before = rows('a', 'b', 'c')
    after = el('ul', '', el('li', '', 'c', key='c'), el('li', '', 'A', key='a'),
               el('li', '', 'b', key='b'))  # fmt: skip
    assert told(before, after) == [['', 2, 0], ['1', 'A']]


def test_a_place_far_down_is_written_as_a_number():
    keys = [str(number) for number in range(50)]
    before, after = rows(*keys), rows(*keys)
    other = el('li', '', 'New', key='40')
    after = after._replace(children=(*after.children[:40], other, *after.children[41:]))
    assert told(before, after) == [[[40], 'New']]


def test_the_outermost_element_stays_what_it_is():
    with pytest.raises(ValueError, match='<p> cannot become <div>'):
        difference(el('p'), el('div'))


def grown(source: random.Random, depth: int = 0) -> Node:
    """A tree by chance; siblings have keys, or not, or equal ones."""
    keys = source.choices(['', *'abcdef'], k=source.randrange(5 if depth < 3 else 1))
    return el(
        source.choice(['div', 'p', 'b']) if depth else 'main',
        source.choice(['', 'x', 'y']),
        source.choice(['', 'Hello', '<b>&amp;', 'שלום']),
        [grown(source, depth + 1)._replace(key=key) for key in keys],
        title=source.choice([None, 'T', 'U"']),
    )


@pytest.mark.parametrize('seed', range(40))
def test_any_tree_becomes_any_other(seed: int):
    source = random.Random(seed)
    before = grown(source)
    for _ in range(20):
        after = grown(source)
        told(before, after)
        before = after


def mixed(source: random.Random) -> Node:
    keys = [str(number) for number in range(30)]
    source.shuffle(keys)
    return rows(*keys[: source.randrange(31)])


@pytest.mark.parametrize('seed', range(20))
def test_any_order_becomes_any_other(seed: int):
    source = random.Random(seed)
    for _ in range(20):
        told(mixed(source), mixed(source))
