"""What the proposal list shows of the cards it holds: groups, filter, search, sort, figures.

Pure, so that it can be tested without a screen; step 6 of the line in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from statistics import mode

from components.engine.directions import isolated
from components.kit.format import short_range
from models import ProposalStatus
from models.organization import ANYWHERE
from services import money, time_zones
from services.folding import finds, folded
from services.proposals.cards import ProposalCard

WITH_CLIENT = {ProposalStatus.SENT, ProposalStatus.VIEWED}
WITH_WORDS = ('Asked about ', 'Added ', 'Removed ', 'Declined: ')
"""How the acts of clients begin that end in somebody's words."""
LATEST_DECIDED = 4
RECENT_DAYS = 60
YEAR_DAYS = 365


class Tab(StrEnum):
    ALL = 'All'
    TURN = 'By turn'
    OPEN = 'Open'
    DRAFTS = 'Drafts'
    DECIDED = 'Decided'
    TEMPLATES = 'Templates'


class Group(StrEnum):
    YOURS = 'Your turn'
    CLIENTS = 'With the client'
    DRAFTS = 'Drafts'
    DECIDED = 'Decided'


class Sort(StrEnum):
    ACTIVITY = 'activity'
    TITLE = 'title'
    CLIENT = 'client'
    TRAVEL = 'travel'
    VALUE = 'value'


@dataclass(frozen=True, slots=True, kw_only=True)
class ListState:
    """What somebody chose to look at."""

    tab: Tab = Tab.TURN
    words: str = ''
    statuses: frozenset[ProposalStatus] = frozenset()
    """Empty shows all."""
    archived: bool = False
    sort: Sort = Sort.ACTIVITY
    reverse: bool = False
    all_decided: bool = False
    most: int = 100
    """Rows on the page; more are shown when asked for."""

    @property
    def is_filtered(self) -> bool:
        return bool(self.words or self.statuses or self.archived)


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Rows under one head; the head is empty where the list is not grouped."""

    title: str
    cards: tuple[ProposalCard, ...]
    count: int
    """Of all cards of the group, shown or not."""
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What stands above the list, of everything that is not archived."""

    open_value: str = ''
    waiting: int = 0
    approved: str = ''
    counts: dict[Tab, int] = field(default_factory=dict)


def group_of(card: ProposalCard) -> Group:
    """Whose turn it is."""
    if card.status is ProposalStatus.COMMENTED:
        return Group.YOURS
    if card.status in WITH_CLIENT:
        return Group.CLIENTS
    return Group.DRAFTS if card.status is ProposalStatus.DRAFT else Group.DECIDED


def sections(cards: Iterable[ProposalCard], view: ListState) -> list[Section]:
    """What is shown, in its order."""
    kept = [card for card in cards if is_shown(card, view)]
    kept = ordered(kept, view)
    if view.tab is not Tab.TURN:
        return [section('', kept, view.most)] if kept else []
    grouped = {group: [card for card in kept if group_of(card) is group] for group in Group}
    decided = view.most if view.all_decided or view.is_filtered else LATEST_DECIDED
    return [
        section(group.value, found, decided if group is Group.DECIDED else view.most)
        for group, found in grouped.items()
        if found
    ]


def section(title: str, cards: Sequence[ProposalCard], most: int | None = None) -> Section:
    return Section(title=title, cards=tuple(cards[:most]), count=len(cards), value=sum_of(cards))


def is_shown(card: ProposalCard, view: ListState) -> bool:
    """Whether tab, filter and search let the card through."""
    if card.is_archived != view.archived or card.is_template != (view.tab is Tab.TEMPLATES):
        return False
    if view.statuses and card.status not in view.statuses:
        return False
    text = f'{card.title} {card.client_name} {card.client_activity} {card.cover}'
    return _is_in(card, view.tab) and finds(view.words, text)


def _is_in(card: ProposalCard, tab: Tab) -> bool:
    group = group_of(card)
    wanted = {
        Tab.OPEN: {Group.YOURS, Group.CLIENTS},
        Tab.DRAFTS: {Group.DRAFTS},
        Tab.DECIDED: {Group.DECIDED},
    }
    return group in wanted.get(tab, set(Group))


def ordered(cards: Iterable[ProposalCard], view: ListState) -> list[ProposalCard]:
    """By the chosen column; the latest activity decides between equals."""
    latest = sorted(cards, key=moment, reverse=True)
    match view.sort:
        case Sort.ACTIVITY:
            return latest[::-1] if view.reverse else latest
        case Sort.TITLE:
            return sorted(latest, key=lambda card: folded(card.title), reverse=view.reverse)
        case Sort.CLIENT:
            return sorted(latest, key=lambda card: folded(card.client_name), reverse=view.reverse)
        case Sort.TRAVEL:
            return sorted(latest, key=lambda card: card.starts_on or date.max, reverse=view.reverse)
        case Sort.VALUE:
            # amounts compare within their currency only
            by_amount = sorted(latest, key=lambda card: card.total, reverse=not view.reverse)
            return sorted(by_amount, key=lambda card: card.currency)


def moment(card: ProposalCard) -> datetime:
    """When something last happened: the client's act, else ours."""
    return card.client_activity_at or card.status_changed_at or card.updated_at


def last_act(card: ProposalCard) -> str:
    """The client's last act in words, or what stands in its place."""
    if card.client_activity:
        return spoken_act(card.client_activity)
    words = {ProposalStatus.DRAFT: 'Edited', ProposalStatus.SENT: 'Not opened yet'}
    return 'Template' if card.is_template else words.get(card.status, card.status.capitalize())


def spoken_act(act: str) -> str:
    """What a client did, the words in it in their own direction."""
    verb = next((each for each in WITH_WORDS if act.startswith(each)), '')
    return verb + isolated(act.removeprefix(verb)) if verb else act


def travel(card: ProposalCard, *, today: date) -> str:
    """`14–21 Mar`; the year only where it is not the next such date."""
    words = short_range(card.starts_on, card.ends_on)
    first, last = card.starts_on or card.ends_on, card.ends_on or card.starts_on
    if first is None or last is None or first.year != last.year:
        return words or 'No dates'
    is_near = -RECENT_DAYS <= (first - today).days < YEAR_DAYS
    return words.removesuffix(f' {last.year}') if is_near else words


def figures(cards: Iterable[ProposalCard], *, today: date, time_zone: str = ANYWHERE) -> Figures:
    """The figures above the list."""
    all_cards = list(cards)
    living = [card for card in all_cards if not card.is_archived and not card.is_template]
    by_group = {group: [card for card in living if group_of(card) is group] for group in Group}
    opened = by_group[Group.YOURS] + by_group[Group.CLIENTS]
    nothing = money.shown(Decimal(0), usual_currency(living))
    templates = [card for card in all_cards if card.is_template and not card.is_archived]
    return Figures(
        open_value=sum_of(opened) or nothing,
        waiting=len(by_group[Group.YOURS]),
        approved=sum_of(card for card in living if _is_approved_in(card, today, time_zone))
        or nothing,
        counts={
            Tab.ALL: len(living),
            Tab.OPEN: len(opened),
            Tab.DRAFTS: len(by_group[Group.DRAFTS]),
            Tab.DECIDED: len(by_group[Group.DECIDED]),
            Tab.TEMPLATES: len(templates),
        },
    )


def _is_approved_in(card: ProposalCard, month: date, time_zone: str) -> bool:
    at = card.status_changed_at
    if card.status is not ProposalStatus.APPROVED or at is None:
        return False
    here = time_zones.day_at(at, time_zone)
    return (here.year, here.month) == (month.year, month.month)


def sum_of(cards: Iterable[ProposalCard]) -> str:
    """`€17,673`; amounts of different currencies are not added: `€17,673 + $900`."""
    amounts: dict[str, Decimal] = {}
    for card in cards:
        amounts[card.currency] = amounts.get(card.currency, Decimal(0)) + card.total
    return ' + '.join(money.shown(amount, code) for code, amount in sorted(amounts.items()))


def usual_currency(cards: Iterable[ProposalCard]) -> str:
    """The currency of most, so that nothing is nothing in it too."""
    return mode([card.currency for card in cards] or ['EUR'])
