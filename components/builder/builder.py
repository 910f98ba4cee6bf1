"""The page of one proposal for those who make it: puts the parts together.

Made once; from then on only patches change it.
"""

from collections.abc import Sequence

from nicegui import ui

from components.builder.busy import Busy
from components.builder.cells import cell
from components.builder.comments_card import CommentsCard
from components.builder.cover import Cover
from components.builder.desk import Desk
from components.builder.facts import Facts
from components.builder.hand import Hand
from components.builder.head import Head
from components.builder.history import History
from components.builder.itinerary import Itinerary
from components.builder.links_card import LinksCard
from components.builder.news import News
from components.builder.prose import Prose
from components.builder.saving import OF_PROPOSAL, Saver
from components.builder.settling import Settling
from components.builder.sharing import open_share
from components.builder.tabs import Tab, Tabs
from components.builder.total_card import Dock, TotalCard
from components.builder.visits import Visits
from components.buttons import button
from components.live_badge import LiveBadge
from components.markup import box, text
from components.presence import Attending
from components.presence.cursors import Cursors
from components.presence.seen_days import SeenDays
from components.status_chip import StatusChip, status_chip
from models import Proposal, ProposalView
from models.patch import Patch
from services.errors import AppError
from services.proposals import drafting
from services.topics import colleague, proposal_viewers, proposal_writers


class Builder:
    """Call inside the frame, with a desk whose rows are there; `enter` once the socket is."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._gone: ui.element | None = None
        with desk:
            saver = Saver(desk)
            self.hand = Hand(on_save=saver, on_lost=self._on_lost)
            self._attendance = Attending(desk.services.presence).attendance
            with box('t-has-cursors') as self._content:
                self.head = Head(desk)
                with box('t-split-page'):
                    self._build_main(saver)
                    self._build_side()
                self._build_dock()
                self._cursors = self._build_cursors()
            News(desk, self.itinerary)
            Busy(desk, self.hand, self.itinerary, self._attendance, self._cells())
        desk.follow(desk.proposals, self._on_proposal)
        desk.follow(desk.views, self._on_views)
        self._show_views()

    def enter(self) -> None:
        """Be seen on this proposal."""
        desk, attendance = self._desk, self._attendance
        self.head.enter(attendance)
        attendance.write_on(proposal_writers(desk.proposal_id), colleague(desk.member))
        self._cursors.attend(attendance)
        topic, presence = proposal_viewers(desk.proposal_id), desk.services.presence
        seen = SeenDays(desk, presence, topic, self.itinerary.sections, self.head.face)
        desk.follow(desk.days, lambda _: seen.show())

    def _build_cursors(self) -> Cursors:
        desk = self._desk
        topic = proposal_viewers(desk.proposal_id)
        return Cursors(desk.services.presence, topic, colleague(desk.member))

    def _cells(self) -> dict[str, ui.element]:
        """Cells of the proposal itself, by field."""
        slot = self._title.parent_slot
        return {'title': slot.parent} if slot else {}

    def _build_main(self, saver: Saver) -> None:
        desk = self._desk
        with box('t-col t-col--6 t-main'):
            Cover(desk, self.hand)
            with box('t-col t-title'):
                self._build_title()
                Facts(desk)
            with box():
                self.tabs = Tabs(
                    Tab(name='itinerary', label='Itinerary', build=lambda: self._build_days(saver)),
                    Tab(name='prose', label='Intro and terms', build=lambda: Prose(desk)),
                    Tab(name='views', label='Views', build=lambda: Visits(desk)),
                    Tab(name='history', label='History', build=lambda: History(desk)),
                )

    def _build_title(self) -> None:
        desk, proposal = self._desk, self._desk.proposal
        assert proposal is not None  # a page without a proposal is not built
        with box('t-row t-row--3 t-row--wrap', data_row=OF_PROPOSAL):
            with box('t-h1 t-h1--serif', 'h1'):
                self._title = cell(
                    'title', proposal.title, label='Title', hint='Name this proposal',
                    editable=desk.may_edit,
                )  # fmt: skip
            LiveBadge(*desk.opened)
            self._status: StatusChip = status_chip(proposal.status, name='proposal-status')
            self._standing = text(standing(proposal), 't-tag')
            Settling(desk)

    def _build_days(self, saver: Saver) -> None:
        self.itinerary = saver.itinerary = Itinerary(self._desk, self.hand)

    def _build_side(self) -> None:
        with box('t-col t-col--4 t-side', 'aside', aria_label='Total, comments and links'):
            TotalCard(self._desk)
            CommentsCard(self._desk, self.hand)
            LinksCard(self._desk)

    def _build_dock(self) -> None:
        desk = self._desk
        dock = Dock(desk)
        if desk.may_edit:
            with dock.actions:
                button('Share', icon='link', kind='primary', on_click=lambda: open_share(desk))

    # patches

    def _on_proposal(self, patches: Sequence[Patch[Proposal]]) -> None:
        row = self._desk.proposal
        self._show_gone(row is None)
        if row is None:
            return
        for patch in patches:
            if 'title' in patch.fields:
                self._offer_title(row)
                self._title.set_text(row.title)
                with self._desk:
                    ui.page_title(page_title(row))
        self._status.show(row.status)
        self._standing.set_text(standing(row))

    def _offer_title(self, row: Proposal) -> None:
        people, hand = self._desk.people, self.hand
        if not people.is_me(row.updated_by) and hand.is_edited(OF_PROPOSAL, 'title'):
            hand.offer(OF_PROPOSAL, 'title', row.title, people.name(row.updated_by))

    def _on_views(self, _: Sequence[Patch[ProposalView]]) -> None:
        self._show_views()

    def _show_views(self) -> None:
        self.tabs.show_count('views', len(self._desk.views.rows))

    def _show_gone(self, gone: bool) -> None:
        """The proposal went away, or came back, while this page was open."""
        if gone == (self._gone is not None):
            return
        if self._gone is not None:
            self._gone.delete()
            self._gone = None
            self._content.classes(remove='t-hidden')
            return
        self._content.classes('t-hidden')
        with self._desk:
            self._gone = self._build_gone()

    def _build_gone(self) -> ui.element:
        with box('t-empty t-well', role='status') as gone:
            text('This proposal is no longer here', 't-h2', 'h1')
            text('It was deleted, or you may no longer see it.', tag='p')
            with box('t-row'):
                text('All proposals', 't-btn t-btn--primary', 'a', href='/proposals')
                if self._desk.may_edit:
                    button('Bring it back', icon='undo-2', on_click=self._bring_back)
        return gone

    async def _bring_back(self) -> None:
        try:
            await self._desk.run(drafting.delete, proposal_id=self._desk.proposal_id, deleted=False)
        except AppError:
            self._desk.say('It cannot be brought back from here.', kind='bad')

    def _on_lost(self, typed: str) -> None:
        """What somebody was typing into goes away: the words stay on the screen."""
        self._desk.say(
            'This was removed while you were writing. Your words:', kind='bad', detail=typed
        )


def page_title(row: Proposal) -> str:
    """What the browser's tab says."""
    return f'{row.title or "Proposal"} · Tradewind'


def standing(row: Proposal) -> str:
    """What keeps a proposal out of the list's way; mostly nothing."""
    if row.is_template:
        return 'Template'
    return 'Archived' if row.archived_at else ''
