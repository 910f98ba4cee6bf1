"""Questions with their answers beside the itinerary, newest first. Pure; line in, step 6."""

from typing import NamedTuple

from components.engine.directions import isolated
from components.kit.avatar import Face
from components.proposals.editor.activity_icons import known_icon
from components.proposals.editor.editor import ProposalEditor
from components.proposals.public.comments import threaded
from components.view.node import Node, el
from components.view.parts import part
from components.view.pieces import avatar, icon, moment
from models import AuthorKind, ProposalComment


class Said(NamedTuple):
    """A comment, and who wrote it."""

    row: ProposalComment
    name: str
    side: str
    face: Face

    @property
    def who(self) -> str:
        return ', '.join(filter(None, (self.name, self.side)))


class Thread(NamedTuple):
    question: Said
    about: tuple[str, str]
    """Icon and title of what it is about."""
    answers: tuple[Said, ...]


class Threads(NamedTuple):
    shown: tuple[Thread, ...]
    open: int
    """How many are not resolved."""
    nothing: str
    """What is said where none is shown."""
    may_edit: bool


def threads_of(editor: ProposalEditor, *, with_resolved: bool) -> Threads:
    questions, answers = threaded(editor.comments.rows)
    still_open = [each for each in questions if not each.is_resolved]
    who = isolated(editor.people.client_name())
    nothing = f'When {who} asks something, it appears here at once.'
    return Threads(
        shown=tuple(
            Thread(
                _said(editor, each),
                _about(editor, each),
                tuple(_said(editor, one) for one in answers[each.id]),
            )
            for each in reversed(questions if with_resolved else still_open)
        ),
        open=len(still_open),
        nothing='Every question is resolved.' if questions else nothing,
        may_edit=editor.may_edit,
    )


def _said(editor: ProposalEditor, row: ProposalComment) -> Said:
    people = editor.people
    face = people.of_label(people.label(row))
    if row.author_kind is AuthorKind.OPERATOR:
        face = people.face(row.author_id) or Face(name=row.author_name or 'Colleague')
    who = people.of_comment(row)
    return Said(row, who.name, who.side, face)


def _about(editor: ProposalEditor, row: ProposalComment) -> tuple[str, str]:
    if activity := editor.activity(row.activity_id):
        return known_icon(activity.icon), activity.title
    return '', next((day.title for day in editor.days.rows if day.id == row.day_id), '')


# what is drawn


def comment_threads(threads: Threads) -> Node:
    """With the card's head."""
    count = f'{threads.open} open' if threads.open else ''
    title = el('h2', 't-h4', 'Comments ', el('span', 't-3 t-regular', count))
    label = 'Filter comments'
    pick = el(
        'button', 't-btn t-btn--ghost t-btn--sm t-btn--icon', icon('list-filter'),
        type='button', aria_haspopup='menu', aria_label=label, title=label, data_act='filter',
    )  # fmt: skip
    shown = [_thread(each, threads.may_edit) for each in threads.shown]
    return el(
        'div',
        '',
        el('div', 't-card__head', title, pick),
        el('div', 't-thread', shown, role='log', aria_label='Comments', data_testid='comment-list'),
        None if shown else el('p', 't-thread__empty t-2', threads.nothing),
    )


@part
def _thread(thread: Thread, may_edit: bool) -> Node:
    row = thread.question.row
    done = el('span', 't-tag', 'Resolved', key='done') if row.is_resolved else None
    when = moment(row.created_at, 't-comment__at')
    symbol, title = thread.about
    anchor = el('span', 't-anchor', title, icon(symbol, 14) if symbol else None)
    body = el(
        'div',
        't-comment__body',
        el('div', 't-comment__who', _by(thread.question), when, done),
        anchor if title else None,
        el('p', 't-comment__text', row.body),
        el('div', 't-replies', [_answer(each) for each in thread.answers]),
        _foot(thread, may_edit),
    )
    classes = 't-comment' + ' t-comment--done' * row.is_resolved
    face = avatar(thread.question.face)
    return el('article', classes, face, body, key=row.id, data_key=str(row.id), data_enter=True)


def _foot(thread: Thread, may_edit: bool) -> Node:
    row = thread.question.row
    is_answered = any(one.row.author_kind != row.author_kind for one in thread.answers)
    answered = el('span', 't-chip', 'Answered', icon('corner-down-left', 14), data_tone='info')
    acts = [
        el('button', 't-link t-12', word, type='button', data_act=act, aria_label=label)
        for act, word, label in (
            ('reply', 'Reply', f'Reply to {isolated(thread.question.who)}'),
            ('resolve', 'Reopen' if row.is_resolved else 'Resolve', None),
        )
        if may_edit
    ]
    shows = is_answered and not row.is_resolved
    return el('div', 't-row t-comment__acts', answered if shows else None, acts)


def _answer(said: Said) -> Node:
    words = el('span', '', f' {said.row.body} ')
    when = moment(said.row.created_at, 't-comment__at')
    return el('div', 't-reply', _by(said), words, when, key=said.row.id, data_enter=True)


def _by(said: Said) -> Node:
    """Name and side; the side stands outside what somebody typed."""
    side = el('span', 't-12 t-2', f', {said.side}') if said.side else None
    name = el('b', 't-medium', said.name, dir='auto')
    return el('span', 't-comment__by', name, side, title=said.who)
