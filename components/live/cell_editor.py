"""One element of a page that edits any cell in place and hears any button of a row.

Begins the line out. Rows carry no listeners, so a page of forty costs no more than one of four.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from uuid import UUID

from nicegui import ui
from nicegui.events import GenericEventArguments

from components.engine.light import Light
from components.kit.files import asset
from services.errors import AppError

Act = Callable[[Mapping[str, Any]], Awaitable[object] | object]
"""Handles `{"act": "toggle", "row": "<id>", "anchor": "c42", …}`."""
Save = Callable[[str, str, str, str | None], Awaitable[object]]
"""Saves `(row, field, text, text seen before)`; raises `AppError` when it is refused."""


class CellEditor(Light, component='cell_editor.js'):
    """Says what moved in a polite live region, which is all that shows of it."""

    def __init__(self, *, on_save: Save, on_lost: Callable[[str], object]) -> None:
        """`on_lost(text)`: what was typed into a row that went away."""
        super().__init__()
        ui.add_head_html(f'<script src="{asset("cell_field.js")}" defer></script>')
        self._save = on_save
        self._on_lost = on_lost
        self._acts: dict[str, Act] = {}
        self._heard: set[int] = set()
        """Numbers of commits; one that comes again, since its answer was lost, is no new one."""
        self._edited = ('', '')
        self._on_edits: list[Callable[[str, str], None]] = []
        self.on('commit', self._on_commit)
        self.on('act', self._on_act)
        self.on('edited', self._on_edited)
        self.on('lost', lambda event: self._on_lost(str(event.args)[:4000]))

    def on_act(self, name: str, handler: Act) -> None:
        """Call the handler when something with `data-act="<name>"` is used."""
        self._acts[name] = handler

    def say(self, sentence: str) -> None:
        """Announce to those who listen instead of looking."""
        self.props['said'] = sentence

    def edit(self, row: UUID | str, field: str) -> None:
        """Open a cell for typing, with its text selected."""
        self.run_method('edit', str(row), field)

    def is_edited(self, row: UUID | str, field: str) -> bool:
        """Whether this cell is open in this browser."""
        return self._edited == (str(row), field)

    def on_edited(self, handler: Callable[[str, str], None]) -> None:
        """Call `handler(row, field)` when a cell opens here; with empty words when it closes."""
        self._on_edits.append(handler)

    def offer(self, row: UUID | str, field: str, value: str, by: str) -> None:
        """Tell the open cell that its row was changed; `by` is empty for the same person."""
        self.run_method('offer', str(row), field, value, by)

    def _on_edited(self, event: GenericEventArguments) -> None:
        row, field = event.args or ('', '')
        self._edited = (str(row), str(field))
        for handler in self._on_edits:
            handler(*self._edited)

    async def _on_commit(self, event: GenericEventArguments) -> None:
        given: Mapping[str, Any] = event.args
        number = given['number']
        if number in self._heard:
            return
        self._heard.add(number)
        problem = AppError.sentence
        try:
            base = given.get('base')
            where = str(given['row']), str(given['field'])
            await self._save(*where, str(given['text']), None if base is None else str(base))
            problem = ''
        except AppError as error:
            problem = str(error)
        finally:
            if not self.is_deleted:
                self.run_method('settle', number, problem)

    async def _on_act(self, event: GenericEventArguments) -> None:
        given: Mapping[str, Any] = event.args
        handler = self._acts.get(str(given.get('act')))
        if handler is not None and isinstance(result := handler(given), Awaitable):
            await result


def row_id(given: Mapping[str, Any]) -> UUID | None:
    """The row an act is about; None for what is no id, since browsers can send anything."""
    try:
        return UUID(str(given.get('row')))
    except ValueError:
        return None
