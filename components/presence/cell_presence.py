"""Which fields colleagues have open right now: their colour around each and their name on it.

Both lines, without the database: it is presence, gone with whoever types.
"""

from dataclasses import replace

from nicegui import ui

from components.engine.directions import isolated
from components.live.cell_editor import CellEditor
from components.live.editor import RecordEditor
from components.presence.attendance import Attendance
from services.naming import called
from services.presence import Person


class CellPresence:
    """Tells the others what is open here, and shows what is open elsewhere."""

    def __init__(
        self,
        editor: RecordEditor,
        cell_editor: CellEditor,
        attendance: Attendance,
        *,
        topic: str,
        me: Person,
        record: str,
    ) -> None:
        """`record` is the row whose fields stand on the page itself, outside of any cell."""
        self._places = editor.places
        self._topic = topic
        self._me = me
        self._attendance = attendance
        self._marked: dict[str, ui.element] = {}
        """Cells with a name on them, by `<row>|<field>`."""
        presence = editor.services.presence
        editor.on_end(presence.on_change(topic, self._show))
        editor.on_end(editor.places.on_added(lambda: self._show(presence.viewers(topic))))
        cell_editor.on_edited(self._on_edited)
        attendance.on_focus = lambda field: self._on_edited(record if field else '', field)
        self._show(presence.viewers(topic))

    def _on_edited(self, row: str, field: str) -> None:
        self._attendance.exit(self._topic)
        if field and self._places.cell(row, field) is not None:
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
            cell = self._places.cell(row, field)
            if cell is not None and self._marked.get(where) is not cell:
                self._marked[where] = cell
                _mark(cell, person)


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
