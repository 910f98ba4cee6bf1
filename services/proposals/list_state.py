"""What can be chosen to look at of the proposals: tabs, groups, columns, filters; pure."""

from enum import StrEnum

from models import ProposalStatus
from services.realtime.live.list_state import ListState

LATEST_DECIDED = 4
"""Decided proposals shown under the others; their tab has them all."""


class Tab(StrEnum):
    ALL = 'All'
    TURN = 'By turn'
    OPEN = 'Open'
    DRAFTS = 'Drafts'
    DECIDED = 'Decided'
    TEMPLATES = 'Templates'


class Group(StrEnum):
    """Whose turn it is."""

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


class Shelf(StrEnum):
    """Where proposals lie that are put away; beside the statuses in the filter menu."""

    ARCHIVED = 'archived'


ProposalListState = ListState[Tab, Sort]
START: ProposalListState = ListState(tab=Tab.TURN, sort=Sort.ACTIVITY)

STATUSES: dict[Group, frozenset[ProposalStatus]] = {
    Group.YOURS: frozenset({ProposalStatus.COMMENTED}),
    Group.CLIENTS: frozenset({ProposalStatus.SENT, ProposalStatus.VIEWED}),
    Group.DRAFTS: frozenset({ProposalStatus.DRAFT}),
    Group.DECIDED: frozenset(
        {
            *(ProposalStatus.APPROVED, ProposalStatus.DECLINED, ProposalStatus.EXPIRED),
            *(ProposalStatus.SUPERSEDED, ProposalStatus.VOID),
        }
    ),
}
GROUPS: dict[Tab, frozenset[Group]] = {
    Tab.OPEN: frozenset({Group.YOURS, Group.CLIENTS}),
    Tab.DRAFTS: frozenset({Group.DRAFTS}),
    Tab.DECIDED: frozenset({Group.DECIDED}),
}
"""What a tab shows; the others show all groups."""


def groups_of(state: ProposalListState) -> tuple[Group | None, ...]:
    """The sections of a tab; None is the one of a list that is not grouped."""
    return tuple(Group) if state.tab is Tab.TURN else (None,)


def tab_of(group: Group) -> Tab:
    """The tab that shows all of a group."""
    return next(tab for tab, groups in GROUPS.items() if group in groups)


def chosen_statuses(state: ProposalListState) -> frozenset[ProposalStatus]:
    """The statuses ticked in the filter; none ticked shows all."""
    return frozenset(each for each in state.filters if isinstance(each, ProposalStatus))


def statuses_shown(
    state: ProposalListState, group: Group | None = None
) -> frozenset[ProposalStatus]:
    """What tab, group and filter let through."""
    groups = {group} if group else GROUPS.get(state.tab, frozenset(Group))
    within = frozenset[ProposalStatus]().union(*(STATUSES[each] for each in groups))
    return within & chosen_statuses(state) if chosen_statuses(state) else within


def is_archived(state: ProposalListState) -> bool:
    return Shelf.ARCHIVED in state.filters


def limit_of(state: ProposalListState, group: Group | None = None) -> int:
    """How many rows of a section are shown."""
    is_short = group is Group.DECIDED and not state.is_filtered
    return LATEST_DECIDED if is_short else state.most
