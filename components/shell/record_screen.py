"""The page of one record that is edited in place, as the page skeleton opens it. Both lines.

    class ProposalScreen(RecordScreen):
        place = ('Proposals', '/proposals')

        def build(self): self.place_title(label='Title', hint='Name this proposal'); …

It is a 404 where there is none. One that goes away while its page is open says so, and how to
bring it back; who has which of its fields open is seen by all who look.
"""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar
from uuid import UUID

from nicegui import ui

from components.engine.directions import isolated
from components.engine.light import Text
from components.engine.tree import container
from components.kit.buttons import button
from components.kit.markup import box, show, text
from components.live.cell_editor import CellEditor
from components.live.cells import cell
from components.live.editor import RecordEditor
from components.live.empty import no_record
from components.presence import Attending
from components.presence.cell_presence import CellPresence
from components.shell.live_page import LiveScreen
from components.shell.record_head import RecordHead
from components.view.element import ViewElement
from components.view.node import Node
from components.view.screen import Acts
from models.patch import Patch
from services.accounts.topics import colleague
from services.commands.editables import Editable
from services.errors import AppError
from services.realtime.live import OptimisticQuery
from services.records import commands
from services.records.topics import field_editors, record_viewers


class RecordScreen(LiveScreen):
    """Made once; from then on only patches change it."""

    place = ('', '/')
    """The list it is of, and its address."""
    classes: ClassVar[str] = ''
    head_class: ClassVar[type[RecordHead]] = RecordHead

    def __init__(
        self,
        editor: RecordEditor,
        records: OptimisticQuery[Any],
        *,
        of: Editable[Any],
        id: UUID,
        row: str = '',
    ) -> None:
        """`row`: what the page calls it, where that is not its id."""
        self.editor = editor
        self._records = records
        self.of = of
        self.id = id
        self.row = row or str(id)
        self._gone: ui.element | None = None

    # what a domain says

    def build(self) -> None:
        """Place what stands below the head."""
        raise NotImplementedError

    def shown(self) -> Any:
        """What its views are drawn of."""
        return self.record

    # the page

    @property
    def record(self) -> Any:
        """The row as it stands; None when it is not, or no longer, to be seen."""
        return next(iter(self._records.rows), None)

    @property
    def root(self) -> RecordEditor:
        return self.editor

    async def ready(self) -> None:
        await self.editor.ready()

    def is_there(self) -> bool:
        return self.record is not None

    def show_missing(self) -> None:
        label, address = self.place
        no_record(self.of.name, back=f'All {label.lower()}', href=address)

    def title(self) -> str:
        name = self._name or self.of.name.capitalize()
        return f'{isolated(name)} · Tradewind' if self.record is not None else ''

    def fill(self) -> None:
        editor = self.editor
        with editor:
            self.cell_editor = CellEditor(on_save=editor.save_cell, on_lost=self._on_lost)
            self.attendance = Attending(editor.services.presence).attendance
            with box(self.classes) as self._content:
                self.head = self.head_class(
                    editor, place=self.place, title=self._name, delete=self._delete
                )
                self.build()
            CellPresence(
                editor, self.cell_editor, self.attendance,
                topic=field_editors(self.of.name, self.id), me=colleague(editor.member),
                record=self.row,
            )  # fmt: skip
        editor.follow(self._records, self._on_record)
        editor.on_end(self._let_go)

    def _let_go(self) -> None:
        # the head knows its screen, and a cycle would wait for the collector
        del self.head

    def place_title(self, *, label: str, hint: str, classes: str = 't-h1') -> None:
        """Place its name as the page's heading, to be edited where it stands."""
        with box(classes, 'h1', data_row=self.row):
            self._title: Text = cell(
                self.of.named_by, self._name, label=label, hint=hint, editable=self.editor.may_edit
            )
        self.editor.places.add(self.row, {self.of.named_by: container(self._title)}.get)

    def place_view(
        self, draw: Callable[[Any], Node], acts: Acts | None = None, classes: str = ''
    ) -> ViewElement[Any]:
        """Place what is drawn of `shown`, which follows the rows of the page."""

        def shown() -> Any:
            return None if self.record is None else self.shown()

        return self.editor.place_view(draw, shown, acts, classes)

    def enter(self) -> None:
        self.head.enter(self.attendance, record_viewers(self.of.name, self.id))

    # patches

    @property
    def _name(self) -> str:
        return str(getattr(self.record, self.of.named_by, ''))

    def _on_record(self, patches: Sequence[Patch[Any]]) -> None:
        record = self.record
        self._show_gone(record is None)
        if record is None:
            return
        if any(self.of.named_by in patch.fields for patch in patches):
            self._offer_title(record)
            self._title.set_text(self._name)
            self.head.show_title(self._name)
            with self.editor:
                ui.page_title(self.title())

    def _offer_title(self, record: Any) -> None:
        by = self.editor.people.another(record.updated_by)
        if self.cell_editor.is_edited(self.row, self.of.named_by):
            self.cell_editor.offer(self.row, self.of.named_by, self._name, by)

    def _show_gone(self, gone: bool) -> None:
        """It went away, or came back, while this page was open."""
        if gone == (self._gone is not None):
            return
        show(self._content, not gone)
        if self._gone is not None:
            self._gone.delete()
            self._gone = None
            return
        with self.editor:
            self._gone = self._build_gone()

    def _build_gone(self) -> ui.element:
        label, address = self.place
        with box('t-empty t-well', role='status') as gone:
            text(f'This {self.of.name} is no longer here', 't-h2', 'h1')
            text('It was deleted, or you may no longer see it.', tag='p')
            with box('t-row'):
                text(f'All {label.lower()}', 't-btn t-btn--primary', 'a', href=address)
                if self.editor.may_edit:
                    button('Bring it back', icon='undo-2', on_click=self._bring_back)
        return gone

    async def _put_away(self, *, deleted: bool) -> None:
        await self.editor.run(commands.delete, of=self.of, id=self.id, deleted=deleted)

    async def _delete(self) -> None:
        """The page says so in place, with the way back."""
        try:
            await self._put_away(deleted=True)
        except AppError as error:
            self.editor.actions.refuse(error)

    async def _bring_back(self) -> None:
        try:
            await self._put_away(deleted=False)
        except AppError:
            self.editor.toast('It cannot be brought back from here.', kind='bad')

    def _on_lost(self, typed: str) -> None:
        """What somebody was typing into goes away: the words stay on the screen."""
        self.editor.toast(
            'This was removed while you were writing. Your words:', kind='bad', detail=typed
        )
