"""Which cells colleagues have open right now: their colour around the cell and their name on it.

Both lines, without the database: it is presence, gone with whoever types.
"""

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from nicegui import ui

from components.engine.directions import isolated
from components.live.cell_editor import CellEditor
from components.live.fields import LiveInput
from components.presence import Attendance
from components.proposals.editor.editor import OF_PROPOSAL, ProposalEditor
from components.proposals.editor.itinerary import Itinerary
from services.accounts.topics import colleague
from services.naming import called
from services.presence import Person
from services.proposals.topics import cell_editors


class CellPresence:
    """Tells the others what is open here, and shows what is open elsewhere."""

    def __init__(
        self,
        editor: ProposalEditor,
        cell_editor: CellEditor,
        itinerary: Itinerary,
        attendance: Attendance,
        cells: Mapping[str, ui.element],
    ) -> None:
        """`cells` are those of the proposal itself, by field."""
        self._editor = editor
        self._itinerary = itinerary
        self._topic = cell_editors(editor.proposal_id)
        self._me = colleague(editor.member)
        self._attendance = attendance
        self._cells = cells
        self._marked: dict[str, ui.element] = {}
        """Cells with a name on them, by `<row>|<field>`."""
        presence = editor.services.presence
        editor.on_end(presence.on_change(self._topic, self._show))
        cell_editor.on_edited(self._on_edited)
        attendance.on_focus = lambda field: self._on_edited(OF_PROPOSAL if field else '', field)
        self._show(presence.viewers(self._topic))

    def _on_edited(self, row: str, field: str) -> None:
        self._attendance.exit(self._topic)
        if field and self._cell(row, field) is not None:
            person = replace(self._me, key=f'{self._me.key}|{row}|{field}')
            self._attendance.enter(self._topic, person)

    def _show(self, people: tuple[Person, ...]) -> None:
        wanted: dict[str, Person] = {}
        for person in people:
            who, _, where = person.key.partition('|')
            if who != self._me.key:
                wanted[where] = person
        for where in self._marked.keys() - wanted.keys():
            _unmark(self._marked.pop(where))
        for where, person in wanted.items():
            row, _, field = where.partition('|')
            cell = self._cell(row, field)
            if where not in self._marked and cell is not None:
                self._marked[where] = cell
                _mark(cell, person)

    def _cell(self, row: str, field: str) -> ui.element | None:
        if row == OF_PROPOSAL:
            return self._cells.get(field) or self._field(field)
        try:
            key = UUID(row)
        except ValueError:
            return None
        shown = self._itinerary.rows.get(key) or self._itinerary.sections.get(key)
        return shown.cell_of(field) if shown is not None else None

    def _field(self, name: str) -> ui.element | None:
        """A field of a part that is open here."""
        fields = (each for each in self._editor.descendants() if isinstance(each, LiveInput))
        return next((each for each in fields if each.props.get('testid') == f'field-{name}'), None)


def _mark(cell: ui.element, person: Person) -> None:
    cell.classes('t-busy-field')
    name = called(person.name)
    what = str(cell.props.get('data-label') or cell.props.get('label', 'this'))
    said = f'{isolated(name)} is editing {what}'
    cell.props.update({'data-who': name, 'data-p': str(person.color), 'title': said})


def _unmark(cell: ui.element) -> None:
    if not cell.is_deleted:
        cell.classes(remove='t-busy-field')
        for name in ('data-who', 'data-p'):
            del cell.props[name]
        cell.props.set_optional('title', cell.props.get('data-label'))
