"""The bell of two people: what reaches whom, on every page they have open, at once."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from nicegui.testing import User

from components.notifications.bell import Bell
from components.notifications.list import NotificationList
from components.notifications.notices import Notices
from components.notifications.permit import Permit
from components.view.element import ViewElement
from models.viewer import LinkHolder, System
from services.demo.content import SKYLINE
from services.demo.content.skyline.madeira import CLIENT_LINK, MADEIRA
from services.demo.people import key_id
from services.notifications import commands
from services.proposals import comments
from tests.conftest import TestDatabase
from tests.drawn import Element
from tests.eventually import eventually
from tests.ui.conftest import ANNA, BEN, App
from tests.ui.visitors import Visitor

PROPOSAL = key_id(SKYLINE.key, MADEIRA.key, 'proposal')
CLIENT = LinkHolder(
    share_link_id=key_id(SKYLINE.key, MADEIRA.key, 'link', CLIENT_LINK),
    proposal_id=PROPOSAL,
    organization_id=key_id(SKYLINE.key),
)
"""Of Anna's proposal."""


def the(user: User, kind: type[Any]) -> Any:
    assert user.client
    return next(each for each in user.client.elements.values() if isinstance(each, kind))


@pytest.fixture(autouse=True)
def no_news(database: TestDatabase) -> None:
    """Nobody has any from the demo."""
    with psycopg.connect(database.owner_url) as connection:
        connection.execute('delete from notifications')


def unread(user: User) -> str:
    return str(the(user, Bell)._button.props['data-unread'])


async def open_page(app: App, email: str, path: str = '/contacts') -> User:
    user = await app.sign_in(email)
    await user.open(path)
    await eventually(the(user, Bell)._begun.done)
    return user


async def open_centre(user: User) -> Visitor:
    the(user, Bell).open()
    found = the(user, NotificationList)
    place = next(each for each in found if isinstance(each, ViewElement))
    visitor = Visitor.of(place)
    await eventually(lambda: not visitor.root.all(role='status', aria_label='Loading'))
    return visitor


async def ask(app: App, words: str = 'Is the roof room free?') -> UUID:
    return await app.services.run(
        comments.add,
        CLIENT,
        proposal_id=PROPOSAL,
        organization_id=CLIENT.organization_id,
        body=words,
        author_name='Sofia Lindqvist',
        id=uuid4(),
    )


def lines(visitor: Visitor) -> list[Element]:
    return [each for each in visitor.root if each.tag == 'li']


async def act(visitor: Visitor, name: str, line: Element | None = None, **more: Any) -> None:
    key = line.attributes['data-key'] if line else ''
    await visitor.act(name, key=key, **more)


async def test_a_question_reaches_who_looks_after_it_on_all_their_pages(app: App) -> None:
    anna = await open_page(app, ANNA)
    elsewhere = await open_page(app, ANNA, '/notifications')
    ben = await open_page(app, BEN)
    before = int(unread(anna))
    await ask(app)
    await eventually(lambda: unread(anna) == unread(elsewhere) == str(before + 1))
    await anna.should_see('Is the roof room free?')
    await anna.should_see('Answer')
    await ask(app, 'And the view?')
    await eventually(lambda: unread(anna) == str(before + 2))
    assert unread(ben) == '0'

    centre = await open_centre(anna)
    await eventually(lambda: lines(centre))
    line = lines(centre)[0]
    assert 'commented twice on' in line.words
    assert 'And the view?' in line.words
    await act(centre, 'read', line)
    await eventually(lambda: unread(anna) == unread(elsewhere) == str(before))


async def test_read_all_is_taken_back(app: App) -> None:
    anna = await open_page(app, ANNA)
    await ask(app)
    await eventually(lambda: unread(anna) != '0')
    waited = unread(anna)
    centre = await open_centre(anna)
    await act(centre, 'all')
    await eventually(lambda: unread(anna) == '0')
    anna.find('Undo').click()
    await eventually(lambda: unread(anna) == waited)


async def test_what_is_snoozed_leaves_and_comes_back_by_itself(app: App) -> None:
    anna = await open_page(app, ANNA)
    await ask(app)
    await eventually(lambda: unread(anna) != '0')
    waited = int(unread(anna))
    centre = await open_centre(anna)
    await act(centre, 'menu', lines(centre)[0])
    await anna.should_see('Snooze until')
    anna.find('In an hour').click()
    await eventually(lambda: unread(anna) == str(waited - 1))
    await eventually(lambda: 'till ' in centre.root.words)
    later = datetime(2199, 1, 1, tzinfo=UTC)
    await app.services.run(commands.wake_due, System(), now=later)
    await eventually(lambda: unread(anna) == str(waited))


async def test_opening_a_proposal_reads_what_names_it(app: App) -> None:
    anna = await open_page(app, ANNA)
    await ask(app)
    await eventually(lambda: unread(anna) != '0')
    await open_page(app, ANNA, f'/proposals/{PROPOSAL}')
    await eventually(lambda: unread(anna) == '0')


async def test_preferences_are_saved_at_once_and_seen_on_other_pages(app: App) -> None:
    pages = [await open_page(app, ANNA, '/settings/notifications') for _ in range(2)]
    views = [Visitor.of(the(page, ViewElement)) for page in pages]
    name = {'role': 'switch', 'aria_label': 'A client opens a proposal in the browser'}

    async def are(on: str) -> None:
        for view in views:
            await view.sees(lambda root: root.find(**name).attributes['aria-checked'] == on)

    await are('false')
    await views[0].act('prefer', True, key='client_opened:browser')
    await are('true')
    locked = views[0].root.all(aria_label='Approved or declined in the app')
    assert not locked


async def test_a_first_opening_offers_browser_notices_once(app: App) -> None:
    anna = await open_page(app, ANNA)
    bell = the(anna, Bell)
    permit: Permit = bell._news._permit
    permit.offer('Naomi opened Kyoto')
    permit._show()  # the browser says that it was not asked yet
    await anna.should_see('Know it when this tab is behind')
    await anna.should_see('Naomi opened Kyoto. The browser can tell you')
    permit._hide()
    await anna.should_not_see('Know it when this tab is behind')


async def test_notices_of_the_program_stand_on_every_page_until_they_end(app: App) -> None:
    anna, ben = await open_page(app, ANNA), await open_page(app, BEN, '/proposals')
    end = datetime(2100, 1, 1, tzinfo=UTC)
    sentence = 'Tradewind pauses at ten for a minute.'
    await app.services.run(commands.announce, System(), sentence=sentence, ends_at=end)
    for user in (anna, ben):
        await user.should_see(sentence)
    await app.services.run(commands.wake_due, System(), now=end)
    await anna.should_not_see(sentence)
    app.services.fleet.newer.emit()
    await ben.should_see('A new version of Tradewind is ready.')
    the(ben, Notices)._show_newer()
    assert len(the(ben, Notices)._bars) == 1
