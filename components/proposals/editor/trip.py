"""From what was approved to a trip: one step, undone in one. Begins the line out."""

from functools import partial
from uuid import uuid4

from components.proposals.editor.editor import ProposalEditor
from services.records import commands as records
from services.trips import commands
from services.trips.commands import TRIP


async def start_trip(editor: ProposalEditor) -> None:
    """Make it and say where it is; where there is one already, say that."""
    id = uuid4()
    made = await editor.attempt(commands.start, proposal_id=editor.proposal_id, id=id)
    if made is None:
        return
    way = ('Open it', f'/trips/{made.id}')
    if made.id != id:
        editor.toast('This trip was started before.', kind='info', action=way)
        return
    undo = ('Undo', partial(editor.do, records.delete, of=TRIP, id=id))
    editor.toast('The trip is started, with what was chosen to confirm.', action=way, also=undo)
