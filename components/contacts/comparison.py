"""Two contacts side by side, and what they come to as one. Pure; line in, step 6."""

from collections.abc import Iterator
from typing import Any, NamedTuple
from uuid import UUID

from components.contacts.looks import STAGE
from components.kit.format import long_date
from components.view.node import Node, el
from models import ChannelKind, Contact
from services.contacts.joined import CHOSEN, Joined, joined, label

NOTED = 'kept in the notes'
KEPT = 'the other is kept as second'


class Comparison(NamedTuple):
    """What somebody chose so far."""

    kept: Contact
    merged: Contact
    take: frozenset[str] = frozenset()
    owners: tuple[tuple[UUID, str], ...] = ()

    @property
    def joined(self) -> Joined:
        return joined(self.kept, self.merged, self.take)

    def after(self, name: str) -> Any:
        """What the one that is kept has then."""
        return self.joined.values.get(name, getattr(self.kept, name))


def comparison(state: Comparison) -> Node:
    """Each choice says `take`, with the field and the side as its key: `city:merged`."""
    head = (
        el('span', 't-cmp__h'),
        el('b', 't-cmp__h t-cmp__c t-medium', state.kept.full_name),
        el('b', 't-cmp__h t-cmp__c t-medium', state.merged.full_name),
        el('span', 't-cmp__h t-cmp__c t-cmp__last', 'After'),
    )
    rows = [node for name in CHOSEN if _differs(state, name) for node in _row(state, name)]
    return el('div', 't-cmp t-cmp--merge', head, rows, list(_tags(state)), list(_notes(state)))


def _differs(state: Comparison, name: str) -> bool:
    mine, theirs = getattr(state.kept, name), getattr(state.merged, name)
    return name in {'full_name', 'email'} or mine != theirs


def _row(state: Comparison, name: str) -> Iterator[Node]:
    said = label(name)
    after = state.after(name)
    sides = (('kept', state.kept), ('merged', state.merged))
    yield el('span', 't-cmp__h', said)
    buttons = []
    for side, contact in sides:
        value = getattr(contact, name)
        is_chosen = bool(value) and value == after
        buttons.append(
            el(
                'button', f't-cmp__choice{"" if is_chosen else " t-2"}',
                spoken(state, name, value) or 'Nothing',
                type='button', role='radio', aria_checked='true' if is_chosen else 'false',
                disabled=not value, data_act='take', data_key=f'{name}:{side}',
            )
        )  # fmt: skip
    yield el('div', 't-cmp__two', buttons, role='radiogroup', aria_label=said)
    yield el(
        'span', 't-cmp__last',
        el('span', 't-block', spoken(state, name, after)),
        el('span', 't-12 t-3 t-block', _also(state, name)) if _also(state, name) else None,
    )  # fmt: skip


def _also(state: Comparison, name: str) -> str:
    """What becomes of the other value."""
    mine, theirs = getattr(state.kept, name), getattr(state.merged, name)
    if not (mine and theirs) or mine == theirs or name in {'stage', 'owner_id'}:
        return ''
    return KEPT if name in set(ChannelKind) else NOTED


def _tags(state: Comparison) -> Iterator[Node]:
    if not (state.kept.tags or state.merged.tags):
        return
    after = state.after('tags')
    words = [
        el('ins' if tag not in state.kept.tags else 'span', 't-cmp__tag', tag) for tag in after
    ]
    yield el('span', 't-cmp__h', 'Tags')
    yield el('span', 't-2', ', '.join(state.kept.tags))
    yield el('span', 't-2', ', '.join(state.merged.tags))
    yield el('span', 't-cmp__last', words)


def _notes(state: Comparison) -> Iterator[Node]:
    if not (state.kept.notes or state.merged.notes):
        return
    yield el('span', 't-cmp__h', 'Notes')
    yield el('span', 't-2 t-cmp__notes', state.kept.notes)
    yield el('span', 't-2 t-cmp__notes', state.merged.notes)
    yield el('span', 't-cmp__last', 'Both are kept')


def spoken(state: Comparison, name: str, value: Any) -> str:
    """A value as people say it."""
    if name == 'stage':
        return STAGE.words()[value]
    if name == 'owner_id':
        return dict(state.owners).get(value, '')
    if name == 'birthday':
        return long_date(value) if value else ''
    return str(value or '')
