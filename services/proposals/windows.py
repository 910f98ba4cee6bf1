"""Windows of the proposal list: what is shown is found, ordered and cut by the database.

Step 5 of the line in. A change reads only the cards that it concerns.
"""

from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, func
from sqlmodel import col

from models import Contact, Proposal
from services import searching
from services.folding import folded
from services.proposals.cards import (
    LAST_MOMENT,
    ProposalCard,
    last_moment,
    read_cards,
    select_cards,
)
from services.proposals.list_state import (
    START,
    STATUSES,
    Group,
    ProposalListState,
    Sort,
    Tab,
    is_archived,
    limit_of,
    statuses_shown,
)
from services.realtime.live import Dependency, Label, Query, SortKey, Window, window_of
from services.worth import total

LATEST_ACTS = 20
MOST_OF_CLIENT = 50
Conditions = tuple[ColumnElement[bool], ...]


def proposal_window(
    organization_id: UUID, state: ProposalListState, group: Group | None = None
) -> Query[ProposalCard]:
    """The first cards of what somebody chose to look at, or of one group of it."""
    looks_at_clients = bool(state.words) or state.sort is Sort.CLIENT
    return _window_of(
        organization_id,
        f'{state.name}:{group}',
        state.window(sort_keys(state), limit=limit_of(state, group)),
        shown_in(state, group),
        label=Label(group.value if group else 'Proposals', 'file-text'),
        clients=Dependency(table='contacts', held_by='' if looks_at_clients else 'client_id'),
        is_searched=bool(state.words),
    )


def latest_proposals(organization_id: UUID) -> Query[ProposalCard]:
    """The head of the whole list, whose turn it may be."""
    return proposal_window(organization_id, START.at_tab(Tab.ALL))


def latest_acts(organization_id: UUID) -> Query[ProposalCard]:
    """The proposals on which clients acted last, whether anybody looks at them or not."""
    by_act: SortKey[ProposalCard] = SortKey(
        sql=col(Proposal.client_activity_at),  # type: ignore[arg-type]
        of=lambda card: card.client_activity_at,
        descending=True,
    )
    return _window_of(
        organization_id,
        'latest acts',
        Window(keys=(by_act, BY_ID), limit=LATEST_ACTS),
        (col(Proposal.client_activity_at).is_not(None),),
        label=Label('Latest acts', 'history'),
        clients=Dependency(table='contacts', held_by='client_id'),
    )


def proposals_of(client_id: UUID, organization_id: UUID) -> Query[ProposalCard]:
    """Those of one client, what happened last first."""
    return _window_of(
        organization_id,
        f'of {client_id}',
        Window(keys=(_by_moment(), BY_ID), limit=MOST_OF_CLIENT),
        (col(Proposal.client_id) == client_id, ~col(Proposal.is_template)),
        label=Label('Their proposals', 'file-text'),
        clients=Dependency(table='contacts', held_by='client_id'),
    )


def _window_of(
    organization_id: UUID,
    what: str,
    window: Window[ProposalCard],
    conditions: Conditions,
    *,
    label: Label,
    clients: Dependency,
    is_searched: bool = False,
) -> Query[ProposalCard]:
    return window_of(
        'proposal_list',
        organization_id,
        what,
        select_cards(organization_id).where(*conditions),
        id=Proposal.id,
        window=window,
        read=read_cards,
        label=label,
        depends_on=(
            Dependency(table='proposals', key='id'),
            Dependency(table='proposal_activities', key='proposal_id'),
            clients,
        ),
        is_searched=is_searched,
    )


def shown_in(state: ProposalListState, group: Group | None = None) -> Conditions:
    """What tab, group, filter and search let through, of proposals beside their clients."""
    statuses = statuses_shown(state, group)
    is_away = col(Proposal.archived_at).is_not(None)
    found: list[ColumnElement[bool]] = [
        is_away if is_archived(state) else ~is_away,
        col(Proposal.is_template).is_(state.tab is Tab.TEMPLATES),
    ]
    if len(statuses) < sum(map(len, STATUSES.values())):
        found.append(col(Proposal.status).in_(sorted(statuses)))
    if state.words:
        texts = Proposal.title + ' ' + col(Proposal.client_activity) + ' ' + col(Proposal.cover)
        name = func.coalesce(Contact.full_name, '')
        found.append(searching.finds(state.words, texts, name))
    return tuple(found)


# order

BY_ID: SortKey[ProposalCard] = SortKey(sql=col(Proposal.id), of=lambda card: card.id)  # type: ignore[arg-type]


def sort_keys(state: ProposalListState) -> tuple[SortKey[ProposalCard], ...]:
    """By the chosen column; the latest activity decides between equals."""
    if state.sort is Sort.ACTIVITY:
        return _by_moment(descending=not state.reverse), BY_ID
    return *_by_column(state.sort, state.reverse), _by_moment(), BY_ID


def _by_moment(*, descending: bool = True) -> SortKey[ProposalCard]:
    return SortKey(sql=LAST_MOMENT, of=last_moment, descending=descending)


def _by_column(sort: Sort, reverse: bool) -> tuple[SortKey[ProposalCard], ...]:
    match sort:
        case Sort.TITLE:
            title = searching.in_order(Proposal.title)
            return (SortKey(sql=title, of=lambda card: folded(card.title), descending=reverse),)
        case Sort.CLIENT:
            name = searching.in_order(func.coalesce(Contact.full_name, ''))
            return (
                SortKey(sql=name, of=lambda card: folded(card.client_name), descending=reverse),
            )
        case Sort.TRAVEL:
            start = func.coalesce(Proposal.starts_on, date.max)
            return (
                SortKey(sql=start, of=lambda card: card.starts_on or date.max, descending=reverse),
            )
    # amounts compare within their currency only
    currency = col(Proposal.currency).collate('C')
    return (
        SortKey(sql=currency, of=lambda card: card.currency),
        SortKey(sql=total(), of=lambda card: card.total, descending=not reverse),
    )
