"""What the screens of one proposal read, and which changes make them read again.

Step 5 of the line in. Every read runs under the viewer's claims; a link that ends makes the
proposal's row go, which is how an open page learns of it.
"""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import (
    Contact,
    Proposal,
    ProposalActivity,
    ProposalApproval,
    ProposalComment,
    ProposalDay,
    ProposalTransition,
    ProposalVersion,
    ProposalView,
    ShareLink,
)
from services.realtime.live import Dependency, Label, Query, SharedBy, by, row_of, rows_of


def proposal(proposal_id: UUID, organization_id: UUID) -> Query[Proposal]:
    """One row or none; links are followed too, since a link decides whether it is seen."""
    return row_of(
        Proposal,
        proposal_id,
        organization_id,
        label=Label('Proposal', 'file-text'),
        shared_by=SharedBy.ORGANIZATION,
        also=(Dependency(table='share_links', column='proposal_id', value=str(proposal_id)),),
    )


def client(proposal_id: UUID, organization_id: UUID) -> Query[Contact]:
    """Whom it is for, also one who was removed since; one row or none."""
    theirs = (
        select(Contact)
        .join(Proposal, col(Proposal.client_id) == Contact.id)
        .where(Proposal.id == proposal_id)
    )

    async def read(session: AsyncSession) -> Sequence[Contact]:
        return (await session.exec(theirs)).all()

    async def read_keys(session: AsyncSession, ids: frozenset[UUID]) -> Sequence[Contact]:
        return [row for row in await read(session) if row.id in ids]

    return Query(
        name=f'proposal_client:{proposal_id}',
        label=Label('Client', 'users'),
        shared_by=SharedBy.ORGANIZATION,
        organization_id=organization_id,
        read=read,
        read_keys=read_keys,
        order=lambda row: row.id,
        depends_on=(
            Dependency(table='proposals', column='id', value=str(proposal_id)),
            Dependency(table='contacts', held_by='id'),
            Dependency(table='profiles'),
        ),
        window_s=0,
    )


def days(proposal_id: UUID, organization_id: UUID) -> Query[ProposalDay]:
    """The days in their order."""
    return rows_of(
        ProposalDay,
        organization_id,
        of=('proposal_id', proposal_id),
        shared_by=SharedBy.ORGANIZATION,
        label=Label('Days', 'calendar-days'),
        order=(by(ProposalDay.position),),
        deletable=True,
    )


def activities(proposal_id: UUID, organization_id: UUID) -> Query[ProposalActivity]:
    """The activities of all days, by position within their day (group them by `day_id`)."""
    return rows_of(
        ProposalActivity,
        organization_id,
        of=('proposal_id', proposal_id),
        shared_by=SharedBy.ORGANIZATION,
        label=Label('Activities', 'sailboat'),
        order=(by(ProposalActivity.day_id), by(ProposalActivity.position)),
        deletable=True,
    )


def comments(proposal_id: UUID, organization_id: UUID) -> Query[ProposalComment]:
    """Oldest first; replies carry `parent_id`."""
    return rows_of(
        ProposalComment,
        organization_id,
        of=('proposal_id', proposal_id),
        shared_by=SharedBy.ORGANIZATION,
        label=Label('Comments', 'message-circle'),
        order=(by(ProposalComment.created_at),),
        deletable=True,
    )


def share_links(proposal_id: UUID, organization_id: UUID) -> Query[ShareLink]:
    """Oldest first, ended ones included."""
    return rows_of(
        ShareLink,
        organization_id,
        of=('proposal_id', proposal_id),
        shared_by=SharedBy.ORGANIZATION,
        label=Label('Share links', 'link'),
        order=(by(ShareLink.created_at),),
    )


def views(proposal_id: UUID, organization_id: UUID) -> Query[ProposalView]:
    """Newest visit first."""
    return rows_of(
        ProposalView,
        organization_id,
        of=('proposal_id', proposal_id),
        shared_by=SharedBy.ORGANIZATION,
        label=Label('Visits', 'eye'),
        order=(by(ProposalView.created_at, descending=True),),
    )


def transitions(proposal_id: UUID, organization_id: UUID) -> Query[ProposalTransition]:
    """The status history, newest first."""
    return rows_of(
        ProposalTransition,
        organization_id,
        of=('proposal_id', proposal_id),
        shared_by=SharedBy.ORGANIZATION,
        label=Label('History', 'history'),
        order=(by(ProposalTransition.created_at, descending=True),),
    )


def versions(proposal_id: UUID, organization_id: UUID) -> Query[ProposalVersion]:
    """Versions with all they held, the first one first; operators only.

    Their rows are too large to be announced; a new one shows in the proposal's own row.
    """
    recorded = (
        select(ProposalVersion)
        .where(ProposalVersion.proposal_id == proposal_id)
        .order_by(col(ProposalVersion.number))
    )

    async def read(session: AsyncSession) -> Sequence[ProposalVersion]:
        return (await session.exec(recorded)).all()

    return Query(
        name=f'proposal_versions:{proposal_id}',
        label=Label('Versions', 'history'),
        shared_by=SharedBy.ORGANIZATION,
        organization_id=organization_id,
        read=read,
        depends_on=(Dependency(table='proposals', column='id', value=str(proposal_id)),),
    )


def approvals(proposal_id: UUID, organization_id: UUID) -> Query[ProposalApproval]:
    """Decisions, newest first, without the evidence that clients may not read."""
    return rows_of(
        ProposalApproval,
        organization_id,
        of=('proposal_id', proposal_id),
        shared_by=SharedBy.ORGANIZATION,
        label=Label('Decisions', 'circle-check'),
        order=(by(ProposalApproval.created_at, descending=True),),
        only=(
            ProposalApproval.id,
            ProposalApproval.organization_id,
            ProposalApproval.proposal_id,
            ProposalApproval.share_link_id,
            ProposalApproval.decision,
            ProposalApproval.name,
            ProposalApproval.reason,
            ProposalApproval.version,
            ProposalApproval.total,
            ProposalApproval.currency,
            ProposalApproval.created_at,
            ProposalApproval.revision,
        ),
    )
