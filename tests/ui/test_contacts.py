"""Contacts in two people's browsers: the list, and the page of one."""

from typing import Any, cast
from uuid import uuid4

from nicegui.testing import User

from components.live.editor import RecordEditor
from components.live.fields import LiveInput
from components.records.list_page import PlainListPage
from components.view.element import ViewElement
from models import Contact
from models.viewer import Operator
from services.commands import editables
from services.contacts import merging
from services.contacts.beside import went
from services.contacts.commands import CONTACT
from services.demo.content import SKYLINE
from services.demo.people import key_id
from services.presence import Person
from services.records import commands
from services.records.topics import field_editors, record_viewers
from tests.drawn import Element
from tests.eventually import eventually
from tests.ui.conftest import ANNA, BEN, KARI, App
from tests.ui.visitors import Visitor

HANNA = key_id(SKYLINE.key, 'contact', 'hanna')


class Looking(User):
    """Somebody who looks at the list, or at Hanna."""

    table: Visitor
    bar: Visitor
    drawn: list[Visitor]
    """The views of her page."""


def the(user: User, kind: type[Any]) -> list[Any]:
    assert user.client
    return [element for element in user.client.elements.values() if isinstance(element, kind)]


def rows(user: Looking) -> list[Element]:
    return [each for each in user.table.root if 't-line--plain' in str(each.attributes)]


def names(user: Looking) -> list[str]:
    return [each.find(data_step='').words for each in rows(user)]


async def open_list(app: App, email: str) -> Looking:
    user = cast(Looking, await app.sign_in(email))
    await user.open('/contacts')
    await eventually(lambda: the(user, PlainListPage)[0]._views)
    user.bar, user.table = [Visitor.of(each.element) for each in the(user, PlainListPage)[0]._views]
    await eventually(lambda: rows(user))
    return user


async def open_hanna(app: App, email: str) -> Looking:
    user = cast(Looking, await app.sign_in(email))
    await user.open(f'/contacts/{HANNA}')
    await eventually(lambda: the(user, LiveInput))
    user.drawn = [Visitor.of(each) for each in the(user, ViewElement)]
    return user


def field(user: User, name: str) -> LiveInput:
    return next(each for each in the(user, LiveInput) if each.props.get('data-field') == name)


async def act(user: Looking, name: str, key: str = '') -> None:
    place = next(each for each in user.drawn if name in each.screen.acts)
    await place.act(name, key=key)


def drawn(user: Looking) -> str:
    return ' '.join(each.root.words for each in user.drawn)


async def change(app: App, user: User, **changes: Any) -> None:
    """Hanna is changed, past this page."""
    viewer = user_of(user)
    await app.services.run(editables.edit, viewer, of=CONTACT, id=HANNA, changes=changes)


def user_of(user: User) -> Operator:
    found = [*the(user, PlainListPage), *the(user, RecordEditor)][0]
    viewer: Operator = found.member.viewer
    return viewer


async def test_a_change_shows_in_a_colleagues_list_in_place(app: App) -> None:
    anna, ben = await open_list(app, ANNA), await open_list(app, BEN)
    row = ben.table.root.find(data_key=str(HANNA))
    assert 'Customer' in row.words
    counted = ben.bar.root.find(data_key='all').words
    await change(app, anna, stage='lead', tags=['wine'])
    await eventually(lambda: 'Lead' in row.words and 'wine' in row.words)
    assert ben.table.root.find(data_key=str(HANNA)) is row
    await eventually(lambda: rows(ben)[0] is row)
    await app.services.run(commands.add, user_of(anna), of=CONTACT, full_name='Rui')
    await eventually(lambda: ben.bar.root.find(data_key='all').words != counted)


async def test_search_stages_and_tags_show_parts_of_the_list(app: App) -> None:
    anna = await open_list(app, ANNA)
    anna.find('contact-search').trigger('commit', 'krakow hanna')
    await eventually(lambda: names(anna) == ['Hanna Kowalczyk'])
    anna.find('contact-search').trigger('commit', 'Ribeiro')
    await eventually(lambda: 'No one called “Ribeiro”' in anna.table.root.words)
    (screen,) = the(anna, PlainListPage)
    assert 't-hidden' in screen._empty.classes, 'there are others'
    await anna.table.act('clear')
    await eventually(lambda: len(rows(anna)) > 1)
    await anna.bar.act('filter', key='Stage')
    anna.find('Customer').click()
    await eventually(
        lambda: {each.all(class_='t-chip')[0].words for each in rows(anna)} == {'Customer'}
    )
    await anna.bar.act('filter', key='Tag')
    anna.find('northern lights').click()
    await eventually(lambda: names(anna) == ['Hanna Kowalczyk'])
    assert 'Tag: northern lights' in anna.bar.root.words
    await anna.table.act('sort', key='name')
    await eventually(lambda: anna.table.root.all(aria_sort='descending', data_key='name'))


async def test_who_looks_at_the_same_shares_one_drawing_and_sees_who_has_it_open(app: App) -> None:
    anna, ben = await open_list(app, ANNA), await open_list(app, BEN)
    assert anna.table.screen.view is ben.table.screen.view
    kari = Person(key='kari', name='Kari Moen')
    leave = app.services.presence.enter(record_viewers('contact', HANNA), kari)
    row = ben.table.root.find(data_key=str(HANNA))
    await eventually(lambda: row.all(title='Kari Moen'))
    leave()
    await eventually(lambda: not row.all(title='Kari Moen'))


async def test_a_deleted_contact_leaves_the_list_and_undo_brings_it_back(app: App) -> None:
    anna, ben = await open_list(app, ANNA), await open_list(app, BEN)
    await anna.table.act('menu', key=str(HANNA))
    anna.find('Delete').click()
    await eventually(lambda: 'Hanna Kowalczyk' not in names(ben))
    await anna.should_see('Hanna Kowalczyk deleted.')
    anna.find('Undo').click()
    await eventually(lambda: 'Hanna Kowalczyk' in names(ben))


async def test_a_new_contact_is_made_and_opened_and_a_refusal_keeps_the_dialog(app: App) -> None:
    anna, ben = await open_list(app, ANNA), await open_list(app, BEN)
    anna.find('contact-new').click()
    await anna.should_see('You can change everything later.')
    anna.find('new-contact-create').click()
    await anna.should_see('Full name is empty.')
    anna.find('new-contact-full_name').trigger('commit', 'hanna KOWALCZYK')
    warned = Visitor.of(the(anna, ViewElement)[-1])
    await eventually(lambda: 'Hanna Kowalczyk is here already' in warned.root.words)
    anna.find('new-contact-full_name').trigger('commit', 'Rui Ribeiro')
    anna.find('new-contact-create').click()
    await eventually(lambda: 'Rui Ribeiro' in names(ben))


async def test_a_field_of_the_page_saves_and_shows_at_a_colleague(app: App) -> None:
    anna, ben = await open_hanna(app, ANNA), await open_hanna(app, BEN)
    with anna:
        await field(anna, 'city')._commit('Gdańsk')  # type: ignore[misc]
    await eventually(lambda: field(ben, 'city').value == 'Gdańsk')
    assert field(ben, 'city').props['by'] == 'Anna Keller'
    await change(app, anna, full_name='Hanna K.', stage='client')
    await ben.should_see('Hanna K.')
    await eventually(lambda: 'Client' in drawn(ben))


async def test_tags_come_and_go_one_by_one_in_known_spelling(app: App) -> None:
    anna, ben = await open_hanna(app, ANNA), await open_hanna(app, BEN)
    await eventually(lambda: 'late starts' in drawn(ben))
    (anna_editor,) = the(anna, RecordEditor)
    await eventually(lambda: all(query.rows for query in anna_editor.opened[:4]))
    anna.find('add-tag').trigger('commit', ['Slow  TRAVEL', '', 1])
    await eventually(lambda: 'slow travel' in drawn(ben))
    await act(anna, 'untag', key='late starts')
    await eventually(lambda: 'late starts' not in drawn(ben))
    (editor,) = the(ben, RecordEditor)
    assert editor.row_of(Contact, HANNA).tags == ('northern lights', 'returning', 'slow travel')


async def test_stage_and_owner_are_chosen_from_menus(app: App) -> None:
    anna = await open_hanna(app, ANNA)
    await act(anna, 'stage')
    anna.find('In conversation').click()
    await eventually(lambda: 'In conversation' in drawn(anna))
    await act(anna, 'owner')
    anna.find('Ben Okoro').click()
    await eventually(lambda: 'Ben Okoro' in drawn(anna))


async def test_a_contact_that_is_deleted_while_it_is_open_can_be_brought_back(app: App) -> None:
    anna, ben = await open_hanna(app, ANNA), await open_hanna(app, BEN)
    viewer = user_of(anna)
    await app.services.run(commands.delete, viewer, of=CONTACT, id=HANNA)
    await ben.should_see('This contact is no longer here')
    ben.find('Bring it back').click()
    await ben.should_not_see('This contact is no longer here')


async def test_a_wrong_id_and_a_foreign_one_find_nothing(app: App) -> None:
    kari, anna = await app.sign_in(KARI), await app.sign_in(ANNA)
    for user, named in ((kari, HANNA), (anna, uuid4()), (anna, 'nonsense')):
        answer = await user.http_client.get(f'/contacts/{named}')
        assert answer.status_code == 404
        assert 'There is no contact here' in answer.text


async def test_a_field_that_a_colleague_has_open_is_marked(app: App) -> None:
    anna = await open_hanna(app, ANNA)
    ben = Person(key=f'ben|{HANNA}|phone', name='Ben Okoro', color=2)
    leave = app.services.presence.enter(field_editors('contact', HANNA), ben)
    assert field(anna, 'phone').props['title'] == 'Ben Okoro is editing Phone'
    leave()
    assert 't-busy-field' not in field(anna, 'phone').classes


async def test_many_get_a_stage_an_owner_and_tags_and_have_them_back(app: App) -> None:
    anna, ben = await open_list(app, ANNA), await open_list(app, BEN)
    for each in (anna, ben):
        each.find('contact-search').trigger('commit', 'brussels')
    (screen,) = the(anna, PlainListPage)
    await eventually(lambda: all('Brussels' in row.words for row in (*rows(anna), *rows(ben))))
    picked = {'every': screen.held.state.choice.name, 'but': [rows(anna)[0].attributes['data-key']]}

    await anna.table.act('bulk', picked, key='stage')
    anna.find('In conversation').click()
    await anna.should_see('Stage of one contact is now In conversation.')
    talked_to = lambda: [row for row in rows(ben) if 'In conversation' in row.words]  # noqa: E731
    await eventually(talked_to)
    anna.find('Undo').click()
    await eventually(lambda: not talked_to())

    some = [each.attributes['data-key'] for each in rows(anna)[:2]]
    await anna.table.act('bulk', some, key='tags')
    await anna.should_see('Tags of 2 contacts')
    anna.find('tag-search').trigger('commit', 'spring 2027')
    picker = Visitor.of(the(anna, ViewElement)[-1])
    await eventually(lambda: 'Create “spring 2027”' in picker.root.words)
    await picker.act('create')
    anna.find('tags-apply').click()
    await anna.should_see('2 contacts tagged spring 2027.')
    await anna.table.act('bulk', some, key='owner_id')
    anna.find('Nobody').click()
    await anna.should_see('Owner of 2 contacts is now Nobody.')


async def test_a_view_is_kept_shared_changed_renamed_and_deleted(app: App) -> None:
    anna, ben = await open_list(app, ANNA), await open_list(app, BEN)

    def tabs(user: Looking) -> list[str]:
        return [each.words for each in user.bar.root.all(role='tab')]

    before = tabs(ben)
    await anna.bar.act('filter', key='Stage')
    anna.find('Customer').click()
    await anna.bar.act('view-new')
    anna.find('view-name').trigger('commit', 'Been here')
    anna.find('Only I see it').click()
    anna.find('view-save').click()
    await eventually(lambda: len(tabs(ben)) == len(before) + 1)
    await eventually(lambda: tabs(ben)[-1].startswith('Been here ') and tabs(ben)[-1][-1].isdigit())
    count = int(tabs(ben)[-1].split()[-1])

    # its count is right at all times, and a change of what it shows is kept
    key = ben.bar.root.all(role='tab')[-1].attributes['data-key']
    await ben.bar.act('tab', key=key)
    await eventually(lambda: len(rows(ben)) == count)
    await change(app, anna, stage='lead')
    await eventually(lambda: tabs(anna)[-1].split()[-1] == str(count - 1))
    await ben.bar.act('filter', key='Stage')
    ben.find('In conversation').click()
    await eventually(lambda: 'Save to Been here' in ben.bar.root.words)
    await ben.bar.act('view-save')
    await eventually(lambda: int('0' + tabs(anna)[-1].removeprefix('Been here ')) > count)
    await eventually(lambda: 'Save to' not in ben.bar.root.words)

    await ben.bar.act('view-menu')
    ben.find('Rename').click()
    ben.find('view-name').trigger('commit', 'Close')
    ben.find('view-save').click()
    await eventually(lambda: tabs(anna)[-1].startswith('Close '))
    await anna.bar.act('tab', key=key)
    await anna.bar.act('view-menu')
    anna.find('Delete').click()
    await eventually(lambda: tabs(anna) == tabs(ben) and len(tabs(ben)) == len(before))
    anna.find('Undo').click()
    await eventually(lambda: len(tabs(ben)) == len(before) + 1)


async def test_notes_channels_and_a_double_on_the_page(app: App) -> None:
    anna, ben = await open_hanna(app, ANNA), await open_hanna(app, BEN)
    anna.find('contact-note').trigger('commit', ['**June**. @ben', '', 1])
    anna.find('contact-note-add').click()
    await eventually(lambda: 'June' in drawn(ben) and '@Ben Okoro' in drawn(ben))
    anna.find('contact-add-channel').trigger('commit', ['hk@fair.example', '', 1])
    await eventually(lambda: 'hk@fair.example' in drawn(ben))
    viewer = user_of(anna)
    twin = await app.services.run(
        commands.add, viewer, of=CONTACT, full_name='H. Kowalczyk', email='HK@fair.example'
    )
    await eventually(lambda: 'H. Kowalczyk may be the same person' in drawn(ben))
    await act(ben, 'compare', key=str(twin.id))
    await ben.should_see('Keep one Hanna')
    ben.find('merge-go').click()
    await ben.should_see('H. Kowalczyk is merged into this contact.')
    await eventually(lambda: 'may be the same person' not in drawn(anna))
    (made,) = await app.services.live.read(went(twin.id, viewer.organization_id), viewer)
    assert made.value
    await app.services.run(merging.part, viewer, merge_id=made.value.merge_id)
    await eventually(lambda: 'may be the same person' in drawn(anna))
    await act(anna, 'apart', key=str(twin.id))
    await eventually(lambda: 'may be the same person' not in drawn(ben))
