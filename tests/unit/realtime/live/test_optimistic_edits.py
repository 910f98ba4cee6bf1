"""Edits laid over rows: whatever comes in whatever order, the screen ends as the database is."""

from dataclasses import dataclass, field, replace
from uuid import UUID, uuid4

from hypothesis import given, settings
from hypothesis import strategies as st

from services.realtime.live.optimistic_edits import Edit, OptimisticEdits

FIELDS = ('title', 'price')
KEYS = (UUID(int=1), UUID(int=2))


@dataclass(frozen=True)
class Line:
    id: UUID
    title: str = ''
    price: int = 0
    revision: int = 1


ROW = Line(KEYS[0], 'Boat', 50)


def test_an_edit_shows_at_once_and_the_row_beneath_stays_as_it_is() -> None:
    overlay: OptimisticEdits[Line] = OptimisticEdits()
    overlay.apply(ROW.id, {'title': 'Catamaran'})
    assert overlay.over(ROW) == replace(ROW, title='Catamaran')
    assert ROW.title == 'Boat'


def test_without_edits_rows_are_passed_on_untouched() -> None:
    overlay: OptimisticEdits[Line] = OptimisticEdits()
    rows = [ROW]
    assert overlay.rows(rows) is rows
    overlay.roll_back(overlay.apply(ROW.id, {'title': 'Catamaran'}))
    assert overlay.rows(rows) is rows


def test_a_confirmed_edit_stays_until_its_row_is_here() -> None:
    overlay: OptimisticEdits[Line] = OptimisticEdits()
    edit = overlay.apply(ROW.id, {'title': 'Catamaran'})
    overlay.confirm(edit, 3)
    for row in (ROW, replace(ROW, price=60, revision=2)):
        overlay.settle([row])
        assert overlay.over(row).title == 'Catamaran', 'nothing flickers back'
    late = replace(ROW, title='Schooner', revision=4)
    overlay.settle([late])
    assert overlay.over(late) is late, 'somebody went on from there'


def test_other_fields_go_on_beneath_an_edit() -> None:
    overlay: OptimisticEdits[Line] = OptimisticEdits()
    overlay.apply(ROW.id, {'title': 'Catamaran'})
    assert overlay.over(replace(ROW, price=95, revision=2)).price == 95


def test_a_refused_edit_gives_way_to_the_one_before_it() -> None:
    overlay: OptimisticEdits[Line] = OptimisticEdits()
    overlay.apply(ROW.id, {'price': 60})
    second = overlay.apply(ROW.id, {'price': 70})
    assert overlay.over(ROW).price == 70
    overlay.roll_back(second)
    assert overlay.over(ROW).price == 60


def test_edits_of_a_row_that_is_gone_are_let_go() -> None:
    overlay: OptimisticEdits[Line] = OptimisticEdits()
    edit = overlay.apply(ROW.id, {'price': 60})
    overlay.settle([])
    overlay.confirm(edit, 2)
    overlay.roll_back(edit)
    assert not overlay


@dataclass
class World:
    """A database, one screen that edits, and a line in that may lag and skip."""

    database: dict[UUID, Line] = field(default_factory=lambda: {k: Line(k) for k in KEYS})
    held: list[Line] = field(default_factory=lambda: [Line(k) for k in KEYS])
    overlay: OptimisticEdits[Line] = field(default_factory=OptimisticEdits)
    sent: list[Edit] = field(default_factory=list)
    """Laid, not carried out yet."""
    unanswered: list[tuple[Edit, int]] = field(default_factory=list)
    """Carried out, not confirmed yet; revision 0 for a refusal."""

    def write(self, key: UUID, values: dict[str, object]) -> int:
        row = self.database[key]
        after = replace(row, **values)  # type: ignore[arg-type]
        if after != row:
            after = self.database[key] = replace(after, revision=row.revision + 1)
        return after.revision

    def step(self, act: str, which: int, name: str, value: int) -> None:
        key = KEYS[which % 2]
        typed = {name: f't{value}' if name == 'title' else value}
        if act == 'edit':
            edit = self.overlay.apply(key, typed)
            self.sent.append(edit)
            row = next(row for row in self.held if row.id == key)
            assert getattr(self.overlay.over(row), name) == typed[name], 'shows at once'
        elif act == 'foreign':
            self.write(key, typed)
        elif act in {'commit', 'refuse'} and self.sent:
            edit = self.sent.pop(which % len(self.sent))
            done = self.write(edit.key, edit.values) if act == 'commit' else 0
            self.unanswered.append((edit, done))
        elif act == 'answer' and self.unanswered:
            self.answer(*self.unanswered.pop(which % len(self.unanswered)))
        elif act == 'patch':
            self.patch()

    def answer(self, edit: Edit, revision: int) -> None:
        shown = self.shown()
        if revision:
            self.overlay.confirm(edit, revision)
            assert self.shown() == shown, 'a confirmation alone changes nothing'
            self.overlay.settle(self.held)
        else:
            self.overlay.roll_back(edit)

    def patch(self) -> None:
        self.held = list(self.database.values())
        self.overlay.settle(self.held)

    def shown(self) -> list[Line]:
        return self.overlay.rows(self.held)


ACTS = st.sampled_from(['edit', 'foreign', 'commit', 'refuse', 'answer', 'patch'])
STEPS = st.tuples(ACTS, st.integers(0, 9), st.sampled_from(FIELDS), st.integers(0, 9))


@settings(max_examples=300)
@given(st.lists(STEPS, max_size=60))
def test_any_interleaving_ends_equal_to_the_database(
    steps: list[tuple[str, int, str, int]],
) -> None:
    world = World()
    for step in steps:
        world.step(*step)
    for number, edit in enumerate(list(world.sent)):
        world.unanswered.append((edit, world.write(edit.key, edit.values) if number % 2 else 0))
    world.patch()
    for edit, revision in world.unanswered:
        world.answer(edit, revision)
    assert world.shown() == list(world.database.values())
    assert not world.overlay, 'and nothing is left lying over it'


def test_an_edit_of_a_row_that_is_not_held_shows_nowhere() -> None:
    overlay: OptimisticEdits[Line] = OptimisticEdits()
    overlay.apply(uuid4(), {'price': 60})
    assert overlay.rows([ROW]) == [ROW]
