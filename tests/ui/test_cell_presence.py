"""A field that a colleague has open wears their name, wherever on the page it is."""

from nicegui import ui
from nicegui.testing import User

from components.live.fields import LiveInput
from components.proposals.editor import ProposalEditor
from components.proposals.editor.editor import OF_PROPOSAL
from services.presence import Person
from services.proposals import building
from services.records.topics import field_editors
from tests.eventually import eventually
from tests.ui.conftest import ANNA, App
from tests.ui.test_builder import MADEIRA, open_builder, the

TOPIC = field_editors('proposal', MADEIRA)


def ben_at(row: object, field: str) -> Person:
    return Person(key=f'ben|{row}|{field}', name='Ben Okoro', color=3)


def marked(user: User) -> list[ui.element]:
    assert user.client
    return [each for each in user.client.elements.values() if 't-busy-field' in each.classes]


async def test_cells_of_every_kind_of_row_are_found_by_their_names(app: App) -> None:
    anna = await open_builder(app, ANNA)
    (editor,) = the(anna, ProposalEditor)
    day, activity = editor.days.rows[0], editor.activities.rows[0]
    for row, field in ((OF_PROPOSAL, 'title'), (day.id, 'body'), (activity.id, 'price')):
        leave = app.services.presence.enter(TOPIC, ben_at(row, field))
        assert marked(anna) == [editor.places.cell(row, field)]
        leave()
        assert not marked(anna)
    for row, field in ((activity.id, 'nothing'), ('no row', 'title'), (OF_PROPOSAL, 'intro')):
        leave = app.services.presence.enter(TOPIC, ben_at(row, field))
        assert not marked(anna)
        leave()


async def test_a_field_of_a_part_that_opens_later_is_marked_as_it_opens(app: App) -> None:
    anna = await open_builder(app, ANNA)
    leave = app.services.presence.enter(TOPIC, ben_at(OF_PROPOSAL, 'intro'))
    assert not marked(anna)
    anna.find('tab-prose').click()
    await eventually(lambda: marked(anna))
    (field,) = marked(anna)
    assert isinstance(field, LiveInput)
    assert field.props['title'] == 'Ben Okoro is editing Letter'
    leave()
    assert not marked(anna)


async def test_a_row_that_comes_back_is_found_and_one_that_is_gone_is_not(app: App) -> None:
    anna = await open_builder(app, ANNA)
    (editor,) = the(anna, ProposalEditor)
    row = editor.activities.rows[0]
    leave = app.services.presence.enter(TOPIC, ben_at(row.id, 'title'))
    assert marked(anna)
    with anna:
        await editor.run(building.remove, kind=type(row), id=row.id)
    await eventually(lambda: editor.places.cell(row.id, 'title') is None)
    assert not marked(anna)
    with anna:
        await editor.run(building.restore, kind=type(row), id=row.id)
    await eventually(lambda: marked(anna) == [editor.places.cell(row.id, 'title')])
    leave()
