"""Screens of a view: who is told what, whoever is slow, away, or has something of their own."""

from functools import partial

import pytest
from fastapi import Request, Response
from nicegui import Client
from nicegui import app as nicegui_app

from components.shell import document
from components.view.node import Node, el
from components.view.screen import AHEAD, Act, Acts, Screen
from components.view.view import View
from services.errors import Invalid
from tests.eventually import eventually
from tests.ui.conftest import App
from tests.ui.visitors import Visitor


def counter(count: int) -> Node:
    return el('div', 'counter', el('b', '', str(count), data_testid='count'))


class Counter:
    """A page that shows a number."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.view: View[int] = View(counter, 0)
        self.acts: Acts = {}
        nicegui_app.get('/counter')(self.answer)

    def answer(self, request: Request) -> Response:
        drawing, _ = self.view.first()

        def build(client: Client) -> None:
            screen = Screen(client, self.view, drawing, acts=self.acts)
            client.on_delete(screen.end)

        return document.answer(
            request, self.view, title='Counter', build=build, give_up=lambda: None
        )

    async def open(self) -> Visitor:
        return await Visitor.open(self.app.browser(), '/counter')

    def show(self, count: int) -> None:
        self.view.state = count
        self.view.draw_now()


@pytest.fixture
def page(app: App) -> Counter:
    return Counter(app)


async def shows(visitor: Visitor, count: int) -> None:
    await visitor.sees(lambda _: visitor.says('count') == str(count))


async def test_what_changed_before_a_page_connects_is_told_when_it_does(page: Counter) -> None:
    visitor = await page.open()
    page.show(1)
    await shows(visitor, 1)
    late = await page.open()
    assert late.says('count') == '1'
    assert late.messages == []


async def test_a_browser_that_does_not_follow_skips_ahead(page: Counter) -> None:
    slow, quick = await page.open(), await page.open()
    for count in range(1, 3 * AHEAD):
        page.show(count)
        await shows(quick, count)
        if count % 10 == 0:
            quick.stand()
    assert slow.says('count') == str(AHEAD)
    slow.stand()
    await shows(slow, 3 * AHEAD - 1)
    assert len(slow.messages) == AHEAD + 1


async def test_what_is_one_screen_s_own_is_shown_to_it_alone(page: Counter) -> None:
    mine, other = await page.open(), await page.open()
    mine.screen.own = lambda count: count + 100
    mine.screen.catch_up()
    await shows(mine, 100)
    page.show(1)
    await shows(other, 1)
    await shows(mine, 101)
    mine.screen.own = None
    mine.screen.catch_up()
    await shows(mine, 1)
    page.show(2)
    await shows(mine, 2)
    assert mine.messages[-1] == other.messages[-1], 'they share what is sent again'


async def test_what_is_refused_is_told_and_what_fails_harms_nobody(
    page: Counter, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Act) -> None:
        raise Invalid('That cannot be counted.')

    def answer(act: Act) -> str:
        return f'{act.key} {act.value}'

    page.acts = {'refuse': refuse, 'answer': answer}
    visitor = await page.open()
    assert await visitor.act('refuse') == {'refused': True}
    assert await visitor.act('answer', 5, key='x') == {'answer': 'x 5'}
    assert await visitor.act('unknown') == {}


async def test_a_screen_that_has_left_is_written_to_no_more(page: Counter) -> None:
    visitor = await page.open()
    assert len(page.view) == 1
    screen = visitor.screen
    visitor.client.delete()
    assert len(page.view) == 0
    page.show(1)
    screen.catch_up()
    assert visitor.messages == []


async def test_one_that_was_told_all_is_current(page: Counter) -> None:
    visitor = await page.open()
    assert visitor.screen.is_current
    visitor.stand(hidden=True)
    page.show(1)
    assert visitor.screen.is_current, 'nobody looks at it'
    visitor.stand(hidden=False)
    await eventually(partial(getattr, visitor.screen, 'is_current'))
    await shows(visitor, 1)
