"""One thing that has to be confirmed: ticked, named and given a day where it stands.

The end of the line in: `patch` changes only the elements that show the changed columns.
"""

from collections.abc import Set
from datetime import date

from nicegui import ui

from components.engine.light import Part, Text
from components.engine.tree import container
from components.kit.format import short_date
from components.kit.markup import box, testid, text
from components.kit.symbols import symbol
from components.live.cells import cell
from models import TripItem


class ItemRow(Part):
    """No listener of its own; `CellEditor` hears its buttons."""

    def __init__(self, row: TripItem, *, today: date, editable: bool) -> None:
        super().__init__('div')
        self.row = row
        self._today = today
        self._editable = editable
        self.classes('t-todo')
        self.props.update({'data-row': str(row.id), 'data-enter': True, 'role': 'listitem'})
        testid(self, f'trip-item-{row.id}')
        with self:
            self._build()
        self._show_ticked()
        self._show_due()

    def _build(self) -> None:
        row, editable = self.row, self._editable
        self._tick = box(
            't-check', 'button', type='button', role='checkbox', data_act='item-tick',
            innerHTML=symbol('check', size=12),
        )  # fmt: skip
        if not editable:
            self._tick.props['disabled'] = True
        with box('t-todo__main'):
            self._title = cell(
                'title', row.title, label='What has to be confirmed', classes='t-todo__t',
                hint='Name it', editable=editable,
            )  # fmt: skip
            self._supplier = cell(
                'supplier', row.supplier, label='Supplier', classes='t-todo__s',
                hint='Add a supplier', editable=editable,
            )  # fmt: skip
        self._due = text('', 't-todo__due', 'button' if editable else 'span')
        if editable:
            self._due.props.update({'type': 'button', 'data-act': 'item-due'})
            self._due.props['aria-haspopup'] = 'dialog'
            box(
                't-x t-todo__more', 'button', type='button', data_act='item-menu',
                data_move='item-move', aria_haspopup='menu', innerHTML=symbol('ellipsis'),
                aria_label='Actions. Alt and arrow keys move it', title='Actions',
            )  # fmt: skip

    # patches

    def patch(self, row: TripItem, fields: Set[str]) -> None:
        """Show the row's new values; only `fields` are looked at."""
        self.row = row
        if 'title' in fields:
            self._title.set_text(row.title)
        if 'supplier' in fields:
            self._supplier.set_text(row.supplier)
        if fields & {'is_confirmed', 'title'}:
            self._show_ticked()
        if fields & {'is_confirmed', 'due_on'}:
            self._show_due()

    def cell_of(self, field: str) -> ui.element | None:
        """The cell of a column, if it has one."""
        found: Text | None = {'title': self._title, 'supplier': self._supplier}.get(field)
        return container(found)

    @property
    def due(self) -> ui.element:
        """Where its day is changed."""
        return self._due

    def _show_ticked(self) -> None:
        row, classes = self.row, self.classes
        self._tick.props['aria-checked'] = 'true' if row.is_confirmed else 'false'
        self._tick.props['aria-label'] = f'{row.title or "This"} is confirmed'
        if row.is_confirmed != ('t-todo--done' in classes):
            self.classes(toggle='t-todo--done')

    def _show_due(self) -> None:
        row = self.row
        nothing = 'Add a day' if self._editable else ''
        self._due.set_text(f'By {short_date(row.due_on)}' if row.due_on else nothing)
        is_late = bool(row.due_on and row.due_on < self._today and not row.is_confirmed)
        look = {'t-todo__due--none': row.due_on is None, 't-todo__due--late': is_late}
        for name, wanted in look.items():
            if wanted != (name in self._due.classes):
                self._due.classes(toggle=name)
