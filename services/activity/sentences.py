"""What happened, as a sentence in parts: made when it is shown, never stored. Pure; step 5.

"Ben Okoro changed 4 fields in **Alpine lakes**"
"""

from collections.abc import Callable, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple
from uuid import UUID

from models import ActorKind
from models import EventKind as Kind
from services import money
from services.activity.events import Event
from services.activity.grouping import Entry
from services.naming import called, guest, is_numbered

SYSTEM = 'Tradewind'
FORMER = 'A former colleague'
CLIENT = 'A client'
STAGES = {'lead': 'Lead', 'in_conversation': 'In conversation', 'client': 'Client',
          'customer': 'Customer'}  # fmt: skip


class Word(NamedTuple):
    """A stretch of a sentence."""

    text: str
    is_strong: bool = False
    href: str = ''


Sentence = tuple[Word, ...]


def sentence(entry: Entry) -> Sentence:
    """Who, and what they did."""
    said = SAID.get(entry.kind, _unknown)(entry)
    if entry.kind in WITHOUT_SYSTEM and entry.latest.actor_kind is ActorKind.SYSTEM:
        return tuple(said)
    return Word(actor(entry.latest), is_strong=True), *said


def actor(event: Event) -> str:
    """What to call whoever did it."""
    if event.actor is not None:
        return called(event.actor.name)
    if event.actor_kind is ActorKind.CLIENT:
        return str(guest('', event.by)) if is_numbered(event.by) else event.by or CLIENT
    return FORMER if event.actor_kind is ActorKind.MEMBER else SYSTEM


def plain(said: Sentence) -> str:
    """The same for ears, and for tests."""
    return ''.join(word.text for word in said)


# what it is about


def contact(event: Event) -> Word:
    name = event.contact.name if event.contact else event.subject
    return _linked(called(name, 'a contact'), 'contacts', event.contact_id)


def proposal(event: Event) -> Word:
    title = event.proposal_title or event.subject or 'a proposal'
    return _linked(title, 'proposals', event.proposal_id)


def trip(event: Event) -> Word:
    return _linked(event.subject or 'a trip', 'trips', event.trip_id)


def _linked(text: str, place: str, id: UUID | None) -> Word:
    return Word(text, is_strong=True, href=f'/{place}/{id}' if id else '')


def _strong(text: str) -> Word:
    return Word(text, is_strong=True)


def _one_or_many(
    entry: Entry, name: Callable[[Event], Word], key: Callable[[Event], object], words: str
) -> Word:
    """What it is about; of several only how many."""
    different = len({key(event) for event in entry.events})
    return name(entry.latest) if different == 1 else _strong(f'{different:,} {words}')


def _contacts(entry: Entry) -> Word:
    return _one_or_many(entry, contact, lambda event: event.contact_id or event.id, 'contacts')


def _proposals(entry: Entry) -> Word:
    return _one_or_many(entry, proposal, lambda event: event.proposal_id or event.id, 'proposals')


def _trips(entry: Entry) -> Word:
    return _one_or_many(entry, trip, lambda event: event.trip_id or event.id, 'trips')


def _counted(count: int, word: str) -> str:
    return f'{count:,} {word}{"" if count == 1 else "s"}'


# what they did


def _did(verb: str, what: Callable[[Entry], Word]) -> Callable[[Entry], Sequence[Word]]:
    return lambda entry: (Word(f' {verb} '), what(entry))


def _is(
    what: Callable[[Entry], Word], state: str, *, did: str
) -> Callable[[Entry], Sequence[Word]]:
    """Of what happens without anybody, and somebody may do as well."""

    def said(entry: Entry) -> Sequence[Word]:
        by_nobody = entry.latest.actor_kind is ActorKind.SYSTEM
        return (what(entry), Word(f' {state}')) if by_nobody else (Word(f' {did} '), what(entry))

    return said


def _contact_changed(entry: Entry) -> Sequence[Word]:
    stage = entry.latest.data.get('stage')
    if stage and entry.count == 1:
        return (
            Word(' moved '),
            contact(entry.latest),
            Word(' to '),
            _strong(STAGES.get(stage, stage)),
        )
    return Word(f' changed {_counted(entry.count, "field")} of '), _contacts(entry)


def _proposal_changed(entry: Entry) -> Sequence[Word]:
    fields = {name for event in entry.events for name in event.fields}
    if fields & {'added', 'removed', 'restored'}:
        return Word(f' made {_counted(entry.count, "change")} to '), _proposals(entry)
    return Word(f' changed {_counted(entry.count, "field")} in '), _proposals(entry)


def _many(verb: str) -> Callable[[Entry], Sequence[Word]]:
    return lambda entry: (Word(f' {verb} '), _strong(_counted(entry.count, 'contact')))


def _noted(entry: Entry) -> Sequence[Word]:
    notes = 'a note' if entry.count == 1 else _counted(entry.count, 'note')
    return Word(f' wrote {notes} about '), _contacts(entry)


def _sent(entry: Entry) -> Sequence[Word]:
    version = entry.latest.data.get('version')
    if len(entry.events) == 1 and isinstance(version, int) and version > 1:
        return Word(f' sent version {version} of '), proposal(entry.latest)
    return Word(' sent '), _proposals(entry)


def _viewed(entry: Entry) -> Sequence[Word]:
    times = () if entry.count == 1 else (Word(f' {_times(entry.count)}'),)
    return Word(' opened '), _proposals(entry), *times


def _times(count: int) -> str:
    return 'twice' if count == 2 else f'{count:,} times'


def _option(verb: str) -> Callable[[Entry], Sequence[Word]]:
    def said(entry: Entry) -> Sequence[Word]:
        data = entry.latest.data
        options = {event.data.get('activity_id', event.id) for event in entry.events}
        name = str(data.get('title') or '') or 'an option'
        what = name if len(options) == 1 else f'{len(options)} options'
        word = Word(what, is_strong=True, href=proposal(entry.latest).href)
        total = _amount(data)
        return Word(f' {verb} '), word, *((Word(f', total {total}'),) if total else ())

    return said


def _commented(entry: Entry) -> Sequence[Word]:
    if len(entry.events) > 1:
        return Word(f' wrote {_counted(len(entry.events), "comment")} on '), _proposals(entry)
    data = entry.latest.data
    is_question = '?' in str(data.get('text') or '')
    verb = (
        'answered on' if data.get('thread_id') else 'asked about' if is_question else 'commented on'
    )
    return Word(f' {verb} '), _about(entry)


def _answered(entry: Entry) -> Sequence[Word]:
    if len(entry.events) > 1:
        answers = _counted(len(entry.events), 'question')
        return Word(f' answered {answers} on '), _proposals(entry)
    return Word(' answered on '), _about(entry)


def _about(entry: Entry) -> Word:
    whole = proposal(entry.latest)
    return Word(str(entry.latest.data.get('about') or whole.text), is_strong=True, href=whole.href)


def _resolved(entry: Entry) -> Sequence[Word]:
    questions = 'a question' if entry.count == 1 else _counted(entry.count, 'question')
    return Word(f' closed {questions} on '), _proposals(entry)


def _approved(entry: Entry) -> Sequence[Word]:
    data, total = entry.latest.data, _amount(entry.latest.data)
    version = f'version {data["version"]} of ' if data.get('version') else ''
    return (
        Word(f' approved {version}'),
        _proposals(entry),
        *((Word(f', {total}'),) if total else ()),
    )


def _confirmed(entry: Entry) -> Sequence[Word]:
    title = str(entry.latest.data.get('title') or '')
    if len(entry.events) > 1 or not title:
        return Word(f' confirmed {_counted(len(entry.events), "booking")} for '), _trips(entry)
    return Word(' confirmed '), _strong(title), Word(' for '), _trips(entry)


def _unknown(entry: Entry) -> Sequence[Word]:
    """Of a part that came later than this."""
    subject = entry.latest.subject
    words = entry.kind.replace('_', ' ')
    return Word(f': {words}{", " if subject else ""}'), *((_strong(subject),) if subject else ())


SAID: dict[str, Callable[[Entry], Sequence[Word]]] = {
    Kind.CONTACT_ADDED: _did('added', _contacts),
    Kind.CONTACT_CHANGED: _contact_changed,
    Kind.CONTACT_DELETED: _did('deleted', _contacts),
    Kind.CONTACT_RESTORED: _did('brought back', _contacts),
    Kind.CONTACT_NOTED: _noted,
    Kind.CONTACTS_IMPORTED: _many('imported'),
    Kind.CONTACTS_CHANGED: _many('changed'),
    Kind.CONTACTS_MERGED: _did('joined two contacts as', _contacts),
    Kind.PROPOSAL_CREATED: _did('began', _proposals),
    Kind.PROPOSAL_CHANGED: _proposal_changed,
    Kind.PROPOSAL_DELETED: _did('deleted', _proposals),
    Kind.PROPOSAL_RESTORED: _did('brought back', _proposals),
    Kind.PROPOSAL_SENT: _sent,
    Kind.PROPOSAL_EXPIRED: _is(_proposals, 'expired', did='let expire'),
    Kind.PROPOSAL_VOIDED: _did('voided', _proposals),
    Kind.PROPOSAL_VIEWED: _viewed,
    Kind.OPTION_ADDED: _option('added'),
    Kind.OPTION_REMOVED: _option('took out'),
    Kind.COMMENT_ADDED: _commented,
    Kind.COMMENT_ANSWERED: _answered,
    Kind.COMMENT_RESOLVED: _resolved,
    Kind.PROPOSAL_APPROVED: _approved,
    Kind.PROPOSAL_DECLINED: _did('declined', _proposals),
    Kind.LINK_CREATED: _did('made a link to', _proposals),
    Kind.LINK_REVOKED: _did('ended a link to', _proposals),
    Kind.TRIP_MADE: _did('made the trip', _trips),
    Kind.TRIP_CHANGED: _did('changed the trip', _trips),
    Kind.TRIP_ITEM_CONFIRMED: _confirmed,
    Kind.TRIP_DONE: _is(_trips, 'is done', did='finished'),
}
WITHOUT_SYSTEM = frozenset({Kind.PROPOSAL_EXPIRED, Kind.TRIP_DONE})
"""What simply happens, where nobody did it."""


def _amount(data: dict[str, Any]) -> str:
    """`€3,543`; nothing where it cannot be told."""
    try:
        total = Decimal(str(data['total']))
    except (KeyError, InvalidOperation):
        return ''
    return money.shown(total, str(data.get('currency') or 'EUR'))
