"""How many proposals there are of what somebody looks at, and what they are worth.

Step 5 of the line in: one row, counted by the database.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, case, func, null, select
from sqlmodel import col

from models import Contact, Proposal
from services.proposals.cards import living
from services.proposals.figures import Amounts, is_in
from services.proposals.list_state import Group, ProposalListState, Tab
from services.proposals.windows import shown_in
from services.realtime.live import Figure, Label, Query, figure_of
from services.worth import total


@dataclass(frozen=True, slots=True)
class SectionFigures:
    """Of all cards of a section, shown or not."""

    count: int
    value: Amounts = ()
    """Nothing of a list that is not grouped."""


Sections = Mapping[Group | None, SectionFigures]
"""Those that are not empty; None is the one of a list that is not grouped."""
NOTHING = SectionFigures(0)


def section_figures(organization_id: UUID, state: ProposalListState) -> Query[Figure[Sections]]:
    """Counts of the state's sections; of groups also their value."""
    is_grouped = state.tab is Tab.TURN
    tables = ['proposals']
    tables += ['proposal_activities'] if is_grouped else []
    tables += ['contacts'] if state.words else []
    return figure_of(
        'proposal_sections',
        organization_id,
        f'{state.tab}:{state.words}:{sorted(state.filters)}',
        _counted(organization_id, state, is_grouped=is_grouped),
        value=_sections,
        label=Label('Counts', 'list-filter'),
        tables=tuple(tables),
        is_searched=bool(state.words),
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


def _sections(found: Sequence[Any]) -> Sections:
    counts: dict[Group | None, int] = {}
    values: dict[Group | None, Amounts] = {}
    for name, currency, count, value in found:
        group = Group(name) if name else None
        counts[group] = counts.get(group, 0) + count
        values[group] = values.get(group, ()) + (() if value is None else ((currency, value),))
    return {group: SectionFigures(count, values[group]) for group, count in counts.items()}
