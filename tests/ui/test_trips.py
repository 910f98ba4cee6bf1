"""Trips in two people's browsers: the list, the page of one, the builder that starts it."""

from typing import Any
from uuid import uuid4

import pytest
from nicegui.testing import User
from sqlmodel import select

from components.live.cell_editor import CellEditor
from components.live.editor import RecordEditor
from components.live.fields import LiveInput
from components.trips.calendar_page import CalendarPage
from components.trips.item_row import ItemRow
from components.trips.list_page import TripsPage
from components.view.element import ViewElement
from models import Trip, TripItem
from models.viewer import System
from services.commands import editables
from services.demo.content import SKYLINE
from services.demo.people import key_id
from services.errors import Invalid
from services.trips.commands import TRIP, TRIP_ITEM
from tests.eventually import eventually
from tests.ui.conftest import ANNA, BEN, KARI, App
from tests.ui.visitors import Visitor

TROMSO = key_id(SKYLINE.key, 'trip', 'tromso')


def the(user: User, kind: type[Any]) -> list[Any]:
    assert user.client
    return [element for element in user.client.elements.values() if isinstance(element, kind)]


async def open_list(app: App, email: str) -> tuple[User, Visitor]:
    user = await app.sign_in(email)
    await user.open('/trips')
    await eventually(lambda: the(user, TripsPage)[0]._views)
    table = Visitor.of(the(user, TripsPage)[0].table)
    await eventually(lambda: table.root.all(data_testid=f'trip-row-{TROMSO}') or email == KARI)
    return user, table


async def open_tromso(app: App, email: str) -> User:
    user = await app.sign_in(email)
    await user.open(f'/trips/{TROMSO}')
    await eventually(lambda: the(user, ItemRow))
    return user


def row_of(user: User, title: str) -> ItemRow:
    return next(each for each in the(user, ItemRow) if each.row.title == title)


async def seen(user: User, kind: type[Any]) -> list[Visitor]:
    """The views of a page, once there is one of these: each is sent once."""
    await eventually(lambda: the(user, kind) and the(user, ViewElement))
    return [Visitor.of(each) for each in the(user, ViewElement)]


def drawn(views: list[Visitor]) -> str:
    return ' '.join(each.root.words for each in views)


async def click(user: User, act: str, row: ItemRow, **more: Any) -> None:
    """The browser says that something of a row was used."""
    assert user.client
    (cell_editor,) = the(user, CellEditor)
    result = cell_editor._acts[act]({'act': act, 'row': str(row.row.id), **more})
    if result is not None:
        await result


async def test_a_tick_shows_at_the_other_and_in_the_list(app: App) -> None:
    anna, ben = await open_tromso(app, ANNA), await open_tromso(app, BEN)
    _, table = await open_list(app, ANNA)
    line = table.root.find(data_testid=f'trip-row-{TROMSO}')
    assert '1 open' in line.words
    mine, theirs = row_of(anna, 'Dog sled'), row_of(ben, 'Dog sled')
    with anna:
        await click(anna, 'item-tick', mine)
    await eventually(lambda: theirs._tick.props['aria-checked'] == 'true')
    await eventually(lambda: 'All confirmed' in line.words)
    assert table.root.find(data_testid=f'trip-row-{TROMSO}') is line, 'patched in place'
    with ben:
        await click(ben, 'item-tick', theirs)
    await eventually(lambda: mine._tick.props['aria-checked'] == 'false')


async def test_items_are_added_moved_removed_and_brought_back(app: App) -> None:
    anna, ben = await open_tromso(app, ANNA), await open_tromso(app, BEN)
    title = f'Sauna {uuid4()}'
    anna.find('add-item').trigger('commit', [title, '', 1])
    await ben.should_see(title)
    with ben:
        await click(ben, 'item-move', row_of(ben, title), by=-1)
    order = [each.row.title for each in the(ben, ItemRow)]
    assert len(order) > 1
    with anna:
        await click(anna, 'item-menu', row_of(anna, title))
    anna.find('Remove').click()
    await ben.should_not_see(title)
    anna.find('Undo').click()
    await ben.should_see(title)
    async with app.services.database.read(System()) as session:
        made = [row for row in await session.exec(select(TripItem)) if row.title == title]
    await app.services.run(
        editables.edit, _viewer(anna), of=TRIP_ITEM, id=made[0].id, changes={'title': 'Sauna'}
    )
    await ben.should_see('Sauna')


def _viewer(user: User) -> Any:
    return the(user, RecordEditor)[0].member.viewer


async def test_dates_and_state_are_changed_where_they_stand(app: App) -> None:
    anna, ben = await open_tromso(app, ANNA), await open_tromso(app, BEN)
    views = await seen(ben, ItemRow)
    fields = {each.props.get('data-field'): each for each in the(ben, LiveInput)}
    trip = {'of': TRIP, 'id': TROMSO}
    await app.services.run(editables.edit, _viewer(anna), changes={'travellers': 7}, **trip)
    await eventually(lambda: fields['travellers'].value == '7')
    with ben, pytest.raises(Invalid, match='ends before it starts'):
        await fields['ends_on']._commit('2026-01-01')  # type: ignore[misc]
    await app.services.run(editables.edit, _viewer(anna), changes={'state': 'ready'}, **trip)
    await eventually(lambda: 'Ready' in drawn(views))


async def test_a_trip_is_planned_by_hand_and_opened(app: App) -> None:
    anna, _ = await open_list(app, ANNA)
    anna.find('trip-new').click()
    await anna.should_see('You can change everything later.')
    anna.find('new-trip-create').click()
    await anna.should_see('Title is empty.')
    title = f'Azores {uuid4()}'
    anna.find('new-trip-title').trigger('commit', title)
    anna.find('new-trip-contact').trigger('commit', 'Hanna Kowalczyk')
    anna.find('new-trip-starts_on').trigger('commit', '2027-04-02')
    anna.find('new-trip-create').click()

    async def made() -> Trip | None:
        async with app.services.database.read(System()) as session:
            return (await session.exec(select(Trip).where(Trip.title == title))).first()

    await eventually(made)
    trip = await made()
    assert trip is not None
    assert trip.contact_id == key_id(SKYLINE.key, 'contact', 'hanna')


async def test_the_calendar_is_live_and_each_month_has_an_address(app: App) -> None:
    anna, ben = await app.sign_in(ANNA), await open_tromso(app, BEN)
    await anna.open('/trips/calendar?month=2027-03')
    views = await seen(anna, CalendarPage)
    assert 'Tromsø' not in drawn(views)
    days = {'starts_on': '2027-03-04', 'ends_on': '2027-03-09'}
    await app.services.run(editables.edit, _viewer(ben), of=TRIP, id=TROMSO, changes=days)
    await eventually(lambda: 'Tromsø' in drawn(views))


async def test_a_wrong_id_and_a_foreign_one_find_nothing(app: App) -> None:
    kari, anna = await app.sign_in(KARI), await app.sign_in(ANNA)
    for user, named in ((kari, TROMSO), (anna, uuid4()), (anna, 'nonsense')):
        answer = await user.http_client.get(f'/trips/{named}')
        assert answer.status_code == 404
        assert 'There is no trip here' in answer.text
