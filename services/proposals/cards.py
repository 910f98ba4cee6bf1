"""The proposal list: one card a proposal, with its total and the client's last act.

Step 5 of the line in. A change re-reads only the cards that it concerns.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import load_only
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import Contact, Proposal, ProposalActivity, ProposalStatus, ShareLink
from models.contact import CLIENT_COLOR
from services.proposals.totals import totals
from services.realtime.live import Dependency, Label, Query, SharedBy


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalCard:
    """What the list shows of a proposal."""

    id: UUID
    revision: int
    title: str
    client_id: UUID | None
    client_name: str
    client_portrait: str
    client_color: int
    owner_id: UUID | None
    starts_on: date | None
    ends_on: date | None
    status: ProposalStatus
    status_changed_at: datetime | None
    total: Decimal
    currency: str
    cover: str
    client_activity: str
    client_activity_at: datetime | None
    client_link: str = ''
    """What the link is called by which the client acted; empty once somebody else changed it."""
    updated_at: datetime
    is_template: bool
    is_archived: bool


def proposal_list(organization_id: UUID) -> Query[ProposalCard]:
    """Every proposal and template of the organization, the latest change first."""

    async def read(session: AsyncSession) -> Sequence[ProposalCard]:
        return await cards(session, organization_id)

    async def read_keys(session: AsyncSession, keys: frozenset[UUID]) -> Sequence[ProposalCard]:
        return await cards(session, organization_id, keys)

    return Query(
        name=f'proposal_list:{organization_id}',
        label=Label('Proposals', 'file-text'),
        shared_by=SharedBy.ORGANIZATION,
        organization_id=organization_id,
        read=read,
        read_keys=read_keys,
        order=newest_first,
        depends_on=(
            Dependency(table='proposals', key='id'),
            Dependency(table='proposal_activities', key='proposal_id'),
            Dependency(table='contacts', held_by='client_id'),
            Dependency(table='profiles'),
        ),
    )


def newest_first(card: ProposalCard) -> tuple[float, str]:
    """Sort key of the list: the client's last act, or ours where there is none."""
    moment = card.client_activity_at or card.status_changed_at or card.updated_at
    return (-moment.timestamp(), str(card.id))


async def cards(
    session: AsyncSession, organization_id: UUID, keys: frozenset[UUID] | None = None
) -> list[ProposalCard]:
    """Cards under the session's claims; `keys` limits them to these proposals."""
    statement = (
        select(Proposal, Contact, ShareLink.label)
        .join(Contact, col(Contact.id) == Proposal.client_id, isouter=True)
        .join(ShareLink, col(ShareLink.id) == Proposal.updated_by, isouter=True)
        .where(Proposal.organization_id == organization_id, col(Proposal.deleted_at).is_(None))
    )
    if keys is not None:
        statement = statement.where(col(Proposal.id).in_(keys))
    found = (await session.exec(statement)).all()
    priced = await activities_by_proposal(session, organization_id, keys)
    made = [card(*columns, priced[columns[0].id]) for columns in found]
    return sorted(made, key=newest_first)


async def activities_by_proposal(
    session: AsyncSession, organization_id: UUID, keys: frozenset[UUID] | None
) -> dict[UUID, list[ProposalActivity]]:
    statement = (
        select(ProposalActivity)
        .where(
            ProposalActivity.organization_id == organization_id,
            col(ProposalActivity.deleted_at).is_(None),
        )
        .options(
            load_only(
                *(ProposalActivity.proposal_id, ProposalActivity.day_id, ProposalActivity.price),  # type: ignore[arg-type]
                *(ProposalActivity.price_unit, ProposalActivity.is_optional),  # type: ignore[arg-type]
                ProposalActivity.is_selected,  # type: ignore[arg-type]
                raiseload=True,
            )
        )
    )
    if keys is not None:
        statement = statement.where(col(ProposalActivity.proposal_id).in_(keys))
    grouped: dict[UUID, list[ProposalActivity]] = defaultdict(list)
    for activity in await session.exec(statement):
        grouped[activity.proposal_id].append(activity)
    return grouped


def card(
    proposal: Proposal,
    client: Contact | None,
    link_label: str | None,
    activities: list[ProposalActivity],
) -> ProposalCard:
    assert proposal.updated_at is not None  # the database stamps every row
    return ProposalCard(
        id=proposal.id,
        revision=proposal.revision,
        title=proposal.title,
        client_id=proposal.client_id,
        client_name=client.full_name if client else '',
        client_portrait=client.portrait if client else '',
        client_color=client.color if client else CLIENT_COLOR,
        owner_id=proposal.owner_id,
        starts_on=proposal.starts_on,
        ends_on=proposal.ends_on,
        status=proposal.status,
        status_changed_at=proposal.status_changed_at,
        total=totals(activities, proposal.travellers, proposal.currency).total,
        currency=proposal.currency,
        cover=proposal.cover,
        client_activity=proposal.client_activity,
        client_activity_at=proposal.client_activity_at,
        client_link=link_label or '',
        updated_at=proposal.updated_at,
        is_template=proposal.is_template,
        is_archived=proposal.archived_at is not None,
    )
