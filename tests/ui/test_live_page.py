"""The skeleton of a page over live rows, with a screen that does nothing else."""

import asyncio
from collections.abc import Callable
from uuid import uuid4

import pytest
from nicegui import Client, ui

from components.kit.avatar import Face
from components.kit.markup import box, text
from components.live.element import LiveElement
from components.shell.live_page import LiveScreen, live_page
from models.viewer import Operator
from services.accounts.members import Member
from services.presence import Person
from services.proposals.topics import clients_here
from tests.eventually import eventually
from tests.ui.conftest import App

MEMBER = Member(
    viewer=Operator(user_id=uuid4(), organization_id=uuid4()),
    name='Anna',
    email='anna@skyline.example',
    organization='Skyline Tours',
    profile_id=uuid4(),
)


class Record(LiveScreen):
    """A record whose rows come when the test says so."""

    def __init__(self) -> None:
        self._root = LiveElement('div')
        self.rows = asyncio.Event()
        self.is_here = True
        self.did: list[str] = []

    @property
    def root(self) -> LiveElement:
        return self._root

    async def ready(self) -> None:
        await self.rows.wait()

    def is_there(self) -> bool:
        return self.is_here

    def show_missing(self) -> None:
        text('Nothing of the kind')

    def fill(self) -> None:
        self.did.append('fill')
        with self._root:
            text('Rows are here')

    def title(self) -> str:
        return 'Madeira' if self.rows.is_set() else ''

    def face(self, client: Person) -> Face:
        return Face(name='Sofia' if self.rows.is_set() else client.name)

    def enter(self) -> None:
        self.did.append('enter')


class Listing(Record):
    @staticmethod
    def skeleton() -> ui.element:
        return box('t-skel')


def page(app: App, make: Callable[[], Record]) -> list[Record]:
    """Makes a page at `/trial`; the screens that it made."""
    made: list[Record] = []

    @ui.page('/trial', response_timeout=15)
    async def trial(client: Client) -> object:
        made.append(make())
        return await live_page(app.services, MEMBER, client, lambda _: made[-1])

    return made


def ready(record: Record, *, is_here: bool = True) -> Record:
    record.rows.set()
    record.is_here = is_here
    return record


async def test_a_record_is_shown_with_its_title_and_entered_once_open(app: App) -> None:
    made = page(app, lambda: ready(Record()))
    browser = app.browser()
    await browser.http_client.get('/trial')
    assert made[0].did == ['fill']
    await browser.open('/trial')
    await browser.should_see('Rows are here')
    await eventually(lambda: made[1].did == ['fill', 'enter'])
    assert browser.client
    assert browser.client.title == 'Madeira'


async def test_a_record_that_is_not_there_is_a_404_that_nobody_enters(app: App) -> None:
    made = page(app, lambda: ready(Record(), is_here=False))
    answer = await app.browser().http_client.get('/trial')
    assert (answer.status_code, 'Nothing of the kind' in answer.text) == (404, True)
    assert made[0].did == []


@pytest.mark.parametrize('is_late', [False, True])
async def test_a_list_shows_shapes_only_where_its_rows_take_long(app: App, is_late: bool) -> None:
    made = page(app, lambda: Listing() if is_late else ready(Listing()))
    client = Person(key='sofia', name='A client')
    leave = app.services.presence.enter(clients_here(MEMBER.viewer.organization_id), client)
    browser = app.browser()
    await browser.open('/trial')
    await browser.should_see('A client' if is_late else 'Sofia')
    assert browser.client
    shapes = [each for each in browser.client.elements.values() if 't-skel' in each.classes]
    assert bool(shapes) is is_late
    made[0].rows.set()
    await browser.should_see('Rows are here')
    await browser.should_see('Sofia')
    assert all(shape.is_deleted for shape in shapes)
    leave()
