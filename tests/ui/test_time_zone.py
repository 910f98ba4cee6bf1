"""The dialog in which an owner says where the organization is."""

from nicegui import ui
from nicegui.element import Element
from nicegui.testing import User
from nicegui.testing.user_interaction import UserInteraction
from sqlmodel import select

from components.live.fields import LiveInput
from models import Organization
from models.viewer import System
from tests.eventually import eventually
from tests.ui.conftest import ANNA, BEN, App
from tests.ui.test_proposals_page import open_list, rows


def open_account_menu(user: User) -> None:
    assert user.client
    elements = user.client.elements.values()
    face: Element = next(one for one in elements if 't-me__who' in one.classes)
    UserInteraction(user, {face}, None).click()


def save(user: User, typed: str) -> None:
    """The field is handed over before the click, as its button has the browser do."""
    user.find('time-zone').trigger('commit', typed)
    user.find('time-zone-save').click()


def error(user: User) -> str:
    (field,) = user.find(kind=LiveInput, marker='time-zone').elements
    return str(field.props.get('error', ''))


async def zone_of_skyline(app: App) -> str:
    async with app.services.database.read(System()) as session:
        chosen = select(Organization.time_zone).where(Organization.name == 'Skyline Tours')
        return (await session.exec(chosen)).one()


async def test_an_owner_chooses_the_time_zone(app: App) -> None:
    anna = await open_list(app, ANNA)
    page = anna.client
    open_account_menu(anna)
    await anna.should_see('Time zone')
    anna.find('Time zone').click()
    await anna.should_see('time-zone-save')
    (dialog,) = anna.find(kind=ui.dialog).elements
    before = await zone_of_skyline(app)

    for wrong in ('Middle/Earth', '', '../etc/passwd', 'Europe/lisbon'):
        save(anna, wrong)
        await eventually(lambda: error(anna).startswith('Choose a time zone from the list'))
        assert dialog.value
        assert await zone_of_skyline(app) == before
        (field,) = anna.find(kind=LiveInput, marker='time-zone').elements
        field.show_error('')

    save(anna, ' America/New York ')  # as it is written elsewhere
    await eventually(lambda: anna.client is not page and rows(anna))  # it is loaded again
    assert not dialog.value
    assert await zone_of_skyline(app) == 'America/New_York'


async def test_who_is_no_owner_is_not_offered_it(app: App) -> None:
    ben = await open_list(app, BEN)
    open_account_menu(ben)
    await ben.should_see('Sign out everywhere')
    await ben.should_not_see('Time zone')
