"""How many proposals there are of what somebody looks at, and what they are worth.

Step 5 of the line in: one row, counted by the database.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, case, func, null, select
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from models import Contact, Proposal
from services.proposals.cards import living, total
from services.proposals.figures import Amounts, is_in
from services.proposals.list_state import Group, ProposalListState, Tab
from services.proposals.windows import shown_in
from services.realtime.live import Dependency, Label, Query, SharedBy
from services.realtime.live.queries import COUNTED_S, ONLY_ROW, SEARCHED_S, private_name


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionFigures:
    """Of all cards of a section, shown or not."""

    group: Group | None
    """None: of a list that is not grouped, which says no value."""
    count: int
    value: Amounts = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sections:
    """The sections that are not empty."""

    id: UUID = ONLY_ROW
    revision: int = 0
    all: tuple[SectionFigures, ...] = ()

    def of(self, group: Group | None) -> SectionFigures:
        nothing = SectionFigures(group=group, count=0)
        return next((each for each in self.all if each.group is group), nothing)


def section_figures(organization_id: UUID, state: ProposalListState) -> Query[Sections]:
    """Counts of the state's sections; of groups also their value."""
    is_grouped = state.tab is Tab.TURN
    what = f'{state.tab}:{state.words}:{sorted(state.filters)}'
    counted = _counted(organization_id, state, is_grouped=is_grouped)

    async def read(session: AsyncSession) -> Sequence[Sections]:
        found = await session.exec(counted)  # type: ignore[call-overload]
        return [Sections(all=_sections(found.all()))]

    tables = ['proposals', 'profiles']
    tables += ['proposal_activities'] if is_grouped else []
    tables += ['contacts'] if state.words else []
    return Query(
        name=private_name('proposal_sections', organization_id, what),
        label=Label('Counts', 'list-filter'),
        shared_by=SharedBy.ORGANIZATION,
        organization_id=organization_id,
        read=read,
        window_s=SEARCHED_S if state.words else COUNTED_S,
        depends_on=tuple(Dependency(table=table) for table in tables),
    )


def _counted(organization_id: UUID, state: ProposalListState, *, is_grouped: bool) -> Select[Any]:
    counted: Any
    if is_grouped:
        group = case(*((is_in(each), each.value) for each in Group)).label('group')
        counted = select(group, col(Proposal.currency), func.count(), func.sum(total()))
        counted = counted.group_by(group, col(Proposal.currency)).order_by(col(Proposal.currency))
    else:
        counted = select(null(), null(), func.count(), null()).select_from(Proposal)
    if state.words:
        counted = counted.join(Contact, col(Contact.id) == Proposal.client_id, isouter=True)
    found: Select[Any] = counted.where(*living(organization_id), *shown_in(state))
    return found


def _sections(found: Sequence[Any]) -> tuple[SectionFigures, ...]:
    counts: dict[Group | None, int] = {}
    values: dict[Group | None, Amounts] = {}
    for name, currency, count, value in found:
        group = Group(name) if name else None
        counts[group] = counts.get(group, 0) + count
        values[group] = values.get(group, ()) + (() if value is None else ((currency, value),))
    return tuple(
        SectionFigures(group=group, count=count, value=values[group])
        for group, count in counts.items()
    )
