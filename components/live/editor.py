"""A page on which records are edited in place: its queries, edits shown at once, conflicts, undo.

Serves both lines: rows come in through its queries, commands go out through its actions. What a
domain adds are its queries and what it declares as `Editable`.
"""

import asyncio
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import Any, TypeVar
from uuid import UUID

from nicegui import ui

from components.engine.directions import isolated
from components.live.actions import Actions, Command, Step
from components.live.conflict import Conflicts
from components.live.edit_places import EditPlaces
from components.live.element import LiveElement
from components.live.people import People
from components.view.element import ViewElement
from components.view.node import Node
from components.view.screen import Acts
from components.view.view import View
from models.base import Row
from services.accounts.members import Member
from services.accounts.queries import profiles
from services.commands import editables
from services.commands.editables import Editable
from services.commands.fields import validated
from services.core import Services
from services.errors import AppError, Conflict, NotFound
from services.realtime.live import LiveQuery, OptimisticQuery, Query
from services.realtime.status import LinkState

T = TypeVar('T')
AnyRow = TypeVar('AnyRow', bound=Row)


class RecordEditor(LiveElement):
    """A page's root element; everything it opens ends with it."""

    def __init__(
        self, services: Services, member: Member, editables: Iterable[Editable[Any]]
    ) -> None:
        """`editables`: the tables whose rows are edited here."""
        super().__init__()
        self.services = services
        self.member = member
        self.viewer = viewer = member.viewer
        self.organization_id = viewer.organization_id
        self.actions = Actions(services, viewer, self)
        self.toast = self.actions.toast
        self.conflicts = Conflicts(editables)
        self.places = EditPlaces()
        """Where its rows are edited."""
        self.on_end(self.places.clear)
        self.own_removals: set[UUID] = set()
        """What was removed on this screen, so that it is no news here."""
        self._editables = {each.table: each for each in editables}
        self._edited: dict[type[Any], OptimisticQuery[Any]] = {}
        self._opened: list[LiveQuery[Any]] = []
        self._views: dict[View[Any], Callable[[], Any]] = {}
        self.on_end(self._views.clear)
        self._turn = asyncio.Lock()
        """Edits go out one after the other, as they were typed."""
        self.profiles = self.open(profiles(self.organization_id))
        self.people = People(member, self.profiles)

    @property
    def may_edit(self) -> bool:
        """Whether controls are offered at all; the database decides in any case."""
        return self.member.may_edit

    # rows

    def open(self, query: Query[Any]) -> LiveQuery[Any]:
        """Rows that are only shown."""
        live = self.watch(self.services.live, query, self.viewer)
        self._opened.append(live)
        self.follow(live, lambda _: self.show_views())
        return live

    def open_edited(self, of: Editable[AnyRow], query: Query[AnyRow]) -> OptimisticQuery[AnyRow]:
        """Rows that are edited here; `.live` is what the database says, without these edits."""
        edited = OptimisticQuery(self.open(query))
        self._edited[of.table] = edited
        self.on_end(edited.close)
        self.follow(edited, lambda _: self.show_views())
        return edited

    @property
    def opened(self) -> tuple[LiveQuery[Any], ...]:
        """The queries whose rows this page shows."""
        return tuple(self._opened)

    async def ready(self) -> None:
        """Wait for the first rows."""
        for query in self._opened:
            await query.ready()
        for edited in self._edited.values():
            await edited.ready()

    def row_of(self, table: type[Any], id: UUID) -> Any:
        """The row as the database has it; None when it is gone."""
        return next((row for row in self._edited[table].live.rows if row.id == id), None)

    def editable_of(self, id: UUID) -> Editable[Any] | None:
        """What kind of row an id names, among those that are shown."""
        for table, query in self._edited.items():
            if any(row.id == id for row in query.rows):
                return self._editables[table]
        return None

    def row_named(self, row: str) -> tuple[Editable[Any], UUID]:
        """What kind of row the page means by a name, and its id. Raises: `NotFound`."""
        try:
            key = UUID(row)
        except ValueError:
            raise NotFound from None
        of = self.editable_of(key)
        if of is None:
            raise NotFound('This was removed a moment ago. What you typed was not saved.')
        return of, key

    # views

    def place_view(
        self,
        draw: Callable[[Any], Node],
        shown: Callable[[], Any],
        acts: Acts | None = None,
        classes: str = '',
    ) -> ViewElement[Any]:
        """Place what is drawn of `shown()`, anew after each change of a row; None: as it was."""
        view = View(draw, shown())
        self._views[view] = shown
        self.on_end(view.stop)
        return ViewElement(view, acts=acts or {}, classes=classes)

    def show_views(self) -> None:
        """Draw them anew, since what they show may be something else."""
        for view, shown in self._views.items():
            if (state := shown()) is not None:
                view.show(state)

    # commands

    async def run(self, command: Command[T], **fields: Any) -> T:
        """Run a command as this viewer. Raises: `AppError`."""
        made = await self.actions.run(command, **fields)
        self._hurry()
        return made

    async def do(self, command: Command[Any], **fields: Any) -> bool:
        """Run a command; a refusal becomes a toast. Returns whether it was done."""
        is_done = await self.actions.do(command, **fields)
        self._hurry()
        return is_done

    async def attempt(self, command: Command[T], **fields: Any) -> T | None:
        """The same for a command that makes something: what it made, or None."""
        made = await self.actions.attempt(command, **fields)
        self._hurry()
        return made

    def _hurry(self) -> None:
        """While no change is announced, one's own should not wait for the next poll."""
        for query in self._opened:
            if query.status.state is not LinkState.LIVE:
                query.refresh()

    async def save(
        self, table: type[Any], id: UUID, *, base: Mapping[str, Any] | None = None, **changes: Any
    ) -> None:
        """Change these fields of a row; they show at once, and go back when it is refused.

        `base`: the values seen when the edit began.
        Raises: `AppError`, for the field to show; a `Conflict` waits in `conflicts` by then.
        """
        of, query = self._editables[table], self._edited[table]
        # the command validates what it is given; here it tells what to show meanwhile
        values = validated(of.fields, changes)
        edit = query.apply(id, values)
        try:
            async with self._turn:
                row = await self.run(editables.edit, of=of, id=id, changes=values, base=base)
        except AppError as error:
            query.roll_back(edit)
            if isinstance(error, Conflict):
                self.conflicts.add(of, id, error.clashes)
            raise
        query.confirm(edit, row.revision)
        self.conflicts.drop(id, values.keys())

    async def edit(self, row: Row, **changes: Any) -> bool:
        """The same from the row one looked at, where no field shows a refusal: a toast does."""
        base = {name: getattr(row, name) for name in changes}
        try:
            await self.save(type(row), row.id, base=base, **changes)
        except Conflict:
            return False  # the dialog is open
        except AppError as error:
            self.actions.refuse(error)
            return False
        return True

    async def save_from(
        self, field: ui.element, table: type[Any], id: UUID, base: Any, **changes: Any
    ) -> None:
        """The same as `save` for a field that may be closed by then: its refusal is a toast."""
        try:
            await self.save(table, id, base=base, **changes)
        except AppError as error:
            if field.is_deleted and not isinstance(error, Conflict):
                self.actions.refuse(error)
            raise

    async def take_out(self, id: UUID, name: str, remove: Step, restore: Step) -> None:
        """Take a row out, say so by its name, and offer to bring it back."""
        self.own_removals.add(id)

        async def bring_back() -> bool:
            self.own_removals.discard(id)
            return await restore()

        if not await self.actions.do_with_undo(f'{isolated(name)} removed.', remove, bring_back):
            self.own_removals.discard(id)

    # cells

    async def save_cell(self, row: str, field: str, text: str, base: str | None) -> None:
        """Save what was typed into a cell.

        Raises: `AppError`; a conflict is no refusal, since its dialog has what was typed.
        """
        of, key = self.row_named(row)
        if field not in of.cells:
            raise NotFound
        seen = None if base is None else {field: base}
        with suppress(Conflict):
            await self.save(of.table, key, base=seen, **{field: self.typed(field, text)})

    def typed(self, field: str, text: str) -> Any:
        """The value that somebody means by what they typed into a cell."""
        return text
