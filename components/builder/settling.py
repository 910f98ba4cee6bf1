"""Conflicts on the builder: the chip, the dialog, and what a choice does.

Line out, step A: keeping mine is an edit that has seen theirs.
"""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from components.avatar import Face
from components.builder.desk import Desk
from components.conflict import ConflictChip, OpenConflict
from components.conflict.dialog import Choices, ConflictDialog
from components.conflict.words import spoken
from models import Proposal
from services.errors import AppError, Conflict


class Settling:
    """Make it where the chip shall stand."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._dialog: ConflictDialog | None = None
        self._chip = ConflictChip(
            desk.conflicts,
            owner=str(desk.viewer.user_id),
            on_open=self.open,
            on_restore=self._restore,
        )
        desk.on_end(desk.conflicts.on_change(self._on_change))

    def open(self) -> None:
        """Ask about the row that has waited longest."""
        desk = self._desk
        desk.conflicts.refresh(desk.row_of)
        self._chip.show()
        found = desk.conflicts.of_next_row()
        if not found or (self._dialog is not None and self._dialog.is_open):
            return
        with desk:
            self._dialog = ConflictDialog(
                found,
                title=self._title(found[0]),
                who=self._who(found),
                speak=self._speak,
                save=lambda choices: self._settle(found, choices),
            )

    def _on_change(self, is_new: bool) -> None:
        if self._desk.is_deleted:
            return
        self._chip.show()
        if is_new:
            self.open()

    def _restore(self, kept: list[object]) -> None:
        self._desk.conflicts.restore(kept, self._desk.row_of)
        self._chip.show()

    async def _settle(self, found: Sequence[OpenConflict], choices: Choices) -> bool:
        """Write what stays mine, all of it at once; theirs is there already."""
        desk, first = self._desk, found[0]
        mine = [one for one in found if choices[one.field]]
        if mine:
            base = {one.field: one.theirs for one in mine}
            wanted = {one.field: one.mine for one in mine}
            self._dialog, asked = None, self._dialog  # they may have gone on: then it is asked anew
            try:
                await desk.save(first.kind, first.id, base=base, **wanted)
            except Conflict:
                return True
            except AppError as error:
                self._dialog = asked
                desk.say(str(error), kind='bad')
                return False
        for one in found:
            desk.conflicts.settle(one, one.mine if choices[one.field] else one.theirs)
        return True

    # words

    def _title(self, one: OpenConflict) -> str:
        row = self._desk.row_of(one.kind, one.id)
        name = str(getattr(row, 'title', ''))
        return name or ('The proposal' if one.kind is Proposal else 'Untitled')

    def _who(self, found: Sequence[OpenConflict]) -> Face | None:
        people = self._desk.people
        known = (people.face(one.by) for one in found if not people.is_me(one.by))
        return next((face for face in known if face), None)

    def _speak(self, field: str, value: Any) -> str:
        desk = self._desk
        if isinstance(value, UUID):
            rows: Sequence[Any] = desk.contacts.rows if field == 'client_id' else desk.profiles.rows
            return next((row.full_name for row in rows if row.id == value), 'Somebody')
        return spoken(value, desk.proposal.currency if desk.proposal else 'EUR')
