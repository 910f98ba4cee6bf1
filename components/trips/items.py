"""What has to be confirmed before they leave: a list of ticks that two people share. Both lines."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID, uuid4

from components.engine.light import Part
from components.kit.keyed import Keyed
from components.kit.markup import box, show, text
from components.kit.menus import Item, open_menu, open_popover
from components.live.cell_editor import CellEditor, row_id
from components.live.editor import RecordEditor
from components.live.fields import live_input
from components.live.record_fields import as_typed
from components.trips.item_row import ItemRow
from models import TripItem
from models.patch import Patch, PatchKind
from models.text import LONGEST_LINE, clean_line
from services.realtime.live import OptimisticQuery
from services.records import commands as records
from services.trips import commands
from services.trips.commands import TRIP_ITEM

Given = Mapping[str, Any]


class Items(Part):
    """A card of them; make it where it shall stand."""

    def __init__(
        self,
        editor: RecordEditor,
        items: OptimisticQuery[TripItem],
        cell_editor: CellEditor,
        *,
        trip_id: UUID,
        today: date,
    ) -> None:
        super().__init__('section', 't-card')
        self._editor = editor
        self._items = items
        self._cell_editor = cell_editor
        self._trip_id = trip_id
        self._today = today
        self.props['aria-label'] = 'To confirm'
        with self:
            with box('t-card__head'):
                text('To confirm', 't-h4', 'h2')
                self._count = text('', 't-12 t-3 t-num', data_glow=True)
            rows = box('t-todos', role='list')
            self._rows: Keyed[TripItem, ItemRow] = Keyed(rows, self._make_row)
            nothing = 'Whatever has to be booked or confirmed before they leave goes here.'
            self._nothing = text(nothing, 't-2 t-card__none', 'p')
            if editor.may_edit:
                self._place_field()
        self.arrange()
        self._listen()

    def _listen(self) -> None:
        self._editor.follow(self._items, self._on_items)
        if self._editor.may_edit:
            acts = {
                'item-tick': self._on_tick, 'item-due': self._open_due,
                'item-menu': self._open_menu, 'item-move': self._on_move,
            }  # fmt: skip
            for name, handler in acts.items():
                self._cell_editor.on_act(name, handler)

    def _make_row(self, row: TripItem) -> ItemRow:
        made = ItemRow(row, today=self._today, editable=self._editor.may_edit)
        self._editor.places.add(row.id, made.cell_of)
        return made

    def _place_field(self) -> None:
        with box('t-todos__add'):
            live_input(
                '', '', self._add, aria_label='Add something to confirm', icon='plus', bare=True,
                placeholder='Add something to confirm', clear_on_commit=True,
                maxlength=LONGEST_LINE, testid_='add-item',
            )  # fmt: skip

    # patches

    def arrange(self) -> None:
        """Rows in their order, and how many are confirmed."""
        rows: Sequence[TripItem] = self._items.rows
        for gone in self._rows.parts.keys() - {row.id for row in rows}:
            self._editor.places.remove(gone)  # type: ignore[arg-type]
        self._rows.show(rows)
        done = sum(row.is_confirmed for row in rows)
        self._count.set_text(f'{done} of {len(rows)}' if rows else '')
        show(self._nothing, not rows)

    def _on_items(self, patches: Sequence[Patch[TripItem]]) -> None:
        for patch in patches:
            element = self._rows.parts.get(patch.key)
            if patch.kind is PatchKind.UPDATE and element and patch.row:
                self._warn_editor(patch)
                element.patch(patch.row, patch.fields)
        self.arrange()

    def _warn_editor(self, patch: Patch[TripItem]) -> None:
        """A cell that is open here keeps its typing and says what came from elsewhere."""
        row = patch.row
        assert row is not None
        by = self._editor.people.another(row.updated_by)
        for field in patch.fields & TRIP_ITEM.cells:
            if self._cell_editor.is_edited(row.id, field):
                self._cell_editor.offer(row.id, field, str(getattr(row, field)), by)

    # what people do

    def _row(self, given: Given) -> ItemRow | None:
        return self._rows.parts.get(row_id(given))

    async def _add(self, typed: str) -> None:
        if title := clean_line(typed):
            await self._editor.run(
                commands.add_item, trip_id=self._trip_id, id=uuid4(), title=title
            )

    async def _on_tick(self, given: Given) -> None:
        if element := self._row(given):
            row = element.row
            await self._editor.edit(row, is_confirmed=not row.is_confirmed)

    def _open_due(self, given: Given) -> None:
        element = self._row(given)
        if element is None:
            return
        id = element.row.id

        async def save(typed: str) -> None:
            seen, wanted = {'due_on': field.base or None}, {'due_on': typed or None}
            await self._editor.save_from(field, TripItem, id, seen, **wanted)

        with open_popover(element.due, 'By when'):
            field = live_input(
                'To be confirmed by', as_typed(element.row.due_on), save, kind='date',
                testid_='item-due',
            )  # fmt: skip

    def _open_menu(self, given: Given) -> None:
        element = self._row(given)
        if element is None:
            return
        row, move = element.row, partial(self._move, element.row)
        items = [
            Item(label='Move up', icon='arrow-up', on_click=partial(move, -1)),
            Item(label='Move down', icon='arrow-down', on_click=partial(move, 1)),
            Item(label='Remove', icon='trash-2', danger=True, on_click=partial(self._remove, row)),
        ]
        target = f'[data-row="{row.id}"] .t-todo__more'
        open_menu(self, items, label=row.title or 'Actions', target=target)

    async def _on_move(self, given: Given) -> None:
        if (element := self._row(given)) and given.get('by') in {-1, 1}:
            await self._move(element.row, given['by'])

    async def _move(self, row: TripItem, by: int) -> None:
        order = [each.id for each in self._items.rows]
        index = order.index(row.id) + by if row.id in order else -1
        if 0 <= index < len(order):
            await self._editor.do(commands.move_item, id=row.id, index=index)
            self._cell_editor.say(f'{row.title} is number {index + 1} of {len(order)}.')

    async def _remove(self, row: TripItem) -> None:
        put_away = partial(self._editor.do, records.delete, of=TRIP_ITEM, id=row.id)
        await self._editor.take_out(
            row.id, row.title or 'Untitled', put_away, partial(put_away, deleted=False)
        )
