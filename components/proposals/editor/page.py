"""The page of one proposal for those who make it: puts the parts together.

Made once; from then on only patches change it.
"""

from uuid import UUID

from components.kit.buttons import button
from components.kit.markup import box
from components.kit.tabs import Tab, Tabs
from components.presence.cursors import Cursors
from components.presence.seen_days import SeenDays
from components.proposals.editor.change_toasts import ChangeToasts
from components.proposals.editor.comments_card import CommentsCard
from components.proposals.editor.conflicts import ProposalConflicts
from components.proposals.editor.cover import Cover
from components.proposals.editor.editor import OF_PROPOSAL, ProposalEditor
from components.proposals.editor.facts import Facts
from components.proposals.editor.head import Head
from components.proposals.editor.history import place_history
from components.proposals.editor.itinerary import Itinerary
from components.proposals.editor.links_card import LinksCard
from components.proposals.editor.prose import Prose
from components.proposals.editor.row_menus import RowMenus
from components.proposals.editor.sharing import open_share
from components.proposals.editor.total_card import Dock, TotalCard
from components.proposals.editor.visits import place_visits
from components.proposals.status import drawn_status
from components.realtime.badge import LiveBadge
from components.shell.record_screen import RecordScreen
from components.view.node import Node, el
from models import Proposal
from services.accounts.members import Member
from services.accounts.topics import colleague
from services.core import Services
from services.proposals.editing import PROPOSAL
from services.proposals.topics import proposal_viewers, proposal_writers


class ProposalScreen(RecordScreen):
    """The builder: everything of one proposal."""

    place = ('Proposals', '/proposals')
    classes = 't-has-cursors'
    head_class = Head
    head: Head
    editor: ProposalEditor

    def __init__(self, services: Services, member: Member, proposal_id: UUID) -> None:
        editor = ProposalEditor(services, member, proposal_id)
        super().__init__(editor, editor.proposals, of=PROPOSAL, id=proposal_id, row=OF_PROPOSAL)

    def build(self) -> None:
        with box('t-split-page'):
            self._build_main()
            self._build_side()
        self._build_dock()
        self._cursors = self._build_cursors()

    def fill(self) -> None:
        super().fill()
        editor = self.editor
        with editor:
            ChangeToasts(editor, self.itinerary)
        editor.follow(editor.views, lambda _: self._count_visits())
        self._count_visits()

    def enter(self) -> None:
        """Be seen on this proposal."""
        super().enter()
        editor, attendance = self.editor, self.attendance
        attendance.write_on(proposal_writers(editor.proposal_id), colleague(editor.member))
        self._cursors.attend(attendance)
        topic, presence = proposal_viewers(editor.proposal_id), editor.services.presence
        seen = SeenDays(editor, presence, topic, self.itinerary.sections, self.head.face)
        editor.follow(editor.days, lambda _: seen.show())

    def _build_cursors(self) -> Cursors:
        editor = self.editor
        topic = proposal_viewers(editor.proposal_id)
        return Cursors(editor.services.presence, topic, colleague(editor.member))

    def _build_main(self) -> None:
        editor = self.editor
        with box('t-col t-col--6 t-main'):
            Cover(editor, self.cell_editor)
            with box('t-col t-title'):
                self._build_title()
                Facts(editor)
            with box():
                self.tabs = Tabs(
                    Tab(name='itinerary', label='Itinerary', build=self._build_days),
                    Tab(name='prose', label='Intro and terms', build=lambda: Prose(editor)),
                    Tab(name='views', label='Views', build=lambda: place_visits(editor)),
                    Tab(name='history', label='History', build=lambda: place_history(editor)),
                    label='Parts of the proposal',
                )

    def _build_title(self) -> None:
        editor = self.editor
        with box('t-row t-row--3 t-row--wrap'):
            self.place_title(label='Title', hint='Name this proposal', classes='t-h1 t-h1--serif')
            LiveBadge(*editor.opened)
            self.place_view(standing)
            ProposalConflicts(editor)

    def _build_days(self) -> None:
        self.itinerary = Itinerary(self.editor, self.cell_editor)
        if self.editor.may_edit:
            RowMenus(self.itinerary).listen()

    def _build_side(self) -> None:
        with box('t-col t-col--4 t-side', 'aside', aria_label='Total, comments and links'):
            TotalCard(self.editor)
            CommentsCard(self.editor, self.cell_editor)
            LinksCard(self.editor)

    def _build_dock(self) -> None:
        editor = self.editor
        dock = Dock(editor)
        if editor.may_edit:
            with dock.actions:
                button('Share', icon='link', kind='primary', on_click=lambda: open_share(editor))

    # patches

    def _count_visits(self) -> None:
        self.tabs.show_count('views', len(self.editor.views.rows))


def standing(row: Proposal) -> Node:
    """Its status, and what keeps it out of the list's way; mostly nothing."""
    shelf = 'Template' if row.is_template else 'Archived' if row.archived_at else ''
    tag = el('span', 't-tag', shelf) if shelf else None
    return el('div', 't-row t-row--3', drawn_status(row.status, name='proposal-status'), tag)
