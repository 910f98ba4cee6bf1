"""The builder in two people's browsers, without one: what is sent, and what is refused."""

from decimal import Decimal
from itertools import count
from uuid import UUID, uuid4

from nicegui.testing import User

from components.engine.light import Text
from components.live.cell_editor import CellEditor
from components.proposals.editor import ProposalEditor
from components.proposals.editor.activity_row import ActivityRow
from components.proposals.editor.facts import Facts
from components.view.element import ViewElement
from models import ProposalActivity
from services.commands import editables
from services.contacts.commands import CONTACT
from services.demo.content import SKYLINE
from services.demo.load import RESULT
from services.demo.people import key_id
from tests.eventually import eventually
from tests.ui.conftest import ANNA, BEN, App
from tests.ui.visitors import Visitor

MADEIRA = RESULT.proposal_id
ELEMENTS_PER_ROW = 17
NUMBERS = count(1)
"""Of commits; each is another one."""


def the(user: User, kind: type) -> list:
    assert user.client
    return [element for element in user.client.elements.values() if isinstance(element, kind)]


async def open_builder(app: App, email: str) -> User:
    user = await app.sign_in(email)
    await user.open(f'/proposals/{MADEIRA}')
    await eventually(lambda: the(user, ActivityRow))
    return user


def row_of(user: User, key: UUID) -> ActivityRow:
    return next(row for row in the(user, ActivityRow) if row.row.id == key)


def shown(user: User, marker: str) -> str:
    """The text inside the element of this name."""
    assert user.client
    (element,) = [each for each in user.client.elements.values() if marker in each._markers]
    return ''.join(each.text for each in element.descendants() if hasattr(each, 'text'))


async def use(user: User, event: str, **given: str | int) -> None:
    """What `cell_editor.js` sends when somebody types or presses a button."""
    (cell_editor,) = the(user, CellEditor)
    given = {'number': next(NUMBERS)} | given
    with user:
        for listener in list(cell_editor._event_listeners.values()):
            if listener.type == event:
                cell_editor._handle_event({'listener_id': listener.id, 'args': given})


async def test_a_price_moves_the_total_of_a_colleague_in_place(app: App):
    anna, ben = await open_builder(app, ANNA), await open_builder(app, BEN)
    target = next(row for row in the(anna, ActivityRow) if not row.row.is_optional)
    mine = row_of(ben, target.row.id)
    before = shown(ben, 'proposal-total')
    await use(anna, 'commit', row=str(target.row.id), field='price', text='€5,000.–')
    await eventually(lambda: shown(ben, 'proposal-total') != before)
    assert row_of(ben, target.row.id) is mine
    assert mine.row.price == Decimal(5000)
    await eventually(lambda: shown(anna, 'proposal-total') == shown(ben, 'proposal-total'))


async def test_a_refused_edit_is_taken_back(app: App):
    anna = await open_builder(app, ANNA)
    row = the(anna, ActivityRow)[0]
    title = row.row.title
    await use(anna, 'commit', row=str(row.row.id), field='title', text='x' * 300)
    await eventually(lambda: row._title.text == title)
    assert row.row.title == title


async def test_a_commit_that_comes_again_does_not_undo_what_a_colleague_did_since(app: App):
    anna, ben = await open_builder(app, ANNA), await open_builder(app, BEN)
    mine = the(anna, ActivityRow)[1]
    theirs, key = row_of(ben, mine.row.id), str(mine.row.id)
    commit = {'row': key, 'field': 'note', 'text': 'Mine', 'number': next(NUMBERS)}
    await use(anna, 'commit', **commit)
    await eventually(lambda: theirs.row.note == 'Mine')
    await use(ben, 'commit', row=key, field='note', text='Theirs')
    await eventually(lambda: mine.row.note == 'Theirs')
    await use(anna, 'commit', **commit)
    await use(anna, 'commit', row=key, field='title', text='Said after it')
    await eventually(lambda: theirs.row.title == 'Said after it')
    assert theirs.row.note == 'Theirs'


async def test_what_no_cell_shows_cannot_be_written_through_one(app: App):
    anna = await open_builder(app, ANNA)
    row = the(anna, ActivityRow)[0].row
    for field, target in (('organization_id', row.id), ('day_id', row.id), ('title', uuid4())):
        await use(anna, 'commit', row=str(target), field=field, text=str(uuid4()))
    await use(anna, 'commit', row='nonsense', field='title', text='x')
    for act in ('toggle', 'activity-menu', 'activity-move', 'add-activity', 'resolve', 'no such'):
        await use(anna, 'act', act=act, row='nonsense', anchor='<b>')
        await use(anna, 'act', act=act, row=str(uuid4()), anchor='c999999')
    (editor,) = the(anna, ProposalEditor)
    async with app.services.database.read(editor.viewer) as session:
        after = await session.get(ProposalActivity, row.id)
    assert after
    assert (after.day_id, after.title, after.revision) == (row.day_id, row.title, row.revision)


async def test_a_row_costs_few_elements_and_hears_nothing_itself(app: App):
    anna = await open_builder(app, ANNA)
    for row in the(anna, ActivityRow):
        elements = [row, *row.descendants()]
        assert len(elements) <= ELEMENTS_PER_ROW
        assert not any(element._event_listeners for element in elements)


async def test_one_changed_cell_is_one_small_element_on_the_wire(app: App):
    anna, ben = await open_builder(app, ANNA), await open_builder(app, BEN)
    row = the(anna, ActivityRow)[0]
    theirs = row_of(ben, row.row.id)._note
    assert isinstance(theirs, Text) or not theirs.props
    await use(anna, 'commit', row=str(row.row.id), field='note', text='Private')
    await eventually(lambda: theirs.text == 'Private')
    assert theirs._to_dict() == {'tag': 'span', 'text': 'Private'}


async def look_at_comments(app: App, email: str) -> tuple[User, Visitor]:
    user = await open_builder(app, email)
    (view,) = [each for each in the(user, ViewElement) if 'resolve' in each.screen.acts]
    seen = Visitor.of(view)
    await seen.sees(lambda root: root.all(class_='t-comment'))
    return user, seen


async def test_a_resolved_question_goes_but_stays_with_whoever_looks_at_all(app: App):
    anna, mine = await look_at_comments(app, ANNA)
    ben, theirs = await look_at_comments(app, BEN)
    asked = mine.root.all(class_='t-comment')[0].attributes['data-key']
    await theirs.act('filter')
    ben.find('All').click()
    await theirs.sees(lambda root: root.all(class_='t-comment t-comment--done'))
    await mine.act('resolve', key=asked)
    await mine.sees(lambda root: not root.all(data_key=asked))
    done = theirs.root.find(data_key=asked)
    await theirs.sees(lambda _: 'Reopen' in done.words)
    anna.find('Undo').click()
    await mine.sees(lambda root: root.all(data_key=asked))


async def test_an_answer_is_written_below_its_question(app: App):
    anna, mine = await look_at_comments(app, ANNA)
    _, theirs = await look_at_comments(app, BEN)
    asked = mine.root.all(class_='t-comment')[0].attributes['data-key']
    await mine.act('reply', key=asked)
    await anna.should_see('Answering Sofia Lindqvist, client')
    anna.find('comment-input').trigger('commit', 'Mostly, in March.')
    await theirs.sees(lambda root: 'Mostly, in March.' in root.find(data_key=asked).words)


async def test_a_closed_page_leaves_no_query_and_no_viewer(app: App):
    anna = await open_builder(app, ANNA)
    (editor,) = the(anna, ProposalEditor)
    followed = [query for query in editor.opened if query.subscribers]
    assert editor.activities.live in followed
    assert anna.client
    anna.client.delete()
    assert not any(query.subscribers for query in followed)
    assert not app.services.presence.viewers(f'proposal:{MADEIRA}')


async def test_the_client_is_whoever_was_chosen_and_is_called_as_they_are_now(app: App):
    anna, ben = await open_builder(app, ANNA), await open_builder(app, BEN)
    (facts,) = the(ben, Facts)
    (editor,) = the(anna, ProposalEditor)
    hanna = key_id(SKYLINE.key, 'contact', 'hanna')
    assert facts._texts['client'].text == 'Sofia Lindqvist'
    with anna:
        await editor.edit(editor.proposal, client_id=hanna)
    await eventually(lambda: facts._texts['client'].text == 'Hanna Kowalczyk')
    changes = {'full_name': 'Hanna K.'}
    await app.services.run(editables.edit, editor.viewer, of=CONTACT, id=hanna, changes=changes)
    await eventually(lambda: facts._texts['client'].text == 'Hanna K.')
    with anna:
        await editor.edit(editor.proposal, client_id=None)
    await eventually(lambda: facts._texts['client'].text == 'Choose a client')
