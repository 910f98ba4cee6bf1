"""Share: the first link sends the proposal; from then on it is shown to be copied.

Begins the line out.
"""

from uuid import uuid4

from components.builder.desk import Desk
from components.builder.link_row import is_over
from components.builder.link_settings import end_of
from components.buttons import button
from components.icons import icon
from components.markup import box, text
from components.menus import open_dialog
from models import LinkScope, ProposalStatus, ShareLink
from services import share_links

RANK = {LinkScope.VIEW: 0, LinkScope.INTERACT: 1, LinkScope.APPROVE: 2}


async def make_link(desk: Desk) -> ShareLink | None:
    """A link for the client that may approve until the offer ends; a toast says what it did."""
    proposal = desk.proposal
    if proposal is None:
        return None
    was_draft = proposal.status is ProposalStatus.DRAFT
    client = desk.people.client()
    label = (
        client.full_name if client and not desk.links.rows else f'Link {len(desk.links.rows) + 1}'
    )
    ends = end_of(proposal.valid_until) if proposal.valid_until else None
    link = await desk.attempt(
        share_links.create,
        proposal_id=proposal.id,
        label=label,
        scope=LinkScope.APPROVE,
        expires_at=ends,
        id=uuid4(),
    )
    if link is not None and was_draft:
        desk.say('The proposal is sent. Anyone with the link can open it.')
    return link


async def open_share(desk: Desk) -> None:
    """Show the living link that allows most, and make one where there is none."""
    living = [link for link in desk.links.rows if not is_over(link)]
    link = max(living, key=lambda one: RANK[one.scope], default=None) or await make_link(desk)
    if link is None:
        return
    url = desk.services.share_url(desk.services.tokens.token(link.id))
    with (
        desk,
        open_dialog('Share', detail='It opens on any phone, without an account.') as dialog,
        box(data_copied=url),
    ):
        with box('t-dialog__body'), box('t-url t-url--lg'):
            text(url, 't-clip t-grow', title=url)
        with box('t-dialog__foot'):
            text(f'For {link.label}', 't-12 t-3 t-clip')
            box('t-grow')
            button('Done', on_click=dialog.close)
            copy = text('Copy link', 't-btn t-btn--primary', 'button', type='button')
            copy.props['data-act'] = 'copy'
            with copy:
                icon('copy')
