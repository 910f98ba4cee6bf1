"""New proposals, from nothing, from a template or from another one; and putting them away."""

from collections.abc import Collection, Sequence
from uuid import UUID, uuid4

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import Organization, Proposal, ProposalActivity, ProposalDay, ProposalFields
from models.text import visible
from models.viewer import Operator
from services.commands.fields import validated
from services.commands.rows import STAMPS, change, change_all, profile_id, since
from services.errors import NotAllowed, NotFound
from services.proposals.ordering import days_in
from services.retry import idempotent

HISTORY = {
    *STAMPS,
    *{'status', 'status_changed_at', 'version', 'sent_at', 'first_viewed_at'},
    *{'client_activity', 'client_activity_at', 'archived_at', 'client_id', 'owner_id'},
    *{'is_template', 'valid_until'},
}
"""What a new proposal does not take over from the one it is made from."""


@idempotent
async def create(
    session: AsyncSession, viewer: Operator, *, title: str = '', id: UUID | None = None
) -> Proposal:
    """A blank draft with one day, so that there is somewhere to begin.

    With an `id` of the caller's, repeating it makes no second one.
    """
    made = await session.get(Proposal, id) if id else None
    if made is not None:
        return made
    organization = await session.get(Organization, viewer.organization_id)
    if organization is None:
        raise NotAllowed
    fields = validated(ProposalFields, {'title': title if visible(title) else 'Untitled proposal'})
    proposal = Proposal(
        id=id or uuid4(),
        organization_id=viewer.organization_id,
        owner_id=await profile_id(session, viewer),
        currency=organization.currency,
        cover='asset:alpine',
        **fields,
    )
    session.add(proposal)
    await session.flush()
    session.add(
        ProposalDay(
            organization_id=proposal.organization_id, proposal_id=proposal.id, title='Arrival'
        )
    )
    await session.flush()
    await session.refresh(proposal)
    return proposal


@idempotent
async def copy(
    session: AsyncSession,
    viewer: Operator,
    *,
    source_id: UUID,
    title: str = '',
    as_template: bool = False,
    client_id: UUID | None = None,
    id: UUID | None = None,
) -> Proposal:
    """A draft with the same days and activities; `as_template` keeps it for later use.

    With an `id` of the caller's, repeating it makes no second one.
    """
    made = await session.get(Proposal, id) if id else None
    if made is not None:
        return made
    source = await session.get(Proposal, source_id)
    if source is None or source.deleted_at is not None:
        raise NotFound
    proposal = Proposal(**source.model_dump(exclude=HISTORY))
    proposal.id = id or proposal.id
    if visible(title):
        proposal.title = validated(ProposalFields, {'title': title})['title']
    proposal.owner_id = await profile_id(session, viewer)
    proposal.client_id = client_id
    proposal.is_template = as_template
    session.add(proposal)
    await session.flush()
    await copy_itinerary(session, source, proposal)
    await session.refresh(proposal)
    return proposal


async def copy_itinerary(session: AsyncSession, source: Proposal, target: Proposal) -> None:
    places: dict[UUID, UUID] = {}
    for day in await days_in(session, source.id):
        twin = ProposalDay(**day.model_dump(exclude=STAMPS))
        twin.proposal_id = target.id
        session.add(twin)
        places[day.id] = twin.id
    await session.flush()
    activities = await session.exec(
        select(ProposalActivity).where(
            ProposalActivity.proposal_id == source.id, col(ProposalActivity.deleted_at).is_(None)
        )
    )
    for activity in activities:
        if activity.day_id in places:
            twin_activity = ProposalActivity(**activity.model_dump(exclude=STAMPS))
            twin_activity.proposal_id = target.id
            twin_activity.day_id = places[activity.day_id]
            session.add(twin_activity)
    await session.flush()


@idempotent
async def archive(
    session: AsyncSession, viewer: Operator, *, proposal_id: UUID, archived: bool = True
) -> Proposal:
    """Put a proposal out of the way, or back (`archived=False`)."""
    return await change(session, Proposal, proposal_id, {'archived_at': since(archived)})


@idempotent
async def archive_all(
    session: AsyncSession, viewer: Operator, *, ids: Collection[UUID], archived: bool
) -> Sequence[UUID]:
    """The same for many at once; which ones there were."""
    return await change_all(session, Proposal, ids, {'archived_at': since(archived)})
