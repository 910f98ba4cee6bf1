"""The figures above the proposal list, counted and added up by the database.

Step 5 of the line in: one row, whatever of the list is looked at.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, func, select, true
from sqlmodel import col

from models import Proposal, ProposalStatus
from services import time_zones
from services.proposals.cards import living
from services.proposals.list_state import GROUPS, STATUSES, Group, Tab
from services.realtime.live import Figure, Label, Query, figure_of
from services.worth import total

USUAL_CURRENCY = 'EUR'
Amounts = tuple[tuple[str, Decimal], ...]
"""Sums by currency, in the order of their codes; those of different currencies are not added."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFigures:
    """What stands above the list; of what is neither archived nor a template, where not said."""

    total: int = 0
    """Archived ones and templates too."""
    counts: tuple[tuple[Tab, int], ...] = ()
    waiting: int = 0
    open_value: Amounts = ()
    approved: Amounts = ()
    """Value of what was approved this month."""
    currency: str = USUAL_CURRENCY
    """The currency of most, so that nothing is nothing in it too."""


def proposal_figures(organization_id: UUID, time_zone: str) -> Query[Figure[ListFigures]]:
    """The month is the one where the organization is."""

    @lru_cache(maxsize=1)  # making it takes longer than reading
    def counted(today: date) -> Select[Any]:
        return (
            select(col(Proposal.currency), *_columns(today, time_zone))
            .where(*living(organization_id))
            .group_by(col(Proposal.currency))
            .order_by(col(Proposal.currency))
        )

    return figure_of(
        'proposal_figures',
        organization_id,
        time_zone,
        lambda: counted(time_zones.today(time_zone)),
        value=_figures,
        label=Label('Figures', 'layout-dashboard'),
        tables=('proposals', 'proposal_activities'),
    )


def is_in(*groups: Group) -> ColumnElement[bool]:
    """Whether a proposal is in one of the groups."""
    statuses = frozenset[ProposalStatus]().union(*(STATUSES[group] for group in groups))
    return col(Proposal.status).in_(sorted(statuses))


def _columns(today: date, time_zone: str) -> list[ColumnElement[Any]]:
    is_here = col(Proposal.archived_at).is_(None)
    is_template = col(Proposal.is_template).is_(True)
    is_shown = and_(is_here, ~is_template)
    conditions: dict[str, ColumnElement[bool]] = {
        'total': true(),
        'waiting': and_(is_shown, is_in(Group.YOURS)),
        Tab.ALL: is_shown,
        Tab.TEMPLATES: and_(is_here, is_template),
        **{tab: and_(is_shown, is_in(*groups)) for tab, groups in GROUPS.items()},
    }
    sums = {
        'open_value': conditions[Tab.OPEN],
        'approved': and_(is_shown, _is_won_in(today, time_zone)),
    }
    return [
        *(func.count().filter(each).label(name) for name, each in conditions.items()),
        *(func.sum(total()).filter(each).label(name) for name, each in sums.items()),
    ]


def _is_won_in(month: date, time_zone: str) -> ColumnElement[bool]:
    first = month.replace(day=1)
    next_first = (first + timedelta(days=31)).replace(day=1)
    begin, end = (
        time_zones.end_of(day - timedelta(days=1), time_zone) for day in (first, next_first)
    )
    at = col(Proposal.status_changed_at)
    return and_(col(Proposal.status) == ProposalStatus.APPROVED, at >= begin, at < end)


def _figures(found: Sequence[Row[Any]]) -> ListFigures:
    by_currency = [row._mapping for row in found]

    def count(name: str) -> int:
        return sum(row[name] for row in by_currency)

    def amounts(name: str) -> Amounts:
        return tuple((row['currency'], row[name]) for row in by_currency if row[name] is not None)

    used = [row for row in by_currency if row[Tab.ALL]]
    usual = max(used, key=lambda row: row[Tab.ALL], default={'currency': USUAL_CURRENCY})
    return ListFigures(
        total=count('total'),
        counts=tuple((tab, count(tab)) for tab in Tab if tab is not Tab.TURN),
        waiting=count('waiting'),
        open_value=amounts('open_value'),
        approved=amounts('approved'),
        currency=usual['currency'],
    )
