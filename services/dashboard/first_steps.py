"""How far a new organization has come: what there is a first one of. Step 5 of the line in."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select
from sqlmodel import col

from models import Contact, Proposal, ProposalView, ShareLink, ViewVerdict
from services.dashboard.counting import AT_MOST_EVERY_S
from services.realtime.live import Figure, Label, Query, figure_of


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstSteps:
    """Whether there was a first one of each; what was removed since still counts."""

    contact: bool = False
    proposal: bool = False
    share: bool = False
    view: bool = False

    @property
    def are_done(self) -> bool:
        return self.contact and self.proposal and self.share and self.view


def first_steps(organization_id: UUID) -> Query[Figure[FirstSteps]]:
    """Each is found by an index, however many there are."""

    def is_there(table: Any, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
        return exists().where(table.organization_id == organization_id, *conditions)

    def value(rows: Sequence[Any]) -> FirstSteps:
        return FirstSteps(**rows[0]._mapping)

    statement = select(
        is_there(Contact).label('contact'),
        is_there(Proposal, ~col(Proposal.is_template)).label('proposal'),
        is_there(ShareLink).label('share'),
        is_there(ProposalView, col(ProposalView.verdict) == ViewVerdict.HUMAN).label('view'),
    )
    return figure_of(
        'first_steps', organization_id, '', statement,
        value=value, label=Label('First steps', 'circle-check'),
        tables=('contacts', 'proposals', 'share_links', 'proposal_views'),
        at_most_every_s=AT_MOST_EVERY_S,
    )  # fmt: skip
