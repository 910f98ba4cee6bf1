"""The proposal list in two people's browsers."""

from dataclasses import replace
from typing import cast
from uuid import UUID, uuid4
from weakref import ref

import psycopg
import pytest
from nicegui import Client
from nicegui.testing import User

from components.engine import tuning
from components.kit.files import asset
from components.live import filter_menu, held_list
from components.proposals.list.new_dialog import MOST
from components.proposals.list.screen import ProposalsScreen
from components.shell import live_page
from models import Proposal
from models.viewer import LinkHolder
from services.accounts.topics import colleague
from services.demo.load import RESULT
from services.presence import Person, PersonKind
from services.proposals import comments, drafting, editing, share_links
from services.proposals.list_state import Tab
from services.proposals.topics import clients_here, proposal_viewers
from tests.conftest import TestDatabase
from tests.drawn import Element
from tests.eventually import S, eventually
from tests.ui.conftest import ANNA, BEN, KARI, App
from tests.ui.visitors import Visitor

MADEIRA = RESULT.proposal_id


def screen_of(user: User) -> ProposalsScreen:
    assert user.client
    return next(
        element for element in user.client.elements.values() if isinstance(element, ProposalsScreen)
    )


class Looking(User):
    """Somebody who looks at the list."""

    table: Visitor
    figures: Visitor
    bar: Visitor


def rows(user: Looking) -> list[Element]:
    return [each for each in user.table.root if 't-line' in names(each)]


def names(element: Element) -> list[str]:
    return element.attributes.get('class', '').split()


def part(row: Element, name: str) -> Element:
    (found,) = (each for each in row if name in names(each))
    return found


def row(user: Looking, proposal_id: UUID) -> Element:
    return user.table.root.find(data_key=str(proposal_id))


def keys(user: Looking) -> list[UUID]:
    return [UUID(each.attributes['data-key']) for each in rows(user)]


def titles(user: Looking) -> list[str]:
    return [part(each, 't-line__link').words for each in rows(user)]


def statuses(user: Looking) -> set[str]:
    return {part(each, 't-chip').words for each in rows(user)}


def here(user: Looking, proposal_id: UUID) -> list[str]:
    faces = part(row(user, proposal_id), 't-stack').children
    return [each.attributes['title'] for each in faces]


def says(user: Looking, words: str) -> bool:
    return words in user.table.root.words


def count_of(user: User, tab: Tab) -> int:
    return dict(screen_of(user).held.figures.counts)[tab]


async def open_list(app: App, email: str) -> Looking:
    user = cast(Looking, await app.sign_in(email))
    await user.open('/proposals')
    await eventually(lambda: screen_of(user)._views)
    placed = [Visitor.of(each.element) for each in screen_of(user)._views]
    user.figures, user.bar, user.table = placed
    await eventually(lambda: rows(user))
    return user


async def look_at_all(user: Looking) -> None:
    """All rows in one list, the latest act first."""
    await user.bar.act('tab', key='All')
    await eventually(lambda: not user.table.root.all(class_='t-group'))
    assert len(rows(user)) == count_of(user, Tab.ALL)


async def test_an_edit_shows_in_a_colleagues_list_in_place(app: App) -> None:
    anna, ben = await open_list(app, ANNA), await open_list(app, BEN)
    before = rows(ben)
    viewer = screen_of(anna).member.viewer
    changes = {'title': 'Madeira, in no hurry'}
    await app.services.run(editing.edit, viewer, kind=Proposal, id=MADEIRA, changes=changes)
    await eventually(lambda: 'Madeira, in no hurry' in titles(ben))
    assert set(rows(ben)) == set(before)


async def test_archiving_takes_a_row_away_and_undo_brings_it_back(app: App) -> None:
    anna, ben = await open_list(app, ANNA), await open_list(app, BEN)
    screen = screen_of(anna)
    card = screen.held.card(str(MADEIRA))
    assert card
    with anna:
        await screen.actions.archive(card, archived=True)
    await eventually(lambda: card.title not in titles(ben))
    await anna.should_see(f'{card.title} archived.')
    anna.find('Undo').click()
    await eventually(lambda: card.title in titles(ben))


async def test_many_are_archived_at_once_and_one_undo_brings_them_back(app: App) -> None:
    anna, ben = await open_list(app, ANNA), await open_list(app, BEN)
    chosen = keys(anna)[:3]
    values = [*map(str, chosen), 'nonsense', str(uuid4())]
    assert await anna.table.act('bulk', values, key='archive') == {}
    await eventually(lambda: not set(chosen) & set(keys(ben)))
    await anna.should_see('3 proposals archived.')
    anna.find('Undo').click()
    await eventually(lambda: set(chosen) <= set(keys(ben)))
    for value in (values, 'nonsense', None, [1, {}]):
        assert await anna.table.act('bulk', value, key='nonsense') == {}


async def test_rows_stand_still_for_whoever_reads_and_come_when_asked_for(
    app: App, database: TestDatabase
) -> None:
    anna, ben = await open_list(app, ANNA), await open_list(app, BEN)
    await look_at_all(anna)
    await look_at_all(ben)
    before = keys(anna)
    await anna.table.act('read', True)
    with psycopg.connect(database.owner_url) as owner:
        owner.execute(
            'update proposals set client_activity_at = now() where id = any(%s)', [before[-2:]]
        )
    await eventually(lambda: set(keys(ben)[:2]) == set(before[-2:]))
    await eventually(lambda: says(anna, '2 new'))
    assert keys(anna) == before
    await anna.table.act('arrive')
    assert keys(anna) == keys(ben)
    assert not says(anna, ' new')


async def test_what_one_makes_oneself_shows_at_once(app: App) -> None:
    anna = await open_list(app, ANNA)
    await look_at_all(anna)
    card = screen_of(anna).held.card(str(MADEIRA))
    assert card
    await anna.table.act('read', True)
    with anna:
        await screen_of(anna).actions.duplicate(card)
    await eventually(lambda: f'{card.title}, copy' in titles(anna))
    assert not says(anna, ' new')


async def test_a_stretch_far_down_is_read_where_one_scrolls_to(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held_list, 'AROUND', 2)
    anna = await open_list(app, ANNA)
    await look_at_all(anna)
    every = keys(anna)
    await anna.table.act('scroll', 7)
    await eventually(lambda: keys(anna) == every[4:])
    (shown,) = anna.table.root.all(role='rowgroup')
    assert shown.children[0].attributes['style'] == '--gap:4'
    assert shown.attributes['data-total'] == str(len(every))
    viewer = screen_of(anna).member.viewer
    await app.services.run(drafting.create, viewer, title='Azores by sail')
    await eventually(lambda: shown.attributes['data-total'] == str(len(every) + 1))
    assert keys(anna) == every[4:]
    await anna.table.act('scroll', 'nonsense')
    await anna.table.act('scroll', 0)
    await eventually(lambda: keys(anna)[1:] == every)


async def test_the_tab_of_a_group_shows_all_of_it(app: App, database: TestDatabase) -> None:
    anna = await open_list(app, ANNA)
    assert not anna.table.root.all(data_act='all')
    with psycopg.connect(database.owner_url) as owner:
        owner.execute("update proposals set status = 'void' where id = %s", [MADEIRA])
    await eventually(lambda: says(anna, 'The latest 4 of 5 decided proposals. Show all'))
    await anna.table.act('all')
    await eventually(lambda: len(rows(anna)) == 5)
    assert anna.bar.root.find(data_key='Decided').attributes['aria-selected'] == 'true'
    assert says(anna, '5 in all')


async def test_a_new_proposal_appears_for_colleagues_only(app: App) -> None:
    anna, kari = await open_list(app, ANNA), await open_list(app, KARI)
    foreign = set(titles(kari))
    viewer = screen_of(anna).member.viewer
    await app.services.run(drafting.create, viewer, title='Azores by sail')
    await eventually(lambda: 'Azores by sail' in titles(anna))
    assert set(titles(kari)) == foreign
    assert not foreign & set(titles(anna))


async def test_search_and_tabs_show_parts_of_the_list(app: App) -> None:
    anna = await open_list(app, ANNA)
    anna.find('list-search').trigger('commit', 'madeira')
    await eventually(lambda: titles(anna) == ['Madeira, slowly'])
    anna.find('list-search').trigger('commit', 'nothing like it')
    await eventually(lambda: says(anna, 'No proposals match'))
    await anna.table.act('clear')
    await eventually(lambda: len(titles(anna)) > 1)
    await anna.bar.act('tab', key='Drafts')
    await eventually(lambda: statuses(anna) == {'Draft'})


async def test_who_looks_at_the_same_shares_one_drawing(app: App) -> None:
    anna, ben = await open_list(app, ANNA), await open_list(app, BEN)
    assert anna.table.screen.view is ben.table.screen.view
    await ben.bar.act('tab', key='Drafts')
    await eventually(lambda: statuses(ben) == {'Draft'})
    assert anna.table.screen.view is not ben.table.screen.view
    await anna.bar.act('tab', key='Drafts')
    await eventually(lambda: anna.table.screen.view is ben.table.screen.view)


async def test_who_came_first_may_leave_the_others_alone(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tuning, 'FAREWELL_S', 0.0)
    anna, ben = await open_list(app, ANNA), await open_list(app, BEN)
    first = ref(screen_of(anna))
    viewer = screen_of(anna).member.viewer
    anna.table.client.delete()
    await eventually(lambda: not hasattr(first(), 'member'))
    changes = {'title': 'Madeira, for one'}
    await app.services.run(editing.edit, viewer, kind=Proposal, id=MADEIRA, changes=changes)
    await eventually(lambda: 'Madeira, for one' in titles(ben))


async def test_one_s_own_face_is_left_out_of_who_is_here(app: App) -> None:
    anna, ben = await open_list(app, ANNA), await open_list(app, BEN)
    enter, topic = app.services.presence.enter, proposal_viewers(MADEIRA)
    leave = [enter(topic, colleague(screen_of(each).member)) for each in (anna, ben)]
    await eventually(lambda: here(anna, MADEIRA) == ['Ben Okoro'])
    await eventually(lambda: here(ben, MADEIRA) == ['Anna Keller'])
    for each in leave:
        each()
    await eventually(lambda: not here(anna, MADEIRA) and not here(ben, MADEIRA))


async def test_a_head_sorts_and_turns_the_order_around(app: App) -> None:
    anna = await open_list(app, ANNA)
    await look_at_all(anna)
    await anna.table.act('sort', key='title')
    await eventually(lambda: anna.table.root.all(aria_sort='descending', data_key='title'))
    before = titles(anna)
    assert before == sorted(before, key=str.casefold)
    await anna.table.act('sort', key='title')
    await eventually(lambda: titles(anna) == before[::-1])
    await anna.table.act('sort', key='nonsense')
    assert titles(anna) == before[::-1]


async def test_a_filter_is_a_chip_until_it_is_taken_away(app: App) -> None:
    anna = await open_list(app, ANNA)
    await anna.bar.act('filter')
    await anna.should_see('Archived')
    anna.find('Sent').click()
    await eventually(lambda: statuses(anna) == {'Sent'})
    assert anna.bar.root.find(data_key='Status').words == 'Status: Sent'
    await anna.bar.act('filter', key='Status')
    anna.find('Viewed').click()
    await eventually(lambda: statuses(anna) == {'Sent', 'Viewed'})
    await anna.bar.act('unfilter', key='Status')
    await eventually(lambda: len(statuses(anna)) > 2)
    assert not anna.bar.root.all(data_key='Status')
    assert await anna.bar.act('unfilter', key='nonsense') == {}


async def test_many_choices_are_offered_filter_by_filter(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filter_menu, 'FEW_CHOICES', 4)
    anna = await open_list(app, ANNA)
    await anna.bar.act('filter')
    await anna.should_not_see('Superseded')
    anna.find('Status').click()
    await anna.should_see('Superseded')


async def test_a_row_has_a_menu(app: App) -> None:
    anna = await open_list(app, ANNA)
    await anna.table.act('menu', key=str(MADEIRA))
    await anna.should_see('Duplicate')
    assert await anna.table.act('menu', key='nonsense') == {}


async def test_who_is_no_member_any_more_is_shown_nothing_from_then_on(
    app: App, database: TestDatabase
) -> None:
    anna, ben = await open_list(app, ANNA), await open_list(app, BEN)
    viewer = screen_of(anna).member.viewer
    with psycopg.connect(database.owner_url) as owner:
        owner.execute(
            'update proposals set owner_id = null from profiles'
            ' where owner_id = profiles.id and profiles.email = %s',
            [BEN],
        )
        owner.execute('delete from profiles where email = %s', [BEN])
    await eventually(lambda: not rows(ben), within=1 * S)
    told = len(ben.table.messages)
    changes = {'title': 'Madeira, for those who stay'}
    await app.services.run(editing.edit, viewer, kind=Proposal, id=MADEIRA, changes=changes)
    await eventually(lambda: 'Madeira, for those who stay' in titles(anna))
    assert len(ben.table.messages) == told
    assert '€' not in ben.figures.root.words.replace('€0', '')


async def test_of_two_quick_choices_the_last_one_is_shown(app: App) -> None:
    anna = await open_list(app, ANNA)
    live, before = app.services.live, len(screen_of(anna).held.windows.queries)
    opened = live.subscriptions
    anna.find('list-search').trigger('commit', 'nothing like it')
    await anna.bar.act('tab', key='Open')
    anna.find('list-search').trigger('commit', '')
    await anna.bar.act('tab', key='Drafts')
    await eventually(lambda: statuses(anna) == {'Draft'})
    queries = screen_of(anna).held.windows.queries
    await eventually(lambda: live.subscriptions == opened - before + len(queries))


async def test_an_act_is_said_on_a_proposal_that_is_not_shown(app: App) -> None:
    anna = await open_list(app, ANNA)
    viewer = screen_of(anna).member.viewer
    made = await app.services.run(share_links.create, viewer, proposal_id=MADEIRA, label='Rui')
    await anna.bar.act('tab', key='Templates')
    await eventually(lambda: MADEIRA not in keys(anna))
    client = LinkHolder(
        share_link_id=made.id, proposal_id=MADEIRA, organization_id=made.organization_id
    )
    await app.services.run(
        comments.add,
        client,
        proposal_id=MADEIRA,
        organization_id=made.organization_id,
        body='May we stay longer?',
    )
    await anna.should_see('(by the link for Rui)')


async def test_a_card_that_changes_its_group_moves_there_as_the_row_it_is(
    app: App, database: TestDatabase
) -> None:
    anna = await open_list(app, ANNA)
    before = row(anna, MADEIRA)
    status = 'draft' if part(before, 't-chip').words != 'Draft' else 'commented'
    with psycopg.connect(database.owner_url) as owner:
        owner.execute('update proposals set status = %s where id = %s', [status, MADEIRA])
    await eventually(lambda: part(before, 't-chip').words == status.capitalize())
    assert [each for each in rows(anna) if each is before] == [row(anna, MADEIRA)]


async def test_a_row_that_leaves_is_no_longer_asked_who_is_there(app: App) -> None:
    anna = await open_list(app, ANNA)
    sofia = Person(key='link:sofia', name='Sofia Lindqvist', kind=PersonKind.CLIENT, color=4)
    await anna.bar.act('tab', key='Drafts')
    await eventually(lambda: MADEIRA not in keys(anna))
    leave = app.services.presence.enter(proposal_viewers(MADEIRA), sofia)
    await anna.bar.act('tab', key='All')
    await eventually(lambda: MADEIRA in keys(anna))
    assert here(anna, MADEIRA) == ['Sofia Lindqvist']
    leave()
    await eventually(lambda: not here(anna, MADEIRA))


async def test_an_empty_tab_has_words_of_its_own_and_nothing_to_clear(app: App) -> None:
    anna = await open_list(app, ANNA)
    screen = screen_of(anna)
    await anna.bar.act('tab', key='Drafts')
    await eventually(lambda: statuses(anna) == {'Draft'})
    for key in keys(anna):
        card = screen.held.card(str(key))
        assert card
        with anna:
            await screen.actions.archive(card, archived=True)
    await eventually(lambda: not rows(anna))
    assert says(anna, 'What nobody has sent yet will be here.')
    assert not says(anna, 'Clear filters')


async def test_a_new_proposal_says_when_there_is_no_other_one(app: App) -> None:
    kari = await open_list(app, KARI)
    screen = screen_of(kari)
    await look_at_all(kari)
    for key in keys(kari):
        card = screen.held.card(str(key))
        assert card
        with kari:
            await screen.actions.archive(card, archived=True)
    await eventually(lambda: not rows(kari))
    kari.find('proposal-new').click()
    await kari.should_see('From another')
    kari.find('From another').click()
    await kari.should_see('No other proposal yet.')


async def test_a_new_proposal_says_when_there_are_more_than_it_lists(app: App) -> None:
    anna = await open_list(app, ANNA)
    screen = screen_of(anna)
    before = count_of(anna, Tab.ALL)
    for number in range(MOST):
        await app.services.run(drafting.create, screen.member.viewer, title=f'Azores {number}')
    await eventually(lambda: count_of(anna, Tab.ALL) == before + MOST)
    anna.find('proposal-new').click()
    await anna.should_see('From another')
    anna.find('From another').click()
    await anna.should_see(f'The first {MOST} of {before + MOST}.')


async def test_a_client_who_looks_is_seen_at_once(app: App) -> None:
    anna = await open_list(app, ANNA)
    sofia = Person(key='link:sofia', name='Sofia Lindqvist', kind=PersonKind.CLIENT, color=4)
    presence, viewer = app.services.presence, screen_of(anna).member.viewer
    leave = presence.enter(proposal_viewers(MADEIRA), sofia)
    leave_all = presence.enter(
        clients_here(viewer.organization_id),
        replace(sofia, place=str(MADEIRA), words='Madeira · Day 3'),
    )
    await anna.should_see('Madeira · Day 3')
    await eventually(lambda: here(anna, MADEIRA) == ['Sofia Lindqvist'])
    leave()
    leave_all()
    await anna.should_not_see('Madeira · Day 3')
    await eventually(lambda: not here(anna, MADEIRA))


async def test_shapes_stand_where_rows_will_be_while_they_are_read(
    app: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_page, 'SKELETON_AFTER_S', 0)
    anna = await app.sign_in(ANNA)
    assert 't-skel' in (await anna.http_client.get('/proposals')).text
    await anna.open('/proposals')
    await eventually(lambda: screen_of(anna)._views)
    assert anna.client
    shapes = [each for each in anna.client.elements.values() if 't-skel' in each.classes]
    assert not shapes


async def test_an_address_that_is_not_here_says_so_without_a_page(app: App) -> None:
    browser = app.browser().http_client
    clients = len(Client.instances)
    answer = await browser.get('/nowhere', headers={'accept': 'text/html'})
    assert (answer.status_code, 'This page is not here' in answer.text) == (404, True)
    assert len(Client.instances) == clients
    assert (await browser.get('/nowhere')).json() == {'detail': 'Not found'}


async def test_a_proposal_without_a_cover_shows_one_of_ours(
    app: App, database: TestDatabase
) -> None:
    with psycopg.connect(database.owner_url) as owner:
        owner.execute("update proposals set cover = '' where id = %s", [MADEIRA])
    anna = await open_list(app, ANNA)
    assert part(row(anna, MADEIRA), 't-thumb').attributes['src'] == asset('cover/alpine.svg')
