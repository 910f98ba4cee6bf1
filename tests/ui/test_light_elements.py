"""Light elements: what they send is what NiceGUI's own would send, at a fraction of the memory."""

import tracemalloc
from collections.abc import Callable
from typing import Any

import pytest
from nicegui import json, ui
from nicegui.elements.mixins.text_element import TextElement

from components.engine.light import Light, Text
from components.kit import markup
from components.kit.markup import box, text
from tests.ui.simulation import user_simulation

Change = Callable[[Any], object]
MANY = 400

CHANGES: dict[str, Change] = {
    'nothing': lambda one: None,
    'classes': lambda one: one.classes('a b a'),
    'classes taken': lambda one: one.classes('a b c').classes(remove='b'),
    'classes turned': lambda one: one.classes('a b').classes(toggle='b c'),
    'classes replaced': lambda one: one.classes('a b').classes(replace='c'),
    'no class left': lambda one: one.classes('a').classes(remove='a'),
    'hidden': lambda one: one.classes('a').set_visibility(False),
    'shown again': lambda one: (one.set_visibility(False), one.set_visibility(True)),
    'props in words': lambda one: one.props('id=x role="a b" draggable'),
    'props one by one': lambda one: one.props.update({'role': 'list', 'data-n': 3}),
    'prop taken': lambda one: one.props('id=x role=list').props(remove='id'),
    'no prop left': lambda one: (one.props.update(id='x'), one.props.pop('id')),
    'optional props': lambda one: one.props.set_optional('id', None),
    'style': lambda one: one.style('color: red; margin: 0').style(remove='margin: 0'),
    'testid': lambda one: markup.testid(one, 'name'),
}


def sent(element: ui.element) -> Any:
    """What the browser is told, without what differs from element to element."""
    return json.loads(json.dumps(element._to_dict()))


@pytest.mark.parametrize('change', CHANGES.values(), ids=CHANGES.keys())
async def test_the_same_is_sent_as_of_a_stock_element(change: Change) -> None:
    told: list[tuple[Any, Any]] = []

    def page() -> None:
        for stock, light in (
            (ui.element('p'), Light('p')),
            (TextElement(tag='p', text='Tram'), Text('Tram', 'p')),
        ):
            change(stock)
            change(light)
            told.append((sent(stock), sent(light)))

    async with user_simulation(page) as user:
        await user.open('/')
    assert len(told) == 2
    for stock, light in told:
        assert light == stock


async def test_children_slots_and_listeners_are_those_of_a_stock_element() -> None:
    made: list[ui.element] = []

    def page() -> None:
        for make in (ui.element, Light):
            with make('ul') as parent:
                first = text('1', tag='li')
                second = text('2', tag='li')
                gone = text('3', tag='li')
            second.move(target_index=0)
            gone.delete()
            with parent.add_slot('extra'):
                text('4', tag='li')
            parent.on('click', lambda: None, args=['x'], throttle=0.5)
            assert gone.is_deleted
            assert not first.is_deleted
            assert [each.id for each in parent] == [second.id, first.id, gone.id + 1]
            assert list(parent.descendants()) == list(parent)
            assert next(iter(first.ancestors())) is parent
            made.append(parent)

    async with user_simulation(page) as user:
        await user.open('/')
        stock, light = (sent(each) for each in made)
        offset = made[1].id - made[0].id
        assert light['children'] == [each + offset for each in stock['children']]
        assert light['slots']['extra']['ids'] == [
            each + offset for each in stock['slots']['extra']['ids']
        ]
        for told in (stock, light):
            (listener,) = told['events']
            del listener['listener_id']
        assert light['events'] == stock['events']


async def test_a_change_is_sent_once_the_page_is_and_not_before() -> None:
    made: list[Text] = []

    def page() -> None:
        made.append(text('Tram').set_text('Bus'))

    async with user_simulation(page) as user:
        await user.open('/')
        line, outbox = made[0], made[0].client.outbox
        outbox.updates.clear()
        line.set_text('Bus')
        assert not outbox.updates, 'an equal text was sent'
        line.set_text('Ferry')
        assert dict(outbox.updates) == {line.id: line}
        outbox.updates.clear()
        with line.props.suspend_updates():
            line.props['title'] = 'By sea'
        assert not outbox.updates, 'a held change was sent'
        with line.client:
            new = text('Train')
        assert set(outbox.updates) == {new.id, new.client.content.id}


async def test_a_constructor_that_fails_leaves_nothing_behind() -> None:
    class Broken(Light):
        def __init__(self) -> None:
            super().__init__('div')
            with self:
                text('inside')
            raise ValueError('broken')

    def page() -> None:
        with box() as around:
            before = len(around.client.elements)
            with pytest.raises(ValueError, match='broken'):
                Broken()
            assert len(around.client.elements) == before
            assert not list(around)

    async with user_simulation(page) as user:
        await user.open('/')


async def test_it_takes_a_fraction_of_the_memory() -> None:
    taken: dict[str, int] = {}

    def page() -> None:
        for name, make in (
            ('stock', lambda: ui.element('div').classes('a b').props('role=list')),
            ('light', lambda: box('a b', role='list')),
        ):
            make()
            tracemalloc.start()
            for _ in range(MANY):
                make()
            taken[name], _ = tracemalloc.get_traced_memory()
            tracemalloc.stop()

    async with user_simulation(page) as user:
        await user.open('/')
    assert taken['light'] * 4 < taken['stock'], taken
