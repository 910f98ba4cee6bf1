"""A view in a page of elements: sent once, found again by number, ended with its element."""

from typing import Any

import pytest
from nicegui import Client, ui
from nicegui.testing import User

from components.engine.light import Light
from components.view.element import ViewElement
from components.view.node import Node, el
from components.view.view import View
from tests.eventually import eventually
from tests.ui.conftest import App
from tests.ui.visitors import Visitor

Words = tuple[str, ...]


def listing(words: Words) -> Node:
    return el('ul', '', (el('li', '', word, key=word) for word in words))


class Page:
    """A page of somebody's, with views in it."""

    def __init__(self, client: Client) -> None:
        self.client = client
        with client, ui.column() as self.column:
            pass

    def show(self, view: View[Words], **options: Any) -> ViewElement[Words]:
        with self.client, self.column:
            return ViewElement(view, **{'acts': {}} | options)


@pytest.fixture
async def page(app: App) -> Page:
    user: User = app.browser()

    @ui.page('/some')
    def some() -> None:
        Light('div')

    await user.open('/some')
    assert user.client
    return Page(user.client)


async def test_the_markup_is_sent_once_and_never_again_with_the_element(page: Page) -> None:
    element = page.show(View(listing, ('sea', 'sky')))
    first, later = (element._to_dict()['props'] for _ in range(2))
    assert first['markup'] == '<ul><li>sea</li><li>sky</li></ul>'
    assert (later['markup'], later['number'], later['place']) == (None, 0, first['place'])


async def test_a_change_is_told_to_the_view_and_the_element_is_left_alone(page: Page) -> None:
    view = View(listing, ('sea', 'sky'))
    looking = Visitor.of(page.show(view))
    sent = dict(page.client.outbox.updates)
    view.show(('sea', 'sun', 'sky'))
    await eventually(lambda: looking.root.words == 'seasunsky')
    assert [what for _, _, _, what in looking.messages] == [[['', 1, '<li>sun</li>']]]
    assert dict(page.client.outbox.updates) == sent


async def test_a_browser_that_missed_the_markup_is_sent_what_there_is_now(page: Page) -> None:
    view = View(listing, ('sea',))
    element = page.show(view)
    element._to_dict()
    view.show(('sky',))
    looking = Visitor.of(element)
    await eventually(lambda: looking.root.words == 'sky')
    view.show(('sky', 'sun'))
    await eventually(lambda: looking.root.words == 'skysun')


async def test_what_is_mounted_anew_goes_on_from_the_drawing_it_was_sent_with(page: Page) -> None:
    view = View(listing, ('sea',))
    looking = Visitor.of(page.show(view))
    number, root = looking.number, looking.root
    view.show(('sea', 'sky'))
    await eventually(lambda: looking.root.words == 'seasky')
    del root.children[1:]  # as it was sent
    looking.number = number
    looking.stand(resumes=True)
    await eventually(lambda: looking.root.words == 'seasky')


async def test_what_is_one_s_own_stands_there_from_the_beginning(page: Page) -> None:
    view = View(listing, ('sea', 'sky'))
    looking = Visitor.of(page.show(view, own=lambda words: words[1:]))
    assert looking.root.words == 'sky'
    view.show(('sea', 'sky', 'sun'))
    await eventually(lambda: looking.root.words == 'skysun')


async def test_what_several_show_of_their_own_is_drawn_once(page: Page) -> None:
    view = View(listing, ('sea', 'sky'))
    shown = {('sea', 'sky'): ('sky',), ('sea', 'sun'): ('sun',)}
    first, second = (page.show(view, own=shown.__getitem__) for _ in range(2))
    looking = [Visitor.of(each) for each in (first, second)]
    view.show(('sea', 'sun'))
    await eventually(lambda: [each.root.words for each in looking] == ['sun', 'sun'])
    assert first.screen._sent[-1] is second.screen._sent[-1]


async def test_views_of_a_page_are_told_apart_and_places_are_used_again(page: Page) -> None:
    one, other = View(listing, ('sea',)), View(listing, ('sky',))
    done = []
    first = page.show(one, acts={'choose': lambda act: done.append(('first', act.key))})
    second = page.show(other, acts={'choose': lambda act: done.append(('second', act.key))})
    assert [each.screen.place for each in (first, second)] == [0, 1]
    await Visitor.of(second).act('choose', key='sky')
    assert done == [('second', 'sky')]
    first.delete()
    assert page.show(one).screen.place == 0


async def test_a_view_ends_with_its_element(page: Page) -> None:
    view = View(listing, ('sea',))
    looking = Visitor.of(page.show(view))
    assert len(view) == 1
    page.column.clear()
    assert len(view) == 0
    view.show(('sky',))
    view.draw_now()
    assert looking.root.words == 'sea'
    assert await looking.act('choose') == {}
