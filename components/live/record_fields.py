"""Fields of one row: each saves by itself and is patched while nobody types in it. Both lines."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from components.kit.icons import icon
from components.kit.markup import box
from components.live.conflict import OpenConflict
from components.live.editor import RecordEditor
from components.live.fields import LiveInput, live_area, live_input
from models.patch import Patch
from services.commands.editables import Editable
from services.realtime.live import OptimisticQuery


class RecordFields:
    """`add` places one; the row is edited by the editor in whose page they stand."""

    def __init__(
        self,
        editor: RecordEditor,
        of: Editable[Any],
        id: UUID,
        query: OptimisticQuery[Any],
        *,
        row: str,
    ) -> None:
        """`row` is what the page calls the row."""
        self._editor = editor
        self._of = of
        self._id = id
        self._query = query
        self._row = row
        self._fields: dict[str, LiveInput] = {}
        # fields show what is typed in them by themselves, so they hear of what is saved only
        editor.follow(query.live, self._on_row)
        editor.conflicts.on_settled(self._on_settled)

    def add(self, name: str, label: str, *, rows: int = 0, **options: Any) -> LiveInput:
        """Place the field of a column; `rows` makes it an area. Options are `LiveInput`'s."""
        # what holds a day or a number has none where nothing is typed
        empty = None if options.get('kind') in {'date', 'decimal'} else ''

        async def save(value: str) -> None:
            base = {name: made.base or empty}
            await self._editor.save(self._of.table, self._id, base=base, **{name: value or empty})

        row = next(iter(self._query.rows), None)
        value = as_typed(getattr(row, name)) if row else ''
        options = {'testid_': f'field-{name}', **options}
        place: Callable[..., LiveInput] = live_input
        if rows:
            place, options = live_area, {'rows': rows, **options}
        made = self._fields[name] = place(label, value, save, **options)
        made.set_enabled(self._editor.may_edit)
        made.props['data-field'] = name
        self._editor.places.add(self._row, {name: made}.get)
        return made

    def add_property(
        self, name: str, label: str, symbol: str, kind: str = '', **options: Any
    ) -> None:
        """The same on one line: what it is called, and its value where it is edited."""
        with box('t-prop'):
            icon(symbol, 14)
            empty = f'Add {label.lower()}' if self._editor.may_edit else ''
            if kind:
                options['kind'] = kind
            self.add(name, label, bare=True, placeholder=empty, **options)

    def _on_row(self, patches: Sequence[Patch[Any]]) -> None:
        for patch in patches:
            row = patch.row
            if row is not None:
                by = self._editor.people.another(row.updated_by)
                for name in patch.fields & self._fields.keys():
                    self._fields[name].patch(as_typed(getattr(row, name)), by=by)

    def _on_settled(self, conflict: OpenConflict, value: Any) -> None:
        if conflict.of is self._of and conflict.field in self._fields:
            self._fields[conflict.field].reset(as_typed(value))


def as_typed(value: object) -> str:
    """A row's value as its field holds it: words, a day, a number."""
    if isinstance(value, date):
        return value.isoformat()
    return '' if value is None else str(value)
