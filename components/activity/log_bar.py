"""The bar above everything that happened: parts, filters, days. Pure; line in, step 6."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from components.activity.days import TABS
from components.live.table_bar import Choice, Filter, Shown, Tab, TableBar
from components.view.node import Node, el
from models import EventKind
from services.activity import state as chosen
from services.activity.events import Event
from services.activity.queries import UNCOUNTED, EventCounts, Offered
from services.activity.state import State

KINDS: dict[EventKind, str] = {
    EventKind.CONTACT_ADDED: 'Contact added',
    EventKind.CONTACT_CHANGED: 'Contact changed',
    EventKind.CONTACT_DELETED: 'Contact deleted',
    EventKind.CONTACT_RESTORED: 'Contact brought back',
    EventKind.CONTACT_NOTED: 'Note',
    EventKind.CONTACTS_IMPORTED: 'Import',
    EventKind.CONTACTS_CHANGED: 'Many contacts changed',
    EventKind.CONTACTS_MERGED: 'Contacts joined',
    EventKind.PROPOSAL_CREATED: 'Proposal begun',
    EventKind.PROPOSAL_CHANGED: 'Proposal changed',
    EventKind.PROPOSAL_DELETED: 'Proposal deleted',
    EventKind.PROPOSAL_RESTORED: 'Proposal brought back',
    EventKind.PROPOSAL_SENT: 'Proposal sent',
    EventKind.PROPOSAL_EXPIRED: 'Proposal expired',
    EventKind.PROPOSAL_VOIDED: 'Proposal voided',
    EventKind.PROPOSAL_VIEWED: 'Proposal opened',
    EventKind.OPTION_ADDED: 'Option added',
    EventKind.OPTION_REMOVED: 'Option taken out',
    EventKind.COMMENT_ADDED: 'Comment',
    EventKind.COMMENT_ANSWERED: 'Answer',
    EventKind.COMMENT_RESOLVED: 'Question closed',
    EventKind.PROPOSAL_APPROVED: 'Approval',
    EventKind.PROPOSAL_DECLINED: 'Refusal',
    EventKind.LINK_CREATED: 'Link made',
    EventKind.LINK_REVOKED: 'Link ended',
    EventKind.TRIP_MADE: 'Trip made',
    EventKind.TRIP_CHANGED: 'Trip changed',
    EventKind.TRIP_ITEM_CONFIRMED: 'Booking confirmed',
    EventKind.TRIP_DONE: 'Trip done',
}
LAST = {'last:0': 'today', 'last:6': '7 days', 'last:29': '30 days'}


def _kinds(counted: EventCounts) -> list[Choice]:
    """Those there are."""
    return [
        Choice(f'kind:{kind.value}', word) for kind, word in KINDS.items() if kind in counted.kinds
    ]


def _offered(
    name: str, of: Callable[[EventCounts], Iterable[Offered]]
) -> Callable[[EventCounts], Sequence[Choice]]:
    return lambda counted: [Choice(f'{name}:{each.id}', each.name) for each in of(counted)]


BAR: TableBar[EventCounts] = TableBar(
    label='Show in the list',
    search='',
    uncounted=UNCOUNTED,
    tabs=lambda counted: [
        Tab(part, word, counted.by_part.get(part) if counted.by_part else None)
        for part, word in TABS.items()
    ],
    filters=(
        Filter('Kind', 'list-filter', _kinds, 'kind:'),
        Filter('By', 'smile', _offered('member', lambda counted: counted.members), 'member:'),
        Filter(
            'Contact', 'users', _offered('contact', lambda counted: counted.contacts), 'contact:'
        ),
        Filter(
            'Proposal', 'file-text', _offered('proposal', lambda counted: counted.proposals),
            'proposal:',
        ),
        Filter('Last', 'clock', lambda _: [Choice(*each) for each in LAST.items()], 'last:'),
    ),
)  # fmt: skip


def bar(state: State, counted: EventCounts) -> Node:
    """Tabs, filters, the first and the last day."""
    fields = el('div', 't-log__days', _day('from', 'From', state), _day('to', 'To', state))
    return el('div', 't-bar t-log__bar', BAR.draw(Shown(state, counted)), fields, key='bar')


def _day(name: str, word: str, state: State) -> Node:
    value = next((day.isoformat() for day in chosen.days(state.filters, name)), '')
    field = el(
        'input', '', type='date', aria_label=f'{word} day', value=value,
        data={'does': 'day', 'says': name},
    )  # fmt: skip
    return el('label', 't-log__day', el('span', 't-12 t-3', word), el('span', 't-input', field))


def named(counted: EventCounts, events: Iterable[Event]) -> EventCounts:
    """With the names of those who are chosen by an address and not offered."""
    contacts = {each.id: each for each in counted.contacts}
    proposals = {each.id: each for each in counted.proposals}
    for event in events:
        if event.contact_id and event.contact:
            contacts.setdefault(event.contact_id, Offered(event.contact_id, event.contact.name))
        if event.proposal_id and event.proposal_title:
            proposals.setdefault(
                event.proposal_id, Offered(event.proposal_id, event.proposal_title)
            )
    return replace(
        counted,
        contacts=tuple(contacts.values()),
        proposals=tuple(proposals.values()),
    )
