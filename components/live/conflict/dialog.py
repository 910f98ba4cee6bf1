"""The dialog "Ben Okoro changed this while you were writing": mine, theirs, before, for each field.

Begins the line out: a choice is an edit that has seen their value.
"""

from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from nicegui import ui

from components.engine.directions import isolated
from components.engine.light import Text
from components.kit.avatar import Face, avatar
from components.kit.buttons import button
from components.kit.format import long_ago
from components.kit.markup import box, show_choice, testid, text
from components.kit.menus import open_dialog
from components.kit.moments import Saying, moment
from components.live.conflict.conflicts import OpenConflict
from components.live.conflict.words import label, parts
from services.naming import NOBODY, called

Choices = dict[str, bool]
"""Whether a field keeps mine, by its name."""
Save = Callable[[Choices], Awaitable[bool]]
"""Carries the choices out; returns whether the dialog may close."""
Speak = Callable[[str, Any], str]
"""Says a value of a field."""


class ConflictDialog:
    """One row's conflicts; closing it decides nothing."""

    def __init__(
        self,
        conflicts: Sequence[OpenConflict],
        *,
        title: str,
        who: Face | None,
        is_me: bool = False,
        speak: Speak,
        save: Save,
        time_zone: str,
    ) -> None:
        """`is_me`: the other value was written by the same person, in another window."""
        self._conflicts = conflicts
        self._speak = speak
        self._save = save
        self._mine: Choices = {one.field: True for one in conflicts}
        self._cells: dict[str, dict[bool, ui.element]] = {}
        """By field, and by whether it is mine."""
        name = isolated(called(who.name)) if who else NOBODY
        name = 'You, in another window,' if is_me else name
        self._theirs = f'{name}’s' if who else 'The other window’s' if is_me else 'Theirs'
        count = len(conflicts)
        fields = f'{count} field{"s" if count > 1 else ""}'
        detail = f'{isolated(title)}, {fields}. Choose for each; nothing is lost either way.'
        heading = f'{name} changed this while you were writing'
        with open_dialog(heading, detail=detail, width=840) as self._dialog:
            self._build_grid(who, time_zone)
            self._build_foot()
        self._show()

    @property
    def is_open(self) -> bool:
        return bool(self._dialog.value) and not self._dialog.is_deleted

    def close(self) -> None:
        if not self._dialog.is_deleted:
            self._dialog.close()

    def _build_grid(self, who: Face | None, time_zone: str) -> None:
        with box('t-cmp') as grid:
            testid(grid, 'conflict')
            box('t-cmp__h t-cmp__c', 'span')
            text('Mine', 't-cmp__h t-cmp__c t-medium')
            with box('t-cmp__h t-cmp__c', 'span'), box('t-row', 'span'):
                if who:
                    avatar(who.name, color=who.color, portrait_name=who.portrait, size=20)
                with box(tag='span'):
                    text(self._theirs, 't-medium')
                    when = max((one.at for one in self._conflicts if one.at), default=None)
                    if when:
                        text(', ')
                        said = long_ago(when, time_zone=time_zone)
                        moment(when, saying=Saying.FULL, first=said)
            text('Before', 't-cmp__h t-cmp__c t-cmp__last')
            for one in self._conflicts:
                self._build_field(one)

    def _build_field(self, one: OpenConflict) -> None:
        text(label(one.field), 't-cmp__h')
        before = self._speak(one.field, one.original)
        with box('t-cmp__two', role='radiogroup', aria_label=label(one.field)):
            for is_mine, value in ((True, one.mine), (False, one.theirs)):
                self._build_choice(one.field, value, before, is_mine=is_mine)
        text(before, 't-3 t-cmp__last')

    def _build_choice(self, field: str, value: Any, before: str, *, is_mine: bool) -> None:
        said = self._speak(field, value)
        cell = box('t-cmp__choice', 'button', type='button', role='radio')
        whose = 'mine' if is_mine else self._theirs
        cell.props['aria-label'] = f'{label(field)}, {whose}: {said}'
        cell.on('click', lambda: self._choose(field, is_mine), args=[])
        self._cells.setdefault(field, {})[is_mine] = cell
        with cell:
            runs = parts(said, before) if isinstance(value, str) else [(said, False)]
            for run, is_new in runs:
                Text(run, tag='ins' if is_new else 'span')

    def _build_foot(self) -> None:
        with box('t-dialog__foot'):
            self._count = text('', 't-12 t-3 t-grow', role='status')
            button('Keep all mine', on_click=lambda: self._all(True))
            button('Take all theirs', on_click=lambda: self._all(False))
            button('Save choice', kind='primary', on_click=self._done, name='conflict-save')

    def _choose(self, field: str, is_mine: bool) -> None:
        self._mine[field] = is_mine
        self._show()

    async def _all(self, is_mine: bool) -> None:
        self._mine = dict.fromkeys(self._mine, is_mine)
        self._show()
        await self._done()

    async def _done(self) -> None:
        if await self._save(self._mine):
            self.close()

    def _show(self) -> None:
        for field, cells in self._cells.items():
            show_choice(cells, self._mine[field])
        mine = sum(self._mine.values())
        theirs = len(self._mine) - mine
        said = [f'Mine for {_fields(mine)}' if mine else '']
        if theirs:
            said.append(f'{self._theirs} for {theirs if mine else _fields(theirs)}')
        self._count.set_text(', '.join(part for part in said if part))


def _fields(count: int) -> str:
    return f'{count} field{"s" if count != 1 else ""}'
