"""What can be done with the proposal as a whole: its way on, copies, putting it away.

Begins the line out.
"""

from uuid import uuid4

from components.kit.buttons import button
from components.kit.markup import box
from components.kit.menus import Item, open_dialog
from components.live.fields import flush_first, text_field
from components.proposals.editor.editor import ProposalEditor
from components.proposals.editor.trip import start_trip
from models import Proposal, ProposalStatus
from services.errors import AppError
from services.proposals import drafting, lifecycle
from services.proposals.editing import PROPOSAL
from services.records import commands as records

DECIDED = {ProposalStatus.APPROVED, ProposalStatus.DECLINED, ProposalStatus.EXPIRED}
ENDED = {ProposalStatus.SUPERSEDED, ProposalStatus.VOID}


def way_on(editor: ProposalEditor, proposal: Proposal) -> list[Item]:
    """Steps that the proposal's status allows."""
    by_id = {'proposal_id': proposal.id}
    items = [Item(label='Preview', icon='eye', href=f'/proposals/{proposal.id}/preview')]
    if proposal.is_template:
        return items
    if proposal.status is ProposalStatus.DRAFT:
        items.append(
            Item(
                label='Mark as sent',
                icon='send',
                on_click=lambda: editor.do(lifecycle.send, **by_id),
            )
        )
    if proposal.status is ProposalStatus.APPROVED:
        items.append(
            Item(label='Start the trip', icon='luggage', on_click=lambda: start_trip(editor))
        )
    if proposal.status in DECIDED:
        items.append(
            Item(
                label='Reopen as a new version',
                icon='rotate-cw',
                on_click=lambda: editor.do(lifecycle.reopen, **by_id),
            )
        )
    if proposal.status not in ENDED and proposal.status is not ProposalStatus.APPROVED:
        items.append(
            Item(
                label='Superseded by another',
                icon='layers',
                on_click=lambda: editor.do(lifecycle.supersede, **by_id),
            )
        )
    return items


def putting_away(editor: ProposalEditor, proposal: Proposal) -> list[Item]:
    """Copies, the archive, and what ends the proposal."""
    archived = proposal.archived_at is not None
    items = [
        Item(label='Duplicate', icon='copy', on_click=lambda: copy(editor, as_template=False)),
        Item(
            label='Save as template',
            icon='layers',
            on_click=lambda: copy(editor, as_template=True),
        ),
        Item(
            label='Take out of the archive' if archived else 'Archive',
            icon='undo-2' if archived else 'archive',
            on_click=lambda: archive(editor, archived=not archived),
        ),
    ]  # fmt: skip
    if proposal.status is not ProposalStatus.VOID and not proposal.is_template:
        items.append(
            Item(label='Void', icon='ban', danger=True, on_click=lambda: ask_reason(editor))
        )
    items.append(Item(label='Delete', icon='trash-2', danger=True, on_click=lambda: delete(editor)))
    return items


async def copy(editor: ProposalEditor, *, as_template: bool) -> None:
    """Make a copy and say where it is."""
    made = await editor.attempt(
        drafting.copy, source_id=editor.proposal_id, as_template=as_template, id=uuid4()
    )
    if made is not None:
        sentence = 'Saved as a template.' if as_template else 'A copy is ready as a draft.'
        editor.toast(sentence, action=('Open it', f'/proposals/{made.id}'))


async def archive(editor: ProposalEditor, *, archived: bool) -> None:
    async def turn(to: bool) -> bool:
        return await editor.do(drafting.archive, proposal_id=editor.proposal_id, archived=to)

    sentence = 'Archived. It no longer shows in the list.' if archived else 'Back in the list.'
    await editor.actions.do_with_undo(sentence, lambda: turn(archived), lambda: turn(not archived))


async def delete(editor: ProposalEditor) -> None:
    """The page says so in place, with the way back."""
    await editor.do(records.delete, of=PROPOSAL, id=editor.proposal_id)


def ask_reason(editor: ProposalEditor) -> None:
    """Voiding ends every link, so it asks for a reason first."""
    with (
        editor,
        open_dialog('Void this proposal', detail='Every link to it stops working.') as dialog,
    ):
        with box('t-dialog__body'):
            reason = text_field('Why', name='reason', rows=3, help='Only colleagues see it.')
        with box('t-dialog__foot'):
            box('t-grow')
            button('Keep it', on_click=dialog.close)
            confirm = button('Void proposal', kind='danger', icon='ban')

    async def void() -> None:
        try:
            await editor.run(lifecycle.void, proposal_id=editor.proposal_id, reason=reason.value)
        except AppError as error:
            reason.show_error(str(error))
            return
        dialog.close()

    confirm.on('click', void, js_handler=flush_first(confirm, reason))
