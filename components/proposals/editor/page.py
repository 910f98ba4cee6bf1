"""The page of one proposal for those who make it: puts the parts together.

Made once; from then on only patches change it.
"""

from collections.abc import Sequence

from nicegui import ui

from components.engine.directions import isolated
from components.engine.tree import container
from components.kit.buttons import button
from components.kit.markup import box, show, text
from components.kit.tabs import Tab, Tabs
from components.live.cell_editor import CellEditor
from components.live.cells import cell
from components.presence import Attending
from components.presence.cell_presence import CellPresence
from components.presence.cursors import Cursors
from components.presence.seen_days import SeenDays
from components.proposals.editor.change_toasts import ChangeToasts
from components.proposals.editor.comments_card import CommentsCard
from components.proposals.editor.conflicts import ProposalConflicts
from components.proposals.editor.cover import Cover
from components.proposals.editor.editor import OF_PROPOSAL, ProposalEditor
from components.proposals.editor.facts import Facts
from components.proposals.editor.head import Head
from components.proposals.editor.history import History
from components.proposals.editor.itinerary import Itinerary
from components.proposals.editor.links_card import LinksCard
from components.proposals.editor.prose import Prose
from components.proposals.editor.row_menus import RowMenus
from components.proposals.editor.sharing import open_share
from components.proposals.editor.total_card import Dock, TotalCard
from components.proposals.editor.visits import Visits
from components.proposals.status import StatusChip, status_chip
from components.realtime.badge import LiveBadge
from models import Proposal, ProposalView
from models.patch import Patch
from services.accounts.topics import colleague
from services.errors import AppError
from services.proposals import drafting
from services.proposals.topics import cell_editors, proposal_viewers, proposal_writers


class Builder:
    """Call inside the frame, with an editor whose rows are there; `enter` once the socket is."""

    def __init__(self, editor: ProposalEditor) -> None:
        self._editor = editor
        self._gone: ui.element | None = None
        with editor:
            self.cell_editor = CellEditor(on_save=editor.save_cell, on_lost=self._on_lost)
            self._attendance = Attending(editor.services.presence).attendance
            with box('t-has-cursors') as self._content:
                self.head = Head(editor)
                with box('t-split-page'):
                    self._build_main()
                    self._build_side()
                self._build_dock()
                self._cursors = self._build_cursors()
            ChangeToasts(editor, self.itinerary)
            self._show_open_cells()
        editor.follow(editor.proposals, self._on_proposal)
        editor.follow(editor.views, self._on_views)
        self._show_views()

    def enter(self) -> None:
        """Be seen on this proposal."""
        editor, attendance = self._editor, self._attendance
        self.head.enter(attendance)
        attendance.write_on(proposal_writers(editor.proposal_id), colleague(editor.member))
        self._cursors.attend(attendance)
        topic, presence = proposal_viewers(editor.proposal_id), editor.services.presence
        seen = SeenDays(editor, presence, topic, self.itinerary.sections, self.head.face)
        editor.follow(editor.days, lambda _: seen.show())

    def _build_cursors(self) -> Cursors:
        editor = self._editor
        topic = proposal_viewers(editor.proposal_id)
        return Cursors(editor.services.presence, topic, colleague(editor.member))

    def _show_open_cells(self) -> None:
        editor = self._editor
        CellPresence(
            editor,
            self.cell_editor,
            self._attendance,
            topic=cell_editors(editor.proposal_id),
            me=colleague(editor.member),
            record=OF_PROPOSAL,
        )

    def _build_main(self) -> None:
        editor = self._editor
        with box('t-col t-col--6 t-main'):
            Cover(editor, self.cell_editor)
            with box('t-col t-title'):
                self._build_title()
                Facts(editor)
            with box():
                self.tabs = Tabs(
                    Tab(name='itinerary', label='Itinerary', build=self._build_days),
                    Tab(name='prose', label='Intro and terms', build=lambda: Prose(editor)),
                    Tab(name='views', label='Views', build=lambda: Visits(editor)),
                    Tab(name='history', label='History', build=lambda: History(editor)),
                    label='Parts of the proposal',
                )

    def _build_title(self) -> None:
        editor, proposal = self._editor, self._editor.proposal
        assert proposal is not None  # a page without a proposal is not built
        with box('t-row t-row--3 t-row--wrap', data_row=OF_PROPOSAL):
            with box('t-h1 t-h1--serif', 'h1'):
                self._title = cell(
                    'title', proposal.title, label='Title', hint='Name this proposal',
                    editable=editor.may_edit,
                )  # fmt: skip
                editor.places.add(OF_PROPOSAL, {'title': container(self._title)}.get)
            LiveBadge(*editor.opened)
            self._status: StatusChip = status_chip(proposal.status, name='proposal-status')
            self._standing = text(shelf_label(proposal), 't-tag')
            ProposalConflicts(editor)

    def _build_days(self) -> None:
        self.itinerary = Itinerary(self._editor, self.cell_editor)
        if self._editor.may_edit:
            RowMenus(self.itinerary).listen()

    def _build_side(self) -> None:
        with box('t-col t-col--4 t-side', 'aside', aria_label='Total, comments and links'):
            TotalCard(self._editor)
            CommentsCard(self._editor, self.cell_editor)
            LinksCard(self._editor)

    def _build_dock(self) -> None:
        editor = self._editor
        dock = Dock(editor)
        if editor.may_edit:
            with dock.actions:
                button('Share', icon='link', kind='primary', on_click=lambda: open_share(editor))

    # patches

    def _on_proposal(self, patches: Sequence[Patch[Proposal]]) -> None:
        row = self._editor.proposal
        self._show_gone(row is None)
        if row is None:
            return
        for patch in patches:
            if 'title' in patch.fields:
                self._offer_title(row)
                self._title.set_text(row.title)
                with self._editor:
                    ui.page_title(page_title(row))
        self._status.show(row.status)
        self._standing.set_text(shelf_label(row))

    def _offer_title(self, row: Proposal) -> None:
        people = self._editor.people
        by = '' if people.is_me(row.updated_by) else people.name(row.updated_by)
        if self.cell_editor.is_edited(OF_PROPOSAL, 'title'):
            self.cell_editor.offer(OF_PROPOSAL, 'title', row.title, by)

    def _on_views(self, _: Sequence[Patch[ProposalView]]) -> None:
        self._show_views()

    def _show_views(self) -> None:
        self.tabs.show_count('views', len(self._editor.views.rows))

    def _show_gone(self, gone: bool) -> None:
        """The proposal went away, or came back, while this page was open."""
        if gone == (self._gone is not None):
            return
        show(self._content, not gone)
        if self._gone is not None:
            self._gone.delete()
            self._gone = None
            return
        with self._editor:
            self._gone = self._build_gone()

    def _build_gone(self) -> ui.element:
        with box('t-empty t-well', role='status') as gone:
            text('This proposal is no longer here', 't-h2', 'h1')
            text('It was deleted, or you may no longer see it.', tag='p')
            with box('t-row'):
                text('All proposals', 't-btn t-btn--primary', 'a', href='/proposals')
                if self._editor.may_edit:
                    button('Bring it back', icon='undo-2', on_click=self._bring_back)
        return gone

    async def _bring_back(self) -> None:
        try:
            await self._editor.run(
                drafting.delete, proposal_id=self._editor.proposal_id, deleted=False
            )
        except AppError:
            self._editor.toast('It cannot be brought back from here.', kind='bad')

    def _on_lost(self, typed: str) -> None:
        """What somebody was typing into goes away: the words stay on the screen."""
        self._editor.toast(
            'This was removed while you were writing. Your words:', kind='bad', detail=typed
        )


def page_title(row: Proposal) -> str:
    """What the browser's tab says."""
    return f'{isolated(row.title or "Proposal")} · Tradewind'


def shelf_label(row: Proposal) -> str:
    """What keeps a proposal out of the list's way; mostly nothing."""
    if row.is_template:
        return 'Template'
    return 'Archived' if row.archived_at else ''
