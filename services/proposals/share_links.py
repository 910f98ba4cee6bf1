"""Share links: made, ended, and recognised by the token in their address.

The token is the link's id with a signature, so nothing secret is stored and a link can be
shown again. Whether it still opens anything is for row-level security to say.
"""

import base64
import binascii
import hashlib
import hmac
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from uuid import UUID, uuid4

from itsdangerous import BadSignature, Signer
from sqlalchemy import func
from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import LinkFields, LinkScope, Proposal, ProposalStatus, ShareLink
from models.text import is_name, visible
from models.viewer import LinkHolder, Viewer
from services.commands.editables import Editable
from services.commands.fields import validated
from services.commands.rows import change
from services.database import Database
from services.errors import Invalid
from services.proposals import lifecycle
from services.proposals.editing import lock_proposal
from services.retry import idempotent


class ShareTokens:
    """Turns link ids into tokens and back; `secret` has 256 bits or more."""

    def __init__(self, secret: str) -> None:
        self._signer = Signer(secret, salt='share-link', digest_method=hashlib.sha256)

    def token(self, link_id: UUID) -> str:
        """`"<22 characters>.<43 characters>"`, safe in an address."""
        name = base64.urlsafe_b64encode(link_id.bytes).rstrip(b'=')
        return self._signer.sign(name).decode()

    def link_id(self, token: str) -> UUID | None:
        """The link that the token names; None for anything we did not sign."""
        try:
            name = self._signer.unsign(token.encode('ascii', 'strict'))
            link_id = UUID(bytes=base64.urlsafe_b64decode(name + b'=='))
        except (BadSignature, UnicodeEncodeError, binascii.Error, ValueError):
            return None
        # base64 lets the last letter be spelled in several ways; an address has one spelling
        return link_id if hmac.compare_digest(token, self.token(link_id)) else None


async def present(database: Database, tokens: ShareTokens, token: str) -> LinkHolder | None:
    """The viewer a token makes of its bearer; None for a wrong, ended or unknown one alike.

    A wrong token costs the same read as a right one, so that timing tells nothing.
    """
    link_id = tokens.link_id(token) or uuid4()
    nobody = UUID(int=0)
    asking = LinkHolder(share_link_id=link_id, proposal_id=nobody, organization_id=nobody)
    async with database.read(asking) as session:
        found = await session.exec(
            select(ShareLink, Proposal)
            .join(Proposal, col(Proposal.id) == ShareLink.proposal_id)
            .where(ShareLink.id == link_id)
        )
        row = found.first()
    if row is None:
        return None
    link, proposal = row
    return LinkHolder(
        share_link_id=link.id, proposal_id=proposal.id, organization_id=proposal.organization_id
    )


@idempotent
async def create(
    session: AsyncSession,
    viewer: Viewer,
    *,
    proposal_id: UUID,
    label: str = '',
    scope: LinkScope = LinkScope.APPROVE,
    expires_at: datetime | None = None,
    id: UUID | None = None,
) -> ShareLink:
    """Make a link; the first one of a draft sends the proposal.

    With an `id` of the caller's, repeating it makes no second one.

    Raises: `Invalid` for an end in the past, a label that is no name, or a proposal that cannot
    be shared.
    """
    wanted = {'label': label if visible(label) else 'Link', 'scope': scope}
    typed = validated(LinkFields, wanted | {'expires_at': expires_at})
    proposal = await lifecycle.get_proposal(session, proposal_id)
    if id is not None:
        await lock_proposal(session, proposal_id)
        made = await session.get(ShareLink, id)
        if made is not None and made.proposal_id == proposal_id:
            return made
    await check_end(session, expires_at)
    if proposal.status == ProposalStatus.VOID:
        raise Invalid('A void proposal is not shared.')
    if proposal.status == ProposalStatus.DRAFT:
        await lifecycle.send(session, viewer, proposal_id=proposal_id)
    link = ShareLink(
        id=id or uuid4(),
        organization_id=proposal.organization_id,
        proposal_id=proposal_id,
        **typed,
    )
    session.add(link)
    await session.flush()
    await session.refresh(link)
    return link


async def check_end(session: AsyncSession, end: datetime | None) -> None:
    """Raises: `Invalid` for an end that has passed by the clock that links end by."""
    if end is not None and (await session.exec(select(func.now() >= end))).one():
        raise Invalid('That end has already passed. Choose a later one.', field='expires_at')


@idempotent
async def revoke(
    session: AsyncSession, viewer: Viewer, *, link_id: UUID, revoked: bool = True
) -> ShareLink:
    """End a link at once, on open screens too; `revoked=False` is the undo."""
    at = datetime.now(UTC) if revoked else None
    return await change(session, ShareLink, link_id, {'revoked_at': at})


def _check_label(changes: Mapping[str, Any]) -> None:
    if 'label' in changes and not is_name(str(changes['label'])):
        raise Invalid('Give the link a name, so that you can tell it from others.', field='label')


async def _check_changes(session: AsyncSession, row: ShareLink, changes: Mapping[str, Any]) -> None:
    await check_end(session, changes.get('expires_at'))


LINK = Editable(
    table=ShareLink,
    fields=LinkFields,
    name='link',
    check=_check_label,
    before_edit=_check_changes,
)
