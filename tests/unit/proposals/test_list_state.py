"""Which proposals a choice of tab, group and filter lets through, and how many rows of them."""

import pytest

from models import ProposalStatus
from services.proposals.list_state import (
    LATEST_DECIDED,
    START,
    STATUSES,
    Group,
    Shelf,
    Tab,
    groups_of,
    is_archived,
    limit_of,
    statuses_shown,
    tab_of,
)

EVERYTHING = frozenset(ProposalStatus)


def test_each_status_is_in_one_group() -> None:
    found = [status for statuses in STATUSES.values() for status in statuses]
    assert sorted(found) == sorted(ProposalStatus)


def test_the_list_begins_with_whose_turn_it_is() -> None:
    assert groups_of(START) == tuple(Group)
    assert groups_of(START.at_tab(Tab.OPEN)) == (None,)


@pytest.mark.parametrize(
    ('tab', 'statuses'),
    [
        (Tab.ALL, EVERYTHING),
        (Tab.TURN, EVERYTHING),
        (Tab.TEMPLATES, EVERYTHING),
        (Tab.OPEN, {ProposalStatus.SENT, ProposalStatus.VIEWED, ProposalStatus.COMMENTED}),
        (Tab.DRAFTS, {ProposalStatus.DRAFT}),
        (Tab.DECIDED, STATUSES[Group.DECIDED]),
    ],
)
def test_tabs_narrow_the_list(tab: Tab, statuses: frozenset[ProposalStatus]) -> None:
    assert statuses_shown(START.at_tab(tab)) == statuses


def test_filters_narrow_what_a_tab_or_a_group_shows() -> None:
    chosen = START.toggled(ProposalStatus.SENT).toggled(ProposalStatus.DRAFT)
    assert statuses_shown(chosen) == {ProposalStatus.SENT, ProposalStatus.DRAFT}
    assert statuses_shown(chosen, Group.CLIENTS) == {ProposalStatus.SENT}
    assert statuses_shown(chosen.at_tab(Tab.DECIDED)) == frozenset()


def test_the_archived_lie_apart_and_are_of_any_status() -> None:
    away = START.toggled(Shelf.ARCHIVED)
    assert (is_archived(away), is_archived(START)) == (True, False)
    assert statuses_shown(away) == EVERYTHING


def test_only_the_latest_decided_are_shown_and_a_tab_has_them_all() -> None:
    assert limit_of(START, Group.DECIDED) == LATEST_DECIDED
    assert limit_of(START, Group.DRAFTS) == START.most
    for state in (START.searched('madeira'), START.toggled(Shelf.ARCHIVED)):
        assert limit_of(state, Group.DECIDED) == START.most
    assert limit_of(START.at_tab(Tab.DECIDED)) == START.most
    assert [tab_of(group) for group in Group] == [Tab.OPEN, Tab.OPEN, Tab.DRAFTS, Tab.DECIDED]
