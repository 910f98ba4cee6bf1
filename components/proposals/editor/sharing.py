"""Share: the first link sends the proposal; from then on it is shown to be copied.

Begins the line out.
"""

from uuid import uuid4

from components.engine.directions import isolated
from components.kit.buttons import button
from components.kit.icons import icon
from components.kit.markup import box, text
from components.kit.menus import open_dialog
from components.proposals.editor.editor import ProposalEditor
from components.proposals.editor.link_row import is_over
from models import LinkScope, ProposalStatus, ShareLink
from services import time_zones
from services.proposals import share_links

RANK = {LinkScope.VIEW: 0, LinkScope.INTERACT: 1, LinkScope.APPROVE: 2}


async def make_link(editor: ProposalEditor) -> ShareLink | None:
    """A link for the client that may approve until the offer ends; a toast says what it did."""
    proposal = editor.proposal
    if proposal is None:
        return None
    was_draft = proposal.status is ProposalStatus.DRAFT
    client = editor.people.client()
    label = (
        client.full_name
        if client and not editor.links.rows
        else f'Link {len(editor.links.rows) + 1}'
    )
    last = proposal.valid_until
    ends = time_zones.end_of(last, editor.time_zone) if last else None
    link = await editor.attempt(
        share_links.create,
        proposal_id=proposal.id,
        label=label,
        scope=LinkScope.APPROVE,
        expires_at=ends,
        id=uuid4(),
    )
    if link is not None and was_draft:
        editor.toast('The proposal is sent. Anyone with the link can open it.')
    return link


async def open_share(editor: ProposalEditor) -> None:
    """Show the living link that allows most, and make one where there is none."""
    now = editor.services.database.now()
    living = [link for link in editor.links.rows if not is_over(link, now)]
    link = max(living, key=lambda one: RANK[one.scope], default=None) or await make_link(editor)
    if link is None:
        return
    url = editor.services.share_url(editor.services.tokens.token(link.id))
    with (
        editor,
        open_dialog('Share', detail='It opens on any phone, without an account.') as dialog,
        box(data_copied=url),
    ):
        with box('t-dialog__body'), box('t-url t-url--lg'):
            text(url, 't-clip t-grow', title=url)
        with box('t-dialog__foot'):
            text(f'For {isolated(link.label)}', 't-12 t-3 t-clip')
            box('t-grow')
            button('Done', on_click=dialog.close)
            copy = text('Copy link', 't-btn t-btn--primary', 'button', type='button')
            copy.props['data-act'] = 'copy'
            with copy:
                icon('copy')
