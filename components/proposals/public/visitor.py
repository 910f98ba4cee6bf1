"""One visitor of a public proposal: what they do, and what only they see. Step A of the way out."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from uuid import UUID

from nicegui import Client, ui

from components.kit.toast import Toasts
from components.proposals.public.changes import sentences
from components.proposals.public.client_commands import ClientCommands
from components.proposals.public.messages import Move, Question, Verdict, parse
from components.proposals.public.offer import Offer
from components.proposals.public.seen import Seen
from components.proposals.public.shared import Visit
from components.proposals.public.visit_tracker import VisitTracker
from components.realtime.panel import open_panel
from components.realtime.words import CLIENT
from components.view.screen import Act, Acts, Screen
from models import ProposalActivity
from services.errors import AppError, Invalid, Outdated
from services.realtime.live.optimistic_edits import Edit, OptimisticEdits
from services.realtime.status import LinkState

RELOAD = 'location.reload()'


class Visitor:
    """Made inside the client when the browser connects; ends with it."""

    def __init__(
        self,
        client: Client,
        *,
        visit: Visit,
        commands: ClientCommands | None = None,
        make_tracker: Callable[[], VisitTracker] | None = None,
    ) -> None:
        """Without `commands` nothing can be done here."""
        self._visit = visit
        self._shared = visit.shared
        self._commands = commands
        self._edits: OptimisticEdits[ProposalActivity] = OptimisticEdits()
        self._latest: dict[UUID, Edit] = {}
        """What was wished last, by activity."""
        # a decision waits for the switches before it
        self._turn = asyncio.Lock()
        self.screen: Screen[Offer | None] = Screen(
            client, visit.view, visit.drawing, acts=self._acts()
        )
        self._unfollow = (
            self._shared.link_changed.subscribe(self._on_link_changed),
            self._shared.ended.subscribe(self._on_ended),
        )
        Toasts(above_dock=True)
        self._tracker: VisitTracker | None = None
        if make_tracker:
            with ui.teleport('[data-slot="reader"]'):
                self._tracker = make_tracker()
                self._tracker.look_at(self._shared.sources)
        client.on_delete(self._end)

    def _acts(self) -> Acts:
        acts: Acts = {'connection': self._open_connection}
        if self._commands:
            acts |= {
                'choose': self._choose, 'ask': self._ask, 'decide': self._decide,
                'seen': self._on_changes_seen,
            }  # fmt: skip
        return acts

    # what they do

    async def _choose(self, act: Act) -> None:
        """Show the wish at once, then carry it out; of several wishes the last one counts."""
        move = parse(Move, {'id': act.key, 'on': act.value})
        if move is None or self._commands is None:
            return
        edit = self._edits.apply(move.id, {'is_selected': move.on})
        self._latest[move.id] = edit
        self._show()
        try:
            async with self._turn:
                if self._latest.get(move.id) is not edit:
                    self._edits.roll_back(edit)
                    return
                revision = await self._commands.choose(move.id, move.on)
                self._edits.confirm(edit, revision)
        except AppError:
            self._edits.roll_back(edit)
            self._show()
            raise
        self._show()
        if self._shared.sources.activities.status.state is not LinkState.LIVE:
            self._shared.sources.activities.refresh()

    async def _ask(self, act: Act) -> dict[str, Any] | None:
        question = parse(Question, act.value)
        if question is None or self._commands is None:
            return None
        try:
            await self._commands.ask(question)
        except AppError as error:
            return {'refusal': str(error)}
        self._shared.sources.refresh()
        return None

    async def _decide(self, act: Act) -> dict[str, Any] | None:
        verdict = parse(Verdict, act.value)
        if verdict is None or self._commands is None:
            return None
        stood = self.screen.find(act.number)
        offer = stood.state if stood and isinstance(stood.state, Offer) else None
        try:
            async with self._turn:
                await self._commands.decide(verdict, offer)
        except AppError as error:
            return self._refusal(error)
        finally:
            self._shared.sources.refresh()
        return None

    def _refusal(self, error: AppError) -> dict[str, Any]:
        now = self._shared.offer
        changes = error.changes if isinstance(error, Outdated) and now else ()
        return {
            'refusal': str(error),
            'wrong': error.field if isinstance(error, Invalid) else '',
            'changes': sentences(changes, now.proposal.currency) if now else [],
        }

    async def _on_changes_seen(self, act: Act) -> None:
        """They have looked: what stood there is what they saw last, here and next time."""
        stood = self.screen.find(act.number)
        if stood is None or not isinstance(stood.state, Offer):
            return
        if self._tracker:
            await self._tracker.acknowledge(stood.state.proposal.version)
        self.screen.move(self._visit.look_anew(Seen(stood.state.picture)))

    def _open_connection(self, _: Act) -> None:
        with self.screen.client, ui.teleport('.p-pill') as anchor:
            open_panel(anchor, *self._shared.sources.every, voice=CLIENT)

    # what only they see

    def _show(self) -> None:
        self.screen.own = self._lay if self._edits else None
        self.screen.catch_up()

    def _lay(self, offer: Offer | None) -> Offer | None:
        """What they switched, until the rows say the same."""
        if offer is None:
            return None
        self._edits.settle(offer.activities)
        rows = self._edits.rows(offer.activities)
        return offer if rows is offer.activities else replace(offer, activities=rows)

    def _on_link_changed(self) -> None:
        self.screen.client.run_javascript(RELOAD)

    def _on_ended(self) -> None:
        """An ended link closes hidden tabs too."""
        self.screen.catch_up(even_hidden=True)
        if self._tracker and not self._tracker.is_deleted:
            self._tracker.delete()

    def _end(self) -> None:
        self.screen.end()
        for leave in self._unfollow:
            leave()
        self._visit.leave()
