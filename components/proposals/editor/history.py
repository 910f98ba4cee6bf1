"""How the proposal came to its status: a stamp for each step, and what the client decided.

The end of the line in.
"""

from nicegui import ui

from components.engine.directions import isolated
from components.kit.keyed import Keyed
from components.kit.markup import box, text
from components.kit.moments import Saying, moment
from components.live.element import LiveElement
from components.proposals.editor.editor import ProposalEditor
from components.proposals.editor.version_list import VersionList
from components.proposals.status import status_chip
from models import ProposalApproval, ProposalTransition
from services import money
from services.proposals import queries


class History(LiveElement):
    """The tab "History", newest first; its rows are read when it is first opened."""

    def __init__(self, editor: ProposalEditor) -> None:
        super().__init__('div')
        self.classes('t-history')
        with self:
            decisions: Keyed[ProposalApproval, ui.element] = Keyed(
                box('t-col t-col--3'), lambda row: _decision(editor, row)
            )
            steps: Keyed[ProposalTransition, ui.element] = Keyed(
                box(role='list'), lambda row: _step(editor, row)
            )
            VersionList(editor)
        self.keep_showing(editor.approvals, decisions.show)
        of_proposal = queries.transitions(editor.proposal_id, editor.organization_id)
        transitions = self.watch(editor.services.live, of_proposal, editor.viewer)
        self.keep_showing(transitions, steps.show)


def _step(editor: ProposalEditor, row: ProposalTransition) -> ui.element:
    with box('t-step', role='listitem', data_enter=True) as step:
        status_chip(row.to_status)
        with box('t-grow'):
            who = editor.people.speaker(row.updated_by)
            text(str(who) if who.side else row.actor_name or 'Tradewind', 't-medium')
            if row.reason:
                text(row.reason, 't-2', 'p')
        moment(row.created_at, 't-3 t-12 t-nowrap')
    return step


def _decision(editor: ProposalEditor, row: ProposalApproval) -> ui.element:
    with box('t-card t-card--pad t-row t-row--3') as decision:
        status_chip(row.decision)
        with box('t-grow'):
            who = isolated(str(editor.people.speaker(row.share_link_id, row.name)))
            said = f'{who}, version {row.version}, {money.shown(row.total, row.currency)}'
            text(said, 't-medium')
            if row.reason:
                text(row.reason, 't-2', 'p')
        moment(row.created_at, 't-12 t-3 t-nowrap', saying=Saying.STAMP)
    return decision
