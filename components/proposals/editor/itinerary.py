"""The days and activities of a proposal, kept in the order of their rows.

The end of the line in: rows arrive in two queries, each in its own time, so the structure is
brought in line with both; what is already in its place is left alone.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID, uuid4

from nicegui.events import SortableEventArguments

from components.engine.directions import isolated
from components.engine.light import Light
from components.engine.tree import content, place
from components.kit.icons import icon
from components.kit.markup import box, show, text
from components.live.cell_editor import CellEditor, row_id
from components.proposals.editor.activity_row import ActivityRow, Pricing
from components.proposals.editor.day_section import DaySection
from components.proposals.editor.editor import ProposalEditor
from models import Proposal, ProposalActivity, ProposalComment, ProposalDay
from models.patch import Patch, PatchKind
from services.proposals import building
from services.proposals.totals import ZERO, Totals

SHAPE = {'day_id', 'position', 'is_optional'}
"""Columns that decide where a row stands, and what a folded day says of it."""


class Itinerary(Light):
    """Sections by day id, rows by activity id."""

    def __init__(self, editor: ProposalEditor, cell_editor: CellEditor) -> None:
        super().__init__('div')
        self.editor = editor
        self.cell_editor = cell_editor
        self.sections: dict[UUID, DaySection] = {}
        self.rows: dict[UUID, ActivityRow] = {}
        self._to_edit: UUID | None = None
        """A row that was just added here: its name is typed as soon as it shows."""
        self._newest: ActivityRow | None = None
        self.classes('t-col t-col--6')
        with self:
            text('Itinerary', 't-sr', 'h2')
            self._days = box('t-days')
            self._empty = text(
                'No days yet. Add the first one and start with the arrival.', 't-2 t-hidden', 'p'
            )
            if editor.may_edit:
                with box(
                    't-btn t-btn--secondary t-days__add',
                    'button',
                    type='button',
                    data_act='add-day',
                ):
                    text('Add day')
                    icon('plus')
        self.arrange()
        self.show_comments()
        self._listen()

    def _listen(self) -> None:
        editor, cell_editor = self.editor, self.cell_editor
        editor.follow(editor.days, self._on_days)
        editor.follow(editor.activities, self._on_activities)
        editor.follow(editor.proposals, self._on_proposal)
        editor.follow(editor.comments, lambda _: self.show_comments())
        editor.on_totals(self._show_sums)
        if not editor.may_edit:
            return
        cell_editor.on_act(
            'add-day',
            lambda _: self._add(building.add_day, proposal_id=editor.proposal_id, title='New day'),
        )
        cell_editor.on_act('add-activity', self._on_add_activity)
        cell_editor.on_act('toggle', self._on_toggle)

    # structure

    def arrange(self) -> None:
        """Make, move and delete until sections and rows stand as the queries say."""
        days: Sequence[ProposalDay] = self.editor.days.rows
        shown = {day.id for day in days}
        wanted = [row for row in self.editor.activities.rows if row.day_id in shown]
        self._drop({row.id for row in wanted}, shown)
        proposal = self.editor.proposal
        for index, day in enumerate(days):
            section = self.sections.get(day.id) or self._add_section(day)
            place(section, self._days, index)
            section.show_number(index, proposal.starts_on if proposal else None)
        places = dict.fromkeys(shown, 0)
        for row in wanted:
            element = self.rows.get(row.id) or self._add_row(row)
            place(element, self.sections[row.day_id].rows, places[row.day_id])
            places[row.day_id] += 1
        show(self._empty, not days)
        self._show_sums(self.editor.totals)
        for day_id, section in self.sections.items():
            section.show_content(self.editor.activities_of(day_id))
        self._edit_new()

    def _drop(self, rows: set[UUID], days: set[UUID]) -> None:
        for gone in [key for key in self.rows if key not in rows]:
            self.rows.pop(gone).delete()
            self.editor.places.remove(gone)
        for gone in [key for key in self.sections if key not in days]:
            section = self.sections.pop(gone)
            # rows that moved to another day in the same breath go there before their old one ends
            for row in content(section.rows):
                row.move(self._days)
            section.delete()
            self.editor.places.remove(gone)

    def _add_section(self, day: ProposalDay) -> DaySection:
        with self._days:
            section = DaySection(day, editable=self.editor.may_edit, on_drop=self._on_drop)
        self.sections[day.id] = section
        self.editor.places.add(day.id, section.cell_of)
        return section

    def _add_row(self, row: ProposalActivity) -> ActivityRow:
        with self.sections[row.day_id].rows:
            element = ActivityRow(row, self._pricing(), editable=self.editor.may_edit)
        self.rows[row.id] = element
        self.editor.places.add(row.id, element.cell_of)
        return element

    def _pricing(self) -> Pricing:
        proposal = self.editor.proposal
        return Pricing(
            travellers=proposal.travellers if proposal else 1,
            currency=proposal.currency if proposal else 'EUR',
        )

    def _edit_new(self) -> None:
        if self._to_edit in self.rows or self._to_edit in self.sections:
            assert self._to_edit is not None
            self.cell_editor.edit(self._to_edit, 'title')
            self._to_edit = None

    # patches

    def _on_activities(self, patches: Sequence[Patch[ProposalActivity]]) -> None:
        for patch in patches:
            element = self.rows.get(patch.key)
            if patch.kind is PatchKind.UPDATE and element and patch.row:
                self._warn_editor(patch)
                element.patch(patch.row, patch.fields)
        if any(patch.kind is not PatchKind.UPDATE or patch.fields & SHAPE for patch in patches):
            self.arrange()

    def _on_days(self, patches: Sequence[Patch[ProposalDay]]) -> None:
        for patch in patches:
            section = self.sections.get(patch.key)
            if patch.kind is PatchKind.UPDATE and section and patch.row:
                self._warn_editor(patch)
                section.patch(patch.row, patch.fields)
        if any(patch.kind is not PatchKind.UPDATE or patch.fields & SHAPE for patch in patches):
            self.arrange()

    def _on_proposal(self, patches: Sequence[Patch[Proposal]]) -> None:
        if any(patch.fields & {'travellers', 'currency'} for patch in patches):
            for row in self.rows.values():
                row.reprice(self._pricing())
        if any('starts_on' in patch.fields for patch in patches):
            self.arrange()

    def _warn_editor(self, patch: Patch[Any]) -> None:
        """A cell that is open here keeps its typing and says what came from elsewhere."""
        row: Any = patch.row
        people = self.editor.people
        by = '' if people.is_me(row.updated_by) else people.name(row.updated_by)
        for field in patch.fields:
            if self.cell_editor.is_edited(patch.key, field):
                self.cell_editor.offer(patch.key, field, str(getattr(row, field)), by)

    def _show_sums(self, totals: Totals) -> None:
        currency = self._pricing().currency
        for day_id, section in self.sections.items():
            section.show_sum(totals.by_day.get(day_id, ZERO), currency)

    def show_comments(self) -> None:
        """Count the open questions at each activity."""
        counts: dict[UUID, int] = {}
        comments: Sequence[ProposalComment] = self.editor.comments.rows
        for comment in comments:
            if comment.activity_id and not comment.is_resolved and comment.parent_id is None:
                counts[comment.activity_id] = counts.get(comment.activity_id, 0) + 1
        for key, row in self.rows.items():
            row.show_comments(counts.get(key, 0))

    def show_news(self, activity_id: UUID, sentence: str) -> None:
        """One row at a time carries the mark of what the client did last."""
        if self._newest is not None and not self._newest.is_deleted:
            self._newest.show_news('')
        self._newest = self.rows.get(activity_id)
        if self._newest is not None:
            self._newest.show_news(sentence)

    # what people do

    async def _add(self, command: Any, **fields: Any) -> None:
        made = await self.editor.attempt(command, id=uuid4(), **fields)
        if made is not None:
            self._to_edit = made.id
            self._edit_new()

    async def _on_add_activity(self, given: Mapping[str, Any]) -> None:
        day_id = row_id(given)
        if day_id in self.sections:
            await self._add(building.add_activity, day_id=day_id, title='New activity')

    async def _on_toggle(self, given: Mapping[str, Any]) -> None:
        element = self.rows.get(row_id(given) or UUID(int=0))
        if element is None or not element.row.is_optional:
            return
        await self.editor.edit(element.row, is_selected=not element.row.is_selected)

    async def _on_drop(self, event: SortableEventArguments) -> None:
        """The browser has moved it already; the row follows, or it goes back."""
        item = event.item
        target = next((s for s in self.sections.values() if s.rows is event.target), None)
        if isinstance(item, ActivityRow) and target is not None:
            await self.move_activity(item.row, target.day.id, event.new_index)

    async def move_activity(self, row: ProposalActivity, day_id: UUID, index: int) -> None:
        """Put an activity at this place of a day and say so."""
        done = await self.editor.do(building.move_activity, id=row.id, day_id=day_id, index=index)
        if not done:
            self.arrange()
            return
        section = self.sections.get(day_id)
        if section is not None:
            place_in_day = f'place {index + 1} of {section.props.get("aria-label", "the day")}'
            self.cell_editor.say(f'{isolated(row.title)} moved to {place_in_day}.')
