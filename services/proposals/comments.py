"""Questions and answers on a proposal, from either side. Line out, step B."""

from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import text, update
from sqlalchemy.dialects.postgresql import insert
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import CommentFields, ProposalComment
from models.text import is_name
from models.viewer import LinkHolder, Viewer
from services.commands.fields import validated
from services.errors import Invalid, NotAllowed
from services.naming import is_own, is_taken
from services.retry import idempotent

HOST_NAMES: Any = text('select array(select tradewind.host_names()), (tradewind.live_link()).label')


@idempotent
async def add(
    session: AsyncSession,
    viewer: Viewer,
    *,
    proposal_id: UUID,
    organization_id: UUID,
    body: str,
    author_name: str = '',
    parent_id: UUID | None = None,
    day_id: UUID | None = None,
    activity_id: UUID | None = None,
    id: UUID | None = None,
) -> UUID:
    """Write a comment; its author follows from the viewer, a client may say their name.

    With an `id` of the caller's, repeating it says nothing twice.

    Raises: `Invalid` when empty, over 4,000 characters or under a name of the other side,
    `NotAllowed` for a view-only link.
    """
    name = author_name if isinstance(viewer, LinkHolder) and is_name(author_name) else ''
    typed = validated(CommentFields, {'body': body, 'author_name': name})
    if isinstance(viewer, LinkHolder):
        await check_name(session, typed['author_name'])
    comment_id = id or uuid4()
    written = await session.exec(
        insert(ProposalComment)
        .on_conflict_do_nothing(index_elements=['id'])
        .values(
            id=comment_id,
            proposal_id=proposal_id,
            organization_id=organization_id,
            **typed,
            parent_id=parent_id,
            day_id=day_id,
            activity_id=activity_id,
        )
        .returning(col(ProposalComment.id))
    )
    if written.first() is None:
        await check_own(session, comment_id, proposal_id, typed['body'])
    return comment_id


async def check_name(session: AsyncSession, typed: str) -> None:
    """A link's holder does not speak under a name of the operator's side.

    A link that an operator labelled with that very name is somebody who is called so too.
    """
    row = await session.exec(HOST_NAMES)
    names, label = row.one()
    if is_taken(typed, names) and not is_own(label or '', typed):
        raise Invalid(
            'That name is one of the people who make this trip. Nothing was sent; your words are '
            'still here. Put your own name, then send them again.',
            field='name',
        )


async def check_own(session: AsyncSession, id: UUID, proposal_id: UUID, body: str) -> None:
    """The comment of this id is what an earlier try of the same command wrote."""
    found = await session.exec(
        select(ProposalComment.id).where(
            ProposalComment.id == id,
            ProposalComment.proposal_id == proposal_id,
            ProposalComment.body == body,
        )
    )
    if found.first() is None:
        raise Invalid('That is already taken.')


@idempotent
async def resolve(
    session: AsyncSession, viewer: Viewer, *, comment_id: UUID, is_resolved: bool = True
) -> None:
    """Close a question, or open it again."""
    changed = await session.exec(
        update(ProposalComment)
        .where(col(ProposalComment.id) == comment_id)
        .values(is_resolved=is_resolved)
        .returning(col(ProposalComment.id))
    )
    if changed.first() is None:
        raise NotAllowed
