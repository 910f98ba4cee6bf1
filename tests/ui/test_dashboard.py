"""The dashboard: what it counts, for whom, and that it changes in place."""

from typing import Any, cast

import psycopg
from nicegui.testing import User

from components.dashboard.screen import DashboardScreen
from services.demo.content import SKYLINE
from services.demo.load import RESULT
from services.demo.people import key_id
from tests.conftest import TestDatabase
from tests.drawn import Element
from tests.eventually import eventually
from tests.ui.conftest import ANNA, BEN, KARI, App
from tests.ui.visitors import Visitor


class Looking(User):
    """Somebody who looks at their dashboard."""

    drawn: list[Visitor]

    def find_one(self, name: str) -> Element:
        return next(one for each in self.drawn for one in each.root.all(data_testid=name))

    def value(self, counter: str) -> str:
        (number,) = (each for each in self.find_one(counter) if each.tag == 'b')
        return number.words


def screen_of(user: User) -> DashboardScreen:
    assert user.client
    return next(each for each in user.client.elements.values() if isinstance(each, DashboardScreen))


async def open_dashboard(app: App, email: str) -> Looking:
    user = cast(Looking, await app.sign_in(email))
    user.__class__ = Looking
    await user.open('/')
    await eventually(lambda: screen_of(user)._views)
    user.drawn = [Visitor.of(each) for each in screen_of(user)._views]
    await eventually(lambda: all(each.number for each in user.drawn))
    return user


def run(database: TestDatabase, statement: str, *values: Any) -> None:
    with psycopg.connect(database.owner_url, autocommit=True) as owner:
        owner.execute(statement.encode(), values)


async def test_counters_change_in_place_for_all_whoever_changes_them(
    app: App, database: TestDatabase
) -> None:
    anna, ben = await open_dashboard(app, ANNA), await open_dashboard(app, BEN)
    kari = await open_dashboard(app, KARI)
    assert screen_of(anna)._views[0].screen.view is screen_of(ben)._views[0].screen.view
    before = int(anna.value('counter-contacts'))
    theirs, value = kari.value('counter-contacts'), anna.value('counter-open-value')
    assert value.startswith('€')
    node = anna.find_one('counter-contacts')
    run(
        database,
        'insert into contacts (organization_id, full_name)'
        " select %s, 'Guest ' || n from generate_series(1, 7) n",
        key_id(SKYLINE.key),
    )
    for each in (anna, ben):
        await eventually(lambda each=each: each.value('counter-contacts') == str(before + 7))  # type: ignore[misc]
    assert anna.find_one('counter-contacts') is node
    rail = screen_of(anna).shell.counts['contacts']
    await eventually(lambda: [each.text for each in rail] == [str(before + 7)])
    assert kari.value('counter-contacts') == theirs
    run(database, "update proposals set status = 'draft' where id = %s", RESULT.proposal_id)
    await eventually(lambda: anna.value('counter-open-value') != value)
    await eventually(lambda: ben.value('counter-open-value') == anna.value('counter-open-value'))


async def test_who_is_a_member_no_more_is_shown_nothing(app: App, database: TestDatabase) -> None:
    ben = await open_dashboard(app, BEN)
    assert ben.value('counter-contacts') != '0'
    run(database, 'update profiles set user_id = gen_random_uuid() where email = %s', BEN)
    await eventually(lambda: ben.value('counter-contacts') == '0')
    assert ben.value('counter-open-value') == '€0'


async def test_an_answer_is_written_in_its_row_and_lost_to_nothing(app: App) -> None:
    anna, ben = await open_dashboard(app, ANNA), await open_dashboard(app, BEN)
    hers, his = (
        next(each for each in user.drawn if each.root.attributes.get('data-testid') == 'waiting')
        for user in (anna, ben)
    )

    def keys(card: Visitor) -> list[str]:
        return [each.attributes['data-key'] for each in card.root if 'data-key' in each.attributes]

    first, *others = keys(hers)
    assert others
    for card in (hers, his):
        await card.act('open-answer', key=first)
    await hers.sees(lambda root: root.find(data_does='answer'))
    said = await hers.act('answer', 'x' * 4001, key=first)
    assert 'too long' in said['answer']['refusal']
    assert hers.root.find(data_does='answer')
    assert await hers.act('answer', 'Yes, quite calm.', key=first) == {}
    await hers.sees(lambda _: keys(hers) == others)
    # somebody else, who was writing too, keeps the row and what they typed
    await his.sees(lambda root: 'meanwhile' in root.words)
    assert keys(his) == [first, *others]
    await his.act('close-answer', key=first)
    await his.sees(lambda _: keys(his) == others)
