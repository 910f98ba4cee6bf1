"""Questions and answers beside the itinerary: newest first, open ones or all.

Both lines: what either side writes is drawn, answers go out.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any
from uuid import uuid4

from components.engine.directions import isolated
from components.engine.light import Part
from components.kit.buttons import button
from components.kit.icons import icon
from components.kit.markup import box, show, text
from components.kit.menus import Item, open_menu
from components.live.cell_editor import CellEditor, row_id
from components.live.fields import LiveInput, flush_first
from components.presence.writing import Writing
from components.proposals.editor.comment_threads import Threads, comment_threads, threads_of
from components.proposals.editor.editor import ProposalEditor
from components.view.screen import Act, Acts
from models import ProposalActivity, ProposalComment
from services.accounts.topics import colleague
from services.proposals import comments
from services.proposals.topics import proposal_writers

LONGEST = 4000


class CommentsCard(Part):
    """The threads, and below them where one writes."""

    def __init__(self, editor: ProposalEditor, cell_editor: CellEditor) -> None:
        super().__init__('section', 't-card')
        self._editor = editor
        self._all = False
        self._about: ProposalActivity | None = None
        """What a new comment is about."""
        self._answering: ProposalComment | None = None
        self._attempt = ('', uuid4())
        """Words on their way and their id: sent again, they are not said twice."""
        self.props['aria-label'] = 'Comments'
        acts: Acts = {'filter': self._open_filter}
        if editor.may_edit:
            acts |= {'reply': self._on_reply, 'resolve': self._on_resolve}
        with self:
            editor.place_view(comment_threads, self._shown, acts)
            if editor.may_edit:
                self._build_composer()
        cell_editor.on_act('comments', self._on_comments_of)

    def _shown(self) -> Threads:
        return threads_of(self._editor, with_resolved=self._all)

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

    # what people do

    def aim(
        self, *, answering: ProposalComment | None = None, about: ProposalActivity | None = None
    ) -> None:
        """Choose what the next comment is: an answer, about an activity, or about it all."""
        self._answering, self._about = answering, about
        said = f'About {isolated(about.title)}' if about else ''
        if answering:
            said = f'Answering {isolated(str(self._editor.people.of_comment(answering)))}'
        self._target_text.set_text(said)
        show(self._target, bool(said))
        if said:
            focus = f'getElement({self._field.id})?.$refs.input?.focus()'
            self.client.run_javascript(focus)

    async def _send(self, body: str) -> None:
        """Raises: `AppError`, so that the field keeps what was typed."""
        if self._attempt[0] != body:
            self._attempt = (body, uuid4())
        await self._editor.run(
            comments.add,
            proposal_id=self._editor.proposal_id,
            organization_id=self._editor.organization_id,
            body=body,
            parent_id=self._answering.id if self._answering else None,
            activity_id=self._about.id if self._about else None,
            id=self._attempt[1],
        )
        self._attempt = ('', uuid4())
        self.aim()

    def _on_comments_of(self, given: Mapping[str, Any]) -> None:
        activity = self._editor.activity(row_id(given))
        if activity and self._editor.may_edit:
            self.aim(about=activity)

    def _on_reply(self, act: Act) -> None:
        if question := self._comment(act):
            self.aim(answering=question)

    async def _on_resolve(self, act: Act) -> None:
        if not (row := self._comment(act)):
            return
        turn = partial(self._editor.do, comments.resolve, comment_id=row.id)
        turned = await turn(is_resolved=not row.is_resolved)
        if turned and not row.is_resolved and not self._all:
            undo = partial(turn, is_resolved=False)
            self._editor.toast('Resolved.', kind='ok', action=('Undo', undo))

    def _comment(self, act: Act) -> ProposalComment | None:
        rows = self._editor.comments.rows
        return next((row for row in rows if str(row.id) == act.key), None)

    def _open_filter(self, act: Act) -> None:
        def choose(all_of_them: bool) -> None:
            self._all = all_of_them
            self._editor.show_views()

        items = [
            Item(label='Open', checked=not self._all, on_click=lambda: choose(False)),
            Item(label='All', checked=self._all, on_click=lambda: choose(True)),
        ]
        open_menu(self, items, label='Show', target=f'[data-act="{act.name}"]')
