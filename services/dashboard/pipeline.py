"""What is open, what was approved, and how far each proposal has come, with its value. Step 5.

Sums of different currencies are never added; the one of most proposals is the main one.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import accumulate
from typing import Any
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select
from sqlmodel import col
from sqlmodel import select as select_one

from models import Proposal, ProposalStatus
from services.dashboard.counting import AT_MOST_EVERY_S, Calendar, stretch
from services.dashboard.periods import Counted, Periods
from services.proposals.cards import living
from services.proposals.figures import USUAL_CURRENCY, Amounts, is_in
from services.proposals.list_state import STATUSES, Group
from services.realtime.live import Figure, Label, Query, figure_of
from services.worth import total

NOTHING = Decimal(0)
OPEN = STATUSES[Group.YOURS] | STATUSES[Group.CLIENTS]
"""The client has it and has not decided."""
STAGES = (
    ProposalStatus.DRAFT, ProposalStatus.SENT, ProposalStatus.VIEWED, ProposalStatus.COMMENTED,
    ProposalStatus.APPROVED,
)  # fmt: skip
"""Of these approved are those of this month."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """How many proposals stand there, and what they come to."""

    status: ProposalStatus
    count: int = 0
    value: Amounts = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline:
    """Of all that is neither archived nor a template."""

    currency: str = USUAL_CURRENCY
    stages: tuple[Stage, ...] = tuple(Stage(status=each) for each in STAGES)
    open_line: tuple[Decimal, ...] = ()
    """Value of what was open at the end of each day, in the main currency."""
    gained: Decimal = NOTHING
    """By how much that grew in these days."""
    approved_days: Counted[Decimal] | None = None
    """Value of what was approved, in the main currency."""

    def stage(self, status: ProposalStatus) -> Stage:
        return next(each for each in self.stages if each.status is status)

    @property
    def open(self) -> tuple[Stage, ...]:
        return tuple(each for each in self.stages if each.status in OPEN)

    @property
    def open_value(self) -> Amounts:
        return added(*(each.value for each in self.open))

    @property
    def approved(self) -> Amounts:
        """Value of what was approved this month."""
        return self.stage(ProposalStatus.APPROVED).value

    @property
    def approved_line(self) -> tuple[Decimal, ...]:
        """What had been approved by the end of each day, in these days."""
        return tuple(accumulate(self.approved_days.spark)) if self.approved_days else ()


def pipeline(organization_id: UUID, calendar: Calendar) -> Query[Figure[Pipeline]]:
    """One statement, which adds up each proposal once."""

    def found(periods: Periods) -> Select[Any]:
        opened, closed = col(Proposal.sent_at), col(Proposal.status_changed_at)
        is_decided = and_(is_in(Group.DECIDED), closed >= periods.bounds[0])
        columns: tuple[Any, ...] = (
            col(Proposal.currency),
            col(Proposal.status),
            stretch(opened, periods).label('opened'),
            stretch(closed, periods).label('closed'),
        )
        return (
            select(*columns, func.count(), func.sum(total()))
            .where(
                *living(organization_id),
                col(Proposal.archived_at).is_(None),
                ~col(Proposal.is_template),
                or_(~is_in(Group.DECIDED), is_decided),
            )
            .group_by(col(Proposal.currency), col(Proposal.status), 'opened', 'closed')
        )

    return calendar.figure(
        'pipeline', organization_id, calendar.by_day(found),
        value=lambda rows: _pipeline([_Part(*each) for each in rows], calendar.periods),
        label=Label('Pipeline', 'layout-dashboard'), tables=('proposals', 'proposal_activities'),
    )  # fmt: skip


def waiting(organization_id: UUID) -> Query[Figure[int]]:
    """How many proposals wait for us; what the rail says on every page."""
    counted = select_one(func.count()).where(
        *living(organization_id),
        col(Proposal.archived_at).is_(None),
        ~col(Proposal.is_template),
        is_in(Group.YOURS),
    )
    return figure_of(
        'proposals_waiting', organization_id, '', counted,
        value=lambda found: found[0], label=Label('Waiting', 'file-text'), tables=('proposals',),
        at_most_every_s=AT_MOST_EVERY_S,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Part:
    """Proposals of one currency that were sent, and last changed their status, in one stretch."""

    currency: str
    status: ProposalStatus
    opened: int | None
    closed: int | None
    count: int
    value: Decimal = field(default=NOTHING)


def added(*several: Amounts) -> Amounts:
    """Sums by currency, each by itself."""
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for amounts in several:
        for currency, amount in amounts:
            sums[currency] += amount
    return tuple(sorted(sums.items()))


def _pipeline(parts: Sequence[_Part], periods: Periods) -> Pipeline:
    first = periods.stretch(periods.months[1])
    shown = [
        each
        for each in parts
        if each.status in STAGES
        and (each.status is not ProposalStatus.APPROVED or (each.closed or 0) >= first)
    ]
    currency = _main(shown)
    main = [each for each in parts if each.currency == currency]
    line = _open_line(main, periods)
    won: dict[int, Decimal] = defaultdict(Decimal)
    for each in main:
        if each.status is ProposalStatus.APPROVED and each.closed:
            won[each.closed] += each.value
    return Pipeline(
        currency=currency,
        stages=tuple(_stage(status, shown) for status in STAGES),
        open_line=line[1:],
        gained=line[-1] - line[0],
        approved_days=periods.counted(won, NOTHING),
    )


def _main(parts: Sequence[_Part]) -> str:
    counts: dict[str, int] = defaultdict(int)
    for each in parts:
        counts[each.currency] += each.count
    return max(sorted(counts), key=lambda code: counts[code], default=USUAL_CURRENCY)


def _stage(status: ProposalStatus, parts: Sequence[_Part]) -> Stage:
    these = [each for each in parts if each.status is status]
    value = added(*(((each.currency, each.value),) for each in these))
    return Stage(status=status, count=sum(each.count for each in these), value=value)


def _open_line(parts: Sequence[_Part], periods: Periods) -> tuple[Decimal, ...]:
    """What was open at the end of the day before the shown ones, and of each of them."""
    opened: dict[int, Decimal] = defaultdict(Decimal)
    closed: dict[int, Decimal] = defaultdict(Decimal)
    now = NOTHING
    for each in parts:
        is_open = each.status in OPEN
        if not is_open and (each.opened is None or each.status is ProposalStatus.DRAFT):
            continue
        opened[each.opened or 0] += each.value
        if is_open:
            now += each.value
        else:
            closed[each.closed or 0] += each.value
    moves = zip(
        periods.counted(opened, NOTHING).spark, periods.counted(closed, NOTHING).spark, strict=True
    )
    steps = [plus - minus for plus, minus in moves]
    return tuple(accumulate(steps, initial=now - sum(steps, NOTHING)))
