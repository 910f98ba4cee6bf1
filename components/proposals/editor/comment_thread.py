"""One question with its answers, patched in place. The end of the line in."""

from collections.abc import Sequence
from uuid import UUID

from nicegui import ui

from components.engine.directions import isolated
from components.engine.light import Part, Text
from components.kit.avatar import Face, face
from components.kit.icons import icon
from components.kit.markup import box, show, text
from components.kit.moments import moment
from components.proposals.editor.activity_icons import activity_symbol
from components.proposals.editor.editor import ProposalEditor
from models import AuthorKind, ProposalComment


class CommentThread(Part):
    """Its buttons are heard by `CellEditor`."""

    def __init__(self, editor: ProposalEditor, row: ProposalComment) -> None:
        super().__init__('article')
        self._editor = editor
        self.row = row
        self._answers: dict[UUID, ui.element] = {}
        self.classes('t-comment')
        self.props['data-row'] = str(row.id)
        self.props['data-enter'] = True
        with self:
            face(author_face(editor, row))
            with box('t-comment__body'):
                self._build_question()
        self.show_anchor()

    def _build_question(self) -> None:
        row = self.row
        with box('t-comment__who'):
            speaker(self._editor, row)
            moment(row.created_at, 't-comment__at')
            self._done = text('Resolved', 't-tag t-hidden')
        self._anchor = box('t-anchor t-hidden', 'span')
        with self._anchor:
            self._anchor_icon = box(tag='span')
            self._anchor_text = Text()
        text(row.body, 't-comment__text', 'p')
        self._replies = box('t-replies')
        with box('t-row t-comment__acts'):
            self._answered = text('Answered', 't-chip t-hidden', data_tone='info')
            with self._answered:
                icon('corner-down-left', 14)
            if self._editor.may_edit:
                reply = text('Reply', 't-link t-12', 'button', type='button', data_act='reply')
                reply.props['aria-label'] = f'Reply to {isolated(self.author)}'
                self._resolve = text('Resolve', 't-link t-12', 'button', type='button')
                self._resolve.props['data-act'] = 'resolve'

    @property
    def author(self) -> str:
        """By name and side."""
        return str(self._editor.people.of_comment(self.row))

    def show(self, row: ProposalComment, answers: Sequence[ProposalComment]) -> None:
        """Show its state and its answers."""
        self.row = row
        for gone in self._answers.keys() - {one.id for one in answers}:
            self._answers.pop(gone).delete()
        for one in answers:
            if one.id not in self._answers:
                self._answers[one.id] = self._add_answer(one)
        is_answered = any(one.author_kind != row.author_kind for one in answers)
        show(self._answered, is_answered and not row.is_resolved)
        show(self._done, row.is_resolved)
        if row.is_resolved != ('t-comment--done' in self.classes):
            self.classes(toggle='t-comment--done')
        if self._editor.may_edit:
            self._resolve.set_text('Reopen' if row.is_resolved else 'Resolve')

    def _add_answer(self, row: ProposalComment) -> ui.element:
        with self._replies, box('t-reply', data_enter=True) as answer:
            speaker(self._editor, row)
            text(f' {row.body} ')
            moment(row.created_at, 't-comment__at')
        return answer

    def show_anchor(self) -> None:
        """What the question is about."""
        activity = self._editor.activity(self.row.activity_id)
        days = self._editor.days.rows
        day = next((day for day in days if day.id == self.row.day_id), None)
        show(self._anchor, bool(activity or day))
        if activity:
            self._anchor_text.set_text(activity.title)
            self._anchor_icon.props['innerHTML'] = activity_symbol(activity.icon)
        elif day:
            self._anchor_text.set_text(day.title)


def speaker(editor: ProposalEditor, row: ProposalComment) -> None:
    """Name and side; the side stands outside what somebody typed."""
    who = editor.people.of_comment(row)
    with box('t-comment__by', 'span', title=str(who)):
        text(who.name, 't-medium', 'b', dir='auto')
        if who.side:
            text(f', {who.side}', 't-12 t-2')


def author_face(editor: ProposalEditor, row: ProposalComment) -> Face:
    """Whose comment it is: a colleague, the client, or whoever has that link."""
    if row.author_kind == AuthorKind.OPERATOR:
        known = editor.people.face(row.author_id)
        return known or Face(name=row.author_name or 'Colleague')
    return editor.people.of_label(editor.people.label(row))
