"""What every part of the builder works with: the proposal's rows, who looks, and how to act.

Serves both lines: rows come in through its queries, commands go out through `run` and `do`.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar
from uuid import UUID

from nicegui import ui

from components.kit.toast import toast
from components.live.conflict import Conflicts
from components.live.element import LiveElement
from components.proposals.editor.people import People
from models import Proposal, ProposalActivity, ProposalDay
from models.viewer import Operator
from services.accounts.members import Member
from services.commands.fields import validated
from services.core import Services
from services.errors import AppError, Conflict
from services.proposals import building, editing, queries
from services.proposals.totals import Totals, totals
from services.realtime.live import LiveQuery, OptimisticQuery, Query
from services.realtime.status import LinkState

T = TypeVar('T')
Part = TypeVar('Part', Proposal, ProposalDay, ProposalActivity)
Command = Callable[..., Awaitable[T]]


class ProposalEditor(LiveElement):
    """The page's root element; everything it opens ends with it."""

    def __init__(self, services: Services, member: Member, proposal_id: UUID) -> None:
        super().__init__()
        self.services = services
        self.member = member
        self.proposal_id = proposal_id
        self.viewer: Operator = member.viewer
        self.organization_id = member.viewer.organization_id
        # with this screen's own edits laid over them; `.live` is what the database says
        self.proposals = self._laid(queries.proposal(*self._of_proposal))
        self.days = self._laid(queries.days(*self._of_proposal))
        self.activities = self._laid(queries.activities(*self._of_proposal))
        self.comments = self._open(queries.comments(*self._of_proposal))
        self.links = self._open(queries.share_links(*self._of_proposal))
        self.views = self._open(queries.views(*self._of_proposal))
        self.approvals = self._open(queries.approvals(*self._of_proposal))
        self.contacts = self._open(queries.contacts(self.organization_id))
        self.profiles = self._open(queries.profiles(self.organization_id))
        self.people = People(self)
        self.totals = Totals()
        self.own_removals: set[UUID] = set()
        """What was removed on this screen, so that it is no news here."""
        self._on_totals: list[Callable[[Totals], None]] = []
        self._on_saving: list[Callable[[bool], None]] = []
        self._saving = 0
        self.conflicts = Conflicts()
        self._turn = asyncio.Lock()
        """Edits go out one after the other, as they were typed."""

    @property
    def _of_proposal(self) -> tuple[UUID, UUID]:
        return self.proposal_id, self.organization_id

    def _open(self, query: Any) -> LiveQuery[Any]:
        return self.watch(self.services.live, query, self.viewer)

    def _laid(self, query: Query[Part]) -> OptimisticQuery[Part]:
        laid = OptimisticQuery(self._open(query))
        self.on_end(laid.close)
        return laid

    @property
    def opened(self) -> tuple[LiveQuery[Any], ...]:
        """The queries whose rows this page shows."""
        return (
            *(self.proposals.live, self.days.live, self.activities.live, self.comments),
            *(self.links, self.views, self.approvals, self.contacts, self.profiles),
        )

    async def ready(self) -> None:
        """Wait for the first rows, then keep the totals up to date."""
        for query in self.opened:
            await query.ready()
        edited: tuple[OptimisticQuery[Any], ...] = (self.activities, self.days, self.proposals)
        for laid in edited:
            await laid.ready()
        self.totals = self._add_up()
        for laid in edited:
            self.follow(laid, lambda _: self._tell_totals())

    # rows

    @property
    def proposal(self) -> Proposal | None:
        """The proposal as it stands; None when it is not, or no longer, to be seen."""
        return next(iter(self.proposals.rows), None)

    @property
    def may_edit(self) -> bool:
        """Whether controls are offered at all; the database decides in any case."""
        return self.member.may_edit

    def activity(self, activity_id: UUID | None) -> ProposalActivity | None:
        return next((row for row in self.activities.rows if row.id == activity_id), None)

    def activities_of(self, day_id: UUID) -> list[ProposalActivity]:
        return [row for row in self.activities.rows if row.day_id == day_id]

    # totals

    def on_totals(self, handler: Callable[[Totals], None]) -> None:
        """Call `handler(totals)` whenever prices, choices or travellers change a figure."""
        self._on_totals.append(handler)

    def _add_up(self) -> Totals:
        proposal = self.proposal
        travellers = proposal.travellers if proposal else 1
        return _last_sums(self.days.rows, self.activities.rows, travellers)

    def _tell_totals(self) -> None:
        self.totals = self._add_up()
        for handler in self._on_totals:
            handler(self.totals)

    # commands

    def on_saving(self, handler: Callable[[bool], None]) -> None:
        """Call `handler(is_saving)` when the first command starts and the last one ended."""
        self._on_saving.append(handler)

    async def run(self, command: Command[T], **fields: Any) -> T:
        """Run a command as this member. Raises: `AppError`."""
        self._count(1)
        try:
            made = await self.services.run(command, self.viewer, **fields)
        finally:
            self._count(-1)
        for query in self.opened:
            # while no change is announced, one's own should not wait for the next poll
            if query.status.state is not LinkState.LIVE:
                query.refresh()
        return made

    async def do(self, command: Command[Any], **fields: Any) -> bool:
        """Run a command; a refusal becomes a toast. Returns whether it was done."""
        try:
            await self.run(command, **fields)
        except AppError as error:
            self.say(str(error), kind='bad')
            return False
        return True

    async def attempt(self, command: Command[T], **fields: Any) -> T | None:
        """The same for a command that makes something: what it made, or None."""
        try:
            return await self.run(command, **fields)
        except AppError as error:
            self.say(str(error), kind='bad')
            return None

    async def save(
        self, kind: type[Any], id: UUID, *, base: Mapping[str, Any] | None = None, **changes: Any
    ) -> None:
        """Change these fields of a row; they show at once, and go back when it is refused.

        `base`: the values seen when the edit began.
        Raises: `AppError`, for the field to show; a `Conflict` waits in `conflicts` by then.
        """
        values = validated(editing.FIELDS[kind], changes)
        query = self._query_of(kind)
        edit = query.apply(id, values)
        try:
            async with self._turn:
                row = await self.run(editing.edit, kind=kind, id=id, changes=values, base=base)
        except AppError as error:
            query.roll_back(edit)
            if isinstance(error, Conflict):
                self.conflicts.add(kind, id, error.clashes)
            raise
        query.confirm(edit, row.revision)
        self.conflicts.drop(id, values.keys())

    async def edit(self, row: Proposal | ProposalDay | ProposalActivity, **changes: Any) -> bool:
        """The same from the row one looked at, where no field shows a refusal: a toast does."""
        base = {name: getattr(row, name) for name in changes}
        try:
            await self.save(type(row), row.id, base=base, **changes)
        except Conflict:
            return False  # the dialog is open
        except AppError as error:
            self.say(str(error), kind='bad')
            return False
        return True

    async def save_from(
        self, field: ui.element, kind: type[Any], id: UUID, base: Any, **changes: Any
    ) -> None:
        """The same as `save` for a field that may be closed by then: its refusal is a toast."""
        try:
            await self.save(kind, id, base=base, **changes)
        except AppError as error:
            if field.is_deleted and not isinstance(error, Conflict):
                self.say(str(error), kind='bad')
            raise

    def _query_of(self, kind: type[Any]) -> OptimisticQuery[Any]:
        queries: dict[type[Any], OptimisticQuery[Any]] = {
            Proposal: self.proposals,
            ProposalDay: self.days,
            ProposalActivity: self.activities,
        }
        return queries[kind]

    def row_of(self, kind: type[Any], id: UUID) -> Any:
        """The row as the database has it; None when it is gone."""
        return next((row for row in self._query_of(kind).live.rows if row.id == id), None)

    async def take_out(
        self, kind: type[ProposalDay] | type[ProposalActivity], id: UUID, name: str
    ) -> None:
        """Take a day or an activity out, and offer to bring it back."""
        self.own_removals.add(id)
        if not await self.do(building.remove, kind=kind, id=id):
            self.own_removals.discard(id)
            return

        async def undo() -> None:
            self.own_removals.discard(id)
            await self.do(building.restore, kind=kind, id=id)

        self.say(f'{name} removed.', kind='mute', action=('Undo', undo))

    def say(self, sentence: str, **options: Any) -> None:
        """A toast on this screen; see `components.kit.toast.toast`."""
        if not self.is_deleted:
            toast(self, sentence, **options)

    def _count(self, step: int) -> None:
        before, self._saving = self._saving, self._saving + step
        if bool(before) != bool(self._saving) and not self.is_deleted:
            for handler in self._on_saving:
                handler(bool(self._saving))


class _LastSums:
    """The latest sums: the screens of one query hold the same lists, one after the other."""

    def __init__(self) -> None:
        self._of: tuple[Any, ...] = ()
        self._totals = Totals()

    def __call__(
        self, days: list[ProposalDay], activities: list[ProposalActivity], travellers: int
    ) -> Totals:
        same = self._of and self._of[0] is days and self._of[1] is activities
        if not same or self._of[2] != travellers:
            shown = {day.id for day in days}
            counted = [row for row in activities if row.day_id in shown]
            self._totals = totals(counted, travellers)
            self._of = (days, activities, travellers)
        return self._totals


_last_sums = _LastSums()
