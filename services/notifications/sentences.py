"""What a notification says, made of its kind and data when it is shown. Pure."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from models import Notification, NotificationKind
from services import money
from services.naming import called

Kind = NotificationKind
CLIENT = 'A client'
TIMES = ('', '', ' twice')
MOST_TEXT = 120


class Sentence(NamedTuple):
    """`Sofia commented on Madeira, slowly`, and a line below."""

    who: str
    does: str
    what: str
    more: str = ''
    """After what it is about, without a space: `, 3 drafts`."""
    detail: str = ''

    @property
    def plain(self) -> str:
        return ' '.join(part for part in (self.who, self.does, self.what) if part) + self.more


class Look(NamedTuple):
    """How a kind is drawn, and the verb for it; without a verb, it is opened."""

    tone: str
    symbol: str
    verb: str = ''
    has_face: bool = False


LOOKS: dict[Kind, Look] = {
    Kind.CLIENT_OPENED: Look('sea', 'eye'),
    Kind.CLIENT_COMMENTED: Look('info', 'message-circle', 'Answer', has_face=True),
    Kind.CLIENT_APPROVED: Look('ok', 'circle-check', 'Open'),
    Kind.CLIENT_DECLINED: Look('bad', 'circle-x', 'Open'),
    Kind.MENTION: Look('info', 'users', 'Answer', has_face=True),
    Kind.IMPORT_FINISHED: Look('ok', 'users'),
    Kind.DRAFT_READY: Look('accent', 'file-pen', 'Open'),
    Kind.TASK_FAILED: Look('bad', 'triangle-alert', 'Open'),
    Kind.MESSAGE: Look('info', 'message-circle', 'Answer', has_face=True),
    Kind.PAYMENT: Look('ok', 'receipt'),
}
FAILURES = frozenset((Kind.TASK_FAILED,))
"""What stays until somebody has seen it."""


def sentence(row: Notification, *, times: int = 1, others: int = 0) -> Sentence:
    """What one says; `times` for several of a kind, by `others` beside the first."""
    made = SENTENCES[row.kind](row)
    if others:
        made = made._replace(who=f'{made.who} and {_people(others)}')
    if times > 1:
        often = TIMES[times] if times < len(TIMES) else f' {times} times'
        verb, _, rest = made.does.partition(' ')
        made = made._replace(does=f'{verb}{often} {rest}'.rstrip())
    return made


def _opened(row: Notification) -> Sentence:
    silent = _number(row.data.get('silent_days'))
    visit = _number(row.data.get('visit'))
    detail = 'For the first time'
    if silent:
        detail = f'After {silent} days of silence'
    elif visit and visit > 1:
        detail = f'Visit {visit}'
    return Sentence(_client(row), 'opened', _subject(row), detail=detail)


def _commented(row: Notification) -> Sentence:
    about = _text(row, 'about')
    said = _text(row, 'text')
    detail = f'{about}: {said}' if about else said
    return Sentence(_client(row), 'commented on', _subject(row), detail=_cut(detail))


def _approved(row: Notification) -> Sentence:
    version = _number(row.data.get('version'))
    does = f'approved version {version} of' if version else 'approved'
    return Sentence(_client(row), does, _subject(row), detail=_total(row))


def _declined(row: Notification) -> Sentence:
    reason = _cut(_text(row, 'reason'))
    return Sentence(_client(row), 'declined', _subject(row), detail=reason)


def _mentioned(row: Notification) -> Sentence:
    said = _cut(_text(row, 'text'))
    detail = f'“{said}”' if said else ''
    return Sentence(
        called(row.actor_name), 'mentioned you in a note on', _subject(row), detail=detail
    )


def _imported(row: Notification) -> Sentence:
    counts = (
        (_number(row.data.get('made')) or _number(row.data.get('count')), 'added'),
        (_number(row.data.get('joined')), 'joined'),
        (_number(row.data.get('skipped')), 'skipped'),
        (_number(row.data.get('refused')), 'refused'),
    )
    detail = ', '.join(f'{count:,} {word}' for count, word in counts if count)
    file = row.subject or _text(row, 'file')
    return Sentence('Your import', 'of' if file else '', file, ' is done', detail)


def _drafted(row: Notification) -> Sentence:
    return Sentence(called(row.actor_name, 'An agent'), 'wrote a draft for', _subject(row))


def _failed(row: Notification) -> Sentence:
    who = called(row.actor_name, 'An agent')
    return Sentence(who, 'failed for', _subject(row), detail=_cut(_text(row, 'text')))


def _wrote(row: Notification) -> Sentence:
    return Sentence(_client(row), 'wrote', '', detail=_cut(_text(row, 'text')))


def _paid(row: Notification) -> Sentence:
    return Sentence(_client(row), 'paid', _subject(row), detail=_total(row))


SENTENCES: dict[Kind, Callable[[Notification], Sentence]] = {
    Kind.CLIENT_OPENED: _opened,
    Kind.CLIENT_COMMENTED: _commented,
    Kind.CLIENT_APPROVED: _approved,
    Kind.CLIENT_DECLINED: _declined,
    Kind.MENTION: _mentioned,
    Kind.IMPORT_FINISHED: _imported,
    Kind.DRAFT_READY: _drafted,
    Kind.TASK_FAILED: _failed,
    Kind.MESSAGE: _wrote,
    Kind.PAYMENT: _paid,
}


def _client(row: Notification) -> str:
    return called(row.actor_name, CLIENT)


def _subject(row: Notification) -> str:
    return row.subject or 'a proposal without a title'


def _people(count: int) -> str:
    return 'one other' if count == 1 else f'{count} others'


def _text(row: Notification, name: str) -> str:
    """Of what a trigger kept; anything else is left unsaid."""
    value = row.data.get(name)
    return ' '.join(value.split()) if isinstance(value, str) else ''


def _cut(words: str) -> str:
    return words if len(words) <= MOST_TEXT else f'{words[:MOST_TEXT].rstrip()} …'


def _number(value: Any) -> int:
    return value if type(value) is int and value > 0 else 0


def _total(row: Notification) -> str:
    currency = row.data.get('currency')
    try:
        total = Decimal(str(row.data.get('total')))
    except InvalidOperation:
        return ''
    is_money = isinstance(currency, str) and len(currency) == 3 and total.is_finite()
    return money.shown(total, currency) if is_money and isinstance(currency, str) else ''
