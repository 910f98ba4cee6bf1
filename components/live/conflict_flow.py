"""Conflicts on a page of edited records: the chip, the dialog, and what a choice does.

Line out, step A: keeping mine is an edit that has seen theirs.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from components.kit.avatar import Face
from components.live.conflict import ConflictChip, OpenConflict
from components.live.conflict.dialog import Choices, ConflictDialog
from components.live.conflict.words import spoken
from components.live.editor import RecordEditor
from services.errors import AppError, Conflict
from services.naming import NOBODY


class ConflictFlow:
    """Make it where the chip shall stand."""

    def __init__(self, editor: RecordEditor) -> None:
        self._editor = editor
        self._dialog: ConflictDialog | None = None
        self._chip = ConflictChip(
            editor.conflicts,
            owner=str(editor.viewer.user_id),
            on_open=self.open,
            on_restore=self._restore,
        )
        editor.on_end(editor.conflicts.on_change(self._on_change))

    def open(self) -> None:
        """Ask about the row that has waited longest."""
        editor = self._editor
        editor.conflicts.refresh(editor.row_of)
        self._chip.show()
        found = editor.conflicts.of_next_row()
        if not found or (self._dialog is not None and self._dialog.is_open):
            return
        with editor:
            self._dialog = ConflictDialog(
                found,
                title=self.title(found[0]),
                who=self._who(found),
                is_me=all(self._editor.people.is_me(one.by) for one in found),
                speak=self.speak,
                save=lambda choices: self._settle(found, choices),
                time_zone=self.time_zone,
            )

    def _on_change(self, is_new: bool) -> None:
        if self._editor.is_deleted:
            return
        self._chip.show()
        if is_new:
            self.open()

    def _restore(self, kept: list[object]) -> None:
        self._editor.conflicts.restore(kept, self._editor.row_of)
        self._chip.show()

    async def _settle(self, found: Sequence[OpenConflict], choices: Choices) -> bool:
        """Write what stays mine, all of it at once; theirs is there already."""
        editor, first = self._editor, found[0]
        mine = [one for one in found if choices[one.field]]
        if mine:
            base = {one.field: one.theirs for one in mine}
            wanted = {one.field: one.mine for one in mine}
            self._dialog, asked = None, self._dialog  # they may have gone on: then it is asked anew
            try:
                await editor.save(first.of.table, first.id, base=base, **wanted)
            except Conflict:
                return True
            except AppError as error:
                self._dialog = asked
                editor.toast(str(error), kind='bad')
                return False
        for one in found:
            editor.conflicts.settle(one, one.mine if choices[one.field] else one.theirs)
        return True

    # what the dialog says; a domain says more of its own rows

    @property
    def time_zone(self) -> str:
        """In which moments are told."""
        return self._editor.member.time_zone

    @property
    def currency(self) -> str:
        """Of amounts."""
        return 'EUR'

    def title(self, one: OpenConflict) -> str:
        """What the row is called."""
        row = self._editor.row_of(one.of.table, one.id)
        return str(getattr(row, one.of.named_by, '')) or self.untitled(one)

    def untitled(self, one: OpenConflict) -> str:
        """What a row without a title is called."""
        return 'Untitled'

    def face(self, who: UUID | None) -> Face | None:
        """Who wrote the other value, where that is known."""
        return self._editor.people.face(who)

    def speak(self, field: str, value: Any) -> str:
        """A value as people read it; ids are colleagues'."""
        if isinstance(value, UUID):
            rows = self._editor.profiles.rows
            return next((row.full_name for row in rows if row.id == value), NOBODY)
        return spoken(value, self.currency)

    def _who(self, found: Sequence[OpenConflict]) -> Face | None:
        known = (self.face(one.by) for one in found if not self._editor.people.is_me(one.by))
        return next((face for face in known if face), None)
