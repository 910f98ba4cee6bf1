"""How the proposal came to its status: a stamp for each step, and what the client decided.

The end of the line in.
"""

from collections.abc import Sequence
from uuid import UUID

from nicegui import background_tasks, ui

from components.builder.desk import Desk
from components.builder.version_list import VersionList
from components.format import ago, money, stamp
from components.light import Light
from components.markup import box, text
from components.status_chip import status_chip
from models import ProposalApproval, ProposalTransition
from models.patch import Patch, PatchKind
from services.live import LiveQuery
from services.proposals import queries


class History(Light):
    """The tab "History", newest first; its rows are read when it is first opened."""

    def __init__(self, desk: Desk) -> None:
        super().__init__('div')
        self._desk = desk
        self._rows: dict[UUID, ui.element] = {}
        self.classes('t-history')
        with self:
            self._decisions = box('t-col t-col--3')
            self._list = box(role='list')
            VersionList(desk)
        self._show_decisions()
        desk.follow(desk.approvals, lambda _: self._show_decisions())
        of_proposal = queries.transitions(desk.proposal_id, desk.organization_id)
        steps = desk.watch(desk.services.live, of_proposal, desk.viewer)
        background_tasks.create(self._load(steps), name='history of a proposal')

    async def _load(self, steps: LiveQuery[ProposalTransition]) -> None:
        await steps.ready()
        if self.is_deleted:
            return
        for index, step in enumerate(steps.rows):
            self._insert(step, index)
        self._desk.follow(steps, self._on_steps)

    def _on_steps(self, patches: Sequence[Patch[ProposalTransition]]) -> None:
        for patch in patches:
            if patch.kind is PatchKind.INSERT and patch.row:
                self._insert(patch.row, patch.index)

    def _insert(self, step: ProposalTransition, index: int) -> None:
        with self._list, box('t-step', role='listitem', data_enter=True) as row:
            status_chip(step.to_status)
            with box('t-grow'):
                text(step.actor_name or 'Tradewind', 't-medium')
                if step.reason:
                    text(step.reason, 't-2', 'p')
            moment = step.created_at
            text(ago(moment), 't-3 t-12 t-nowrap', title=stamp(moment) if moment else None)
        row.move(self._list, target_index=index)
        self._rows[step.id] = row

    def _show_decisions(self) -> None:
        """One or two in a proposal's life, so they are made anew."""
        self._decisions.clear()
        with self._decisions:
            for decision in self._desk.approvals.rows:
                _decision(decision)


def _decision(row: ProposalApproval) -> None:
    with box('t-card t-card--pad t-row t-row--3'):
        status_chip(row.decision)
        with box('t-grow'):
            said = f'{row.name}, version {row.version}, {money(row.total, row.currency)}'
            text(said, 't-medium')
            if row.reason:
                text(row.reason, 't-2', 'p')
        text(stamp(row.created_at) if row.created_at else '', 't-12 t-3 t-nowrap')
