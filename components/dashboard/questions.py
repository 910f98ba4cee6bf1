"""What waits for an answer, and the answer in place. Pure; line in, step 6."""

from dataclasses import dataclass, field, replace
from typing import NamedTuple
from uuid import UUID

from components.engine.directions import isolated
from components.kit.files import cover
from components.view.node import Node, el
from components.view.parts import part
from components.view.pieces import icon, moment
from services.dashboard.questions import Question, Questions

LONGEST = 4000


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What the card shows; what is being answered is one screen's own."""

    questions: Questions = field(default_factory=Questions)
    lookers: tuple[tuple[UUID, tuple[str, ...]], ...] = ()
    """Colleagues who have a proposal open, by its id."""
    may_answer: bool = True
    answering: Question | None = None

    @property
    def rows(self) -> tuple['Row', ...]:
        """The one that is being answered stays, whatever happens to it meanwhile."""
        names = dict(self.lookers)
        shown, mine = list(self.questions.shown), self.answering
        is_gone = mine is not None and all(each.id != mine.id for each in shown)
        if is_gone and mine is not None:
            place = sum(each.asked_at <= mine.asked_at for each in shown)
            shown.insert(place, mine)
        return tuple(
            Row(
                each,
                names.get(each.proposal_id, ()),
                self.may_answer,
                mine is not None and each.id == mine.id,
                is_gone and mine is not None and each.id == mine.id,
            )
            for each in shown
        )

    def answered_by(self, question: Question | None, *, may_answer: bool) -> 'Waiting':
        """As one screen shows it."""
        if question is self.answering and may_answer is self.may_answer:
            return self
        return replace(self, answering=question, may_answer=may_answer)


class Row(NamedTuple):
    """All that one question shows."""

    question: Question
    lookers: tuple[str, ...]
    may_answer: bool
    is_open: bool
    is_gone: bool
    """Whether somebody else answered or resolved it, while it is being answered here."""


def waiting_card(waiting: Waiting) -> Node:
    count = waiting.questions.count
    all_of_them = el('a', 't-link t-12', f'All {count:,}', href='/proposals', key='all')
    head = el(
        'div',
        't-card__head',
        el('h2', 't-h4', 'Waiting for you'),
        all_of_them if count else None,
    )
    nothing = el(
        'p', 't-none t-2', 'No question is open. What clients ask appears here at once.', key='none'
    )
    rows = [_row(each) for each in waiting.rows]
    body = el('div', '', rows, role='list', key='rows') if rows else nothing
    return el('section', 't-card', head, body, aria_label='Waiting for you', data_testid='waiting')


@part
def _row(row: Row) -> Node:
    question = row.question
    link = el(
        'a', 't-clip t-medium t-block', question.body, href=f'/proposals/{question.proposal_id}'
    )
    said = f'{isolated(question.asker)} on {isolated(question.about)}'
    looking = ' and '.join(map(isolated, row.lookers)) + (
        ' is looking' if len(row.lookers) == 1 else ' are looking'
    )
    line = el(
        'span',
        't-clip t-12 t-3 t-block',
        el('span', '', said),
        el('span', '', ', '),
        moment(question.asked_at),
        el('span', '', f'. {looking}', key='lookers') if row.lookers else None,
    )
    answer = el(
        'button', 't-btn t-btn--secondary t-btn--sm', 'Answer', type='button', key='answer',
        aria_label=f'Answer {isolated(question.asker)}', data_act='open-answer',
    )  # fmt: skip
    is_offered = row.may_answer and not row.is_open
    return el(
        'div',
        't-ask',
        el(
            'div',
            't-item',
            el('img', 't-thumb', src=cover(question.cover), alt='', loading='lazy'),
            el('span', 't-grow', link, line),
            answer if is_offered else None,
        ),
        _form(row) if row.is_open else None,
        key=question.id,
        role='listitem',
        data={'key': str(question.id), 'enter': True, 'testid': f'question-{question.id}'},
    )


def _form(row: Row) -> Node:
    gone = 'Somebody answered or resolved this meanwhile. Your answer is added to it.'
    field = el(
        'textarea', 't-area', aria_label=f'Answer {isolated(row.question.asker)}', rows=2,
        maxlength=LONGEST, placeholder='Write an answer', data_testid='answer-input',
    )  # fmt: skip
    return el(
        'form',
        't-ask__form',
        field,
        el('p', 't-help', gone, key='gone') if row.is_gone else None,
        el('p', 't-help t-help--bad t-hidden', role='alert', key='error'),
        el(
            'div',
            't-row',
            el('button', 't-btn t-btn--primary t-btn--sm', 'Send answer', icon('send', 14),
               type='submit', data_testid='answer-send'),
            el('button', 't-btn t-btn--ghost t-btn--sm', 'Cancel', type='button',
               data_act='close-answer'),
            key='acts',
        ),
        key='form',
        data={'does': 'answer', 'draft': str(row.question.id)},
    )  # fmt: skip
