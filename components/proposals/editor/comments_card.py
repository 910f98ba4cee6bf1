"""Questions and answers beside the itinerary: newest first, open ones or all.

Both lines: what either side writes comes in as patches, answers go out.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from nicegui import ui

from components.engine.directions import isolated
from components.engine.light import Part, Text
from components.engine.tree import place
from components.kit.buttons import button
from components.kit.icons import icon
from components.kit.markup import box, show, testid, text
from components.kit.menus import Item, open_menu
from components.live.cell_editor import CellEditor, row_id
from components.live.fields import LiveInput, flush_first
from components.presence.writing import Writing
from components.proposals.editor.comment_thread import CommentThread
from components.proposals.editor.editor import ProposalEditor
from models import ProposalComment
from models.patch import Patch
from services.accounts.topics import colleague
from services.errors import AppError
from services.proposals import comments
from services.proposals.topics import proposal_writers

LONGEST = 4000


class CommentsCard(Part):
    """One thread for each question."""

    def __init__(self, editor: ProposalEditor, cell_editor: CellEditor) -> None:
        super().__init__('section')
        self._editor = editor
        self._cell_editor = cell_editor
        self._threads: dict[UUID, CommentThread] = {}
        self._all = False
        self._about: UUID | None = None
        """The activity that a new comment is about."""
        self._answering: UUID | None = None
        self._attempt = ('', uuid4())
        """Words on their way and their id: sent again, they are not said twice."""
        self.classes('t-card').props('aria-label=Comments')
        with self:
            self._build_head()
            self._list = box('t-thread', role='log', aria_label='Comments')
            testid(self._list, 'comment-list')
            self._empty = text('', 't-thread__empty t-2', 'p')
            if editor.may_edit:
                self._build_composer()
        self.arrange()
        editor.follow(editor.comments, self._on_comments)
        editor.follow(editor.activities, lambda _: self._show_anchors())
        cell_editor.on_act('comments', self._on_comments_of)
        cell_editor.on_act('reply', self._on_reply)
        cell_editor.on_act('resolve', self._on_resolve)

    def _build_head(self) -> None:
        with box('t-card__head') as head, box('t-h4', 'h2'):
            Text('Comments ')
            with box('t-3 t-regular', 'span'):
                self._count = Text()
        with head:
            label = 'Filter comments'
            pick = button(icon='list-filter', kind='ghost', size='sm', aria_label=label)
            pick.on('click', lambda: self._open_filter(pick), args=[])

    def _build_composer(self) -> None:
        with box('t-compose'):
            self._target = box('t-compose__to t-12 t-2 t-hidden')
            with self._target:
                self._target_text = text('', 't-clip t-grow')
                close = box(
                    't-x', 'button', type='button', aria_label='Write a new comment instead'
                )
                close.on('click', self.aim, args=[])
                with close:
                    icon('x', 14)
            self._build_writing()
            with box('t-compose__row', data_writing=True):
                self._field = LiveInput(
                    on_commit=self._send, rows=1, name='comment', testid_='comment-input',
                    placeholder='Write a comment', aria_label='Comment', maxlength=LONGEST,
                    submit_on_enter=True, clear_on_commit=True,
                )  # fmt: skip
                send = button(
                    icon='send', kind='ghost', size='sm', aria_label='Send', name='comment-send'
                )
                send.on('click', js_handler=flush_first(send, self._field))

    def _build_writing(self) -> None:
        editor = self._editor
        me = colleague(editor.member).key
        topic = proposal_writers(editor.proposal_id)
        Writing(editor.services.presence, topic, lambda person: person.key != me)

    # structure

    def arrange(self) -> None:
        """Threads, newest first, each with its answers; what the filter leaves out is gone."""
        rows: Sequence[ProposalComment] = self._editor.comments.rows
        questions = [row for row in reversed(rows) if row.parent_id is None]
        shown = [row for row in questions if self._all or not row.is_resolved]
        kept = {row.id for row in shown}
        for gone in [key for key in self._threads if key not in kept]:
            self._threads.pop(gone).delete()
        for index, row in enumerate(shown):
            thread = self._threads.get(row.id)
            if thread is None:
                with self._list:
                    thread = CommentThread(self._editor, row)
                self._threads[row.id] = thread
            place(thread, self._list, index)
            thread.show(row, [one for one in rows if one.parent_id == row.id])
        count = sum(not row.is_resolved for row in questions)
        self._count.set_text(f'{count} open' if count else '')
        self._show_empty(questions, shown)

    def _show_empty(self, questions: list[ProposalComment], shown: list[ProposalComment]) -> None:
        who = self._editor.people.client_name()
        nothing = f'When {isolated(who)} asks something, it appears here at once.'
        said = 'Every question is resolved.' if questions else nothing
        self._empty.set_text('' if shown else said)

    def _on_comments(self, _: Sequence[Patch[ProposalComment]]) -> None:
        self.arrange()

    def _show_anchors(self) -> None:
        for thread in self._threads.values():
            thread.show_anchor()

    # what people do

    def aim(self, *, answering: UUID | None = None, about: UUID | None = None) -> None:
        """Choose what the next comment is: an answer, about an activity, or about it all."""
        self._answering, self._about = answering, about
        self._target_text.set_text(self._aim_in_words())
        show(self._target, bool(answering or about))
        if answering or about:
            focus = f'getElement({self._field.id})?.$refs.input?.focus()'
            self.client.run_javascript(focus)

    def _aim_in_words(self) -> str:
        if self._answering in self._threads:
            return f'Answering {isolated(self._threads[self._answering].author)}'
        activity = self._editor.activity(self._about)
        return f'About {isolated(activity.title)}' if activity else ''

    async def _send(self, body: str) -> None:
        """Raises: `AppError`, so that the field keeps what was typed."""
        if self._attempt[0] != body:
            self._attempt = (body, uuid4())
        await self._editor.run(
            comments.add,
            proposal_id=self._editor.proposal_id,
            organization_id=self._editor.organization_id,
            body=body,
            parent_id=self._answering,
            activity_id=None if self._answering else self._about,
            id=self._attempt[1],
        )
        self._attempt = ('', uuid4())
        self.aim()

    def _on_reply(self, given: Mapping[str, Any]) -> None:
        if self._editor.may_edit and (key := row_id(given)) in self._threads:
            self.aim(answering=key)

    def _on_comments_of(self, given: Mapping[str, Any]) -> None:
        key = row_id(given)
        if self._editor.may_edit and self._editor.activity(key):
            self.aim(about=key)

    async def _on_resolve(self, given: Mapping[str, Any]) -> None:
        thread = self._threads.get(row_id(given) or UUID(int=0))
        if thread is None or not self._editor.may_edit:
            return
        resolved = not thread.row.is_resolved

        async def turn(to: bool) -> None:
            try:
                await self._editor.run(comments.resolve, comment_id=thread.row.id, is_resolved=to)
            except AppError as error:
                self._editor.toast(str(error), kind='bad')

        await turn(resolved)
        if resolved and not self._all:
            self._editor.toast('Resolved.', kind='ok', action=('Undo', lambda: turn(False)))

    def _open_filter(self, at: ui.element) -> None:
        def choose(all_of_them: bool) -> None:
            self._all = all_of_them
            self.arrange()

        items = [
            Item(label='Open', checked=not self._all, on_click=lambda: choose(False)),
            Item(label='All', checked=self._all, on_click=lambda: choose(True)),
        ]
        open_menu(at, items, label='Show')
