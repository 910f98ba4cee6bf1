"""The whole public proposal: takes patches in and hands each to the parts that show it.

Step 6 of the line in.
"""

import asyncio
from collections.abc import Callable, Sequence
from uuid import UUID

from nicegui import ui

from components.kit.markup import box, text
from components.kit.toast import toast
from components.live.element import LiveElement
from components.presence.writing import Writing
from components.proposals.public.client_commands import ClientCommands
from components.proposals.public.comments import Comments
from components.proposals.public.days import Days
from components.proposals.public.decision import Decision
from components.proposals.public.display_log import DisplayLog
from components.proposals.public.ended import end
from components.proposals.public.expiry import Expiry
from components.proposals.public.footer import Footer
from components.proposals.public.hero import Hero
from components.proposals.public.host_presence import HostPresence
from components.proposals.public.letter import Letter
from components.proposals.public.marks import Changes
from components.proposals.public.messages import Question, Verdict
from components.proposals.public.offer import Offer, Rights
from components.proposals.public.seen import Seen
from components.proposals.public.sources import Sources
from components.proposals.public.summary import Summary
from components.proposals.public.visit_tracker import VisitTracker
from models import Proposal, ProposalActivity, ProposalDay
from models.patch import Patch, PatchKind
from models.viewer import Viewer
from services.core import Services
from services.errors import AppError
from services.presence import PersonKind
from services.proposals.topics import proposal_writers
from services.realtime.live import OptimisticQuery
from services.realtime.status import LinkState

SHOWN = {
    'title', 'subtitle', 'intro', 'terms', 'cover', 'travellers', 'starts_on', 'ends_on',
    'departs_from', 'valid_until', 'currency', 'version', 'status', 'owner_id',
}  # fmt: skip
"""Columns of a proposal that its page shows."""
EVERYWHERE = {'travellers', 'currency', 'starts_on', 'status', 'valid_until'}
"""Those that every price, date or switch depends on."""
PLACES = {'day_id', 'position', 'is_optional', 'deleted_at'}
"""Columns of an activity that decide where it stands."""
WORDS = {'title', 'description', 'note', 'revision', 'updated_at', 'updated_by'}
"""Columns of an activity that no figure depends on."""


class PublicProposal(LiveElement):
    """Everything between cover and footer; turns into the ended page when the proposal goes."""

    def __init__(
        self, services: Services, viewer: Viewer, proposal_id: UUID, organization_id: UUID
    ) -> None:
        """Opens the live queries; `await sources.ready()`, then `fill`."""
        super().__init__('div')
        self.classes('p')
        self._services = services
        self.sources = Sources.open(
            lambda query: self.watch(services.live, query, viewer), proposal_id, organization_id
        )
        self._offer: Offer
        self._acts: ClientCommands | None = None
        self._activities: OptimisticQuery[ProposalActivity]  # what they switch shows at once
        # a decision waits for the switches before it
        self._turn = asyncio.Lock()
        self._reader: VisitTracker | None = None
        self._expiry = Expiry(self.sources.proposal.refresh, services.database.now)

    def fill(
        self,
        offer: Offer,
        *,
        acts: ClientCommands | None = None,
        place_reader: Callable[[], VisitTracker] | None = None,
        calendar_url: str = '',
        place_bar: Callable[[], object] | None = None,
    ) -> None:
        """Build the parts from what `sources` hold; without `acts` nothing can be done here.

        `place_bar` puts something above the cover.
        """
        self._offer = offer
        self._acts = acts
        self._activities = OptimisticQuery(self.sources.activities)
        self.on_end(self._activities.close)
        if acts and not offer.seen:
            offer.seen = Seen(offer.picture)
        with self:
            text('Skip to the itinerary', 't-skip', 'a', href='#content')
            if place_bar:
                place_bar()
            self._build(place_reader, calendar_url)
        self._follow()

    def _build(self, place_reader: Callable[[], VisitTracker] | None, calendar_url: str) -> None:
        offer, sources = self._offer, self.sources
        ask = self._ask if self._acts and offer.rights.comment else None
        self._hero = Hero(offer, self._services.realtime, *sources.every)
        with box('p-wrap', 'main', id_='content', tabindex='-1'):
            with box('p-grid'):
                with box('p-main'):
                    self._letter = Letter(offer)
                    text('Itinerary', 't-sr', 'h2')
                    self._changes = Changes(self._on_changes_seen)
                    self._days = Days(offer, self._choose)
                self._summary = Summary(offer, lambda: self._place_here(place_reader))
            self._talk = Comments(offer, sources.comments.rows, ask, self._place_writing)
            self._decision = Decision(offer, sources.approvals.rows, self._decide, calendar_url)
        with box('p-wrap'):
            self._footer = Footer(offer, calendar_url)
        self._shown = DisplayLog(offer)

    def _place_here(self, place_reader: Callable[[], VisitTracker] | None) -> None:
        self._here = HostPresence(self._services.presence, self._offer.proposal.id, self._offer)
        if place_reader:
            with box('p-sum__reader t-12 t-3', 'p'):
                self._reader = place_reader()
                self._reader.look_at(self.sources)

    def _place_writing(self) -> None:
        topic = proposal_writers(self._offer.proposal.id)
        Writing(
            self._services.presence,
            topic,
            lambda one: one.kind is PersonKind.OPERATOR,
            side=lambda: self._offer.office,
        )

    # the line in

    def _follow(self) -> None:
        sources = self.sources
        self.follow(sources.proposal, self._on_proposal)
        self.follow(sources.days, self._on_days)
        self.follow(self._activities, self._on_activities)
        self._changes.show(self._offer)
        self.follow(sources.comments, lambda _: self._show_talk())
        self.follow(sources.approvals, lambda _: self._show_decision())
        self.follow(sources.organization, lambda _: self._show_people())
        self.follow(sources.profiles, lambda _: self._show_people())
        # an ended link closes hidden tabs too, so these two are heard at once
        self.on_end(sources.proposal.subscribe(lambda _: self._end_if_gone()))
        if self._acts is not None:
            self.on_end(sources.links.subscribe(lambda _: self._on_link()))
            self.on_end(self._expiry.stop)
            self._expiry.watch(sources.links.rows)

    def _on_proposal(self, patches: Sequence[Patch[Proposal]]) -> None:
        fields = {name for patch in patches for name in patch.fields} & SHOWN
        if self.is_deleted or not self.sources.proposal.rows:
            return
        before, offer = self._offer.proposal, self._offer
        offer.proposal = self.sources.proposal.rows[0]
        if not fields:
            return
        offer.refresh()
        if offer.proposal.owner_id != before.owner_id:
            self.sources.profiles.refresh()
        if offer.proposal.title != before.title:
            with self.client:
                ui.page_title(offer.proposal.title)
        if fields & EVERYWHERE:
            self._days.show_all(offer)
            self._changes.show(self._offer)
        self._show_frame()
        self._shown.show(offer)

    def _on_days(self, patches: Sequence[Patch[ProposalDay]]) -> None:
        self._offer.days = self.sources.days.rows
        self._days.show_days(self._offer, {patch.key for patch in patches})
        made = {patch.key for patch in patches if patch.kind is PatchKind.INSERT}
        self._days.show_activities(self._offer, (), made)
        self._show_sums()
        self._changes.show(self._offer)
        self._shown.show(self._offer)

    def _on_activities(self, patches: Sequence[Patch[ProposalActivity]]) -> None:
        offer = self._offer
        offer.activities = self._activities.rows
        offer.refresh()
        fields = {name for patch in patches for name in patch.fields}
        rows = [patch.row for patch in patches if patch.row]
        stays = all(patch.kind is PatchKind.UPDATE for patch in patches) and not fields & PLACES
        if stays:
            self._days.show_rows(offer, rows)
        else:
            days = {row.day_id for patch in patches for row in (patch.row, patch.before) if row}
            self._days.show_activities(offer, {patch.key for patch in patches}, days)
        if stays and fields <= WORDS:
            self._summary.show_words(offer, rows)
        else:
            self._show_sums()
            self._changes.show(self._offer)
        if 'title' in fields:
            self._talk.show_titles(offer, {row.id for row in rows})
        elif not stays:
            self._show_talk()
        self._shown.show(offer)

    def _show_people(self) -> None:
        before = self._offer.status
        self.sources.put_people(self._offer)
        if self._offer.status is not before:  # another time zone, another end of the last day
            self._days.show_all(self._offer)
        self._show_frame()
        self._show_talk()

    def _show_frame(self) -> None:
        self._hero.show(self._offer)
        self._letter.show(self._offer)
        self._footer.show(self._offer)
        self._here.show(self._offer)
        self._show_sums()

    def _show_sums(self) -> None:
        self._summary.show(self._offer)
        self._show_decision()

    def _show_decision(self) -> None:
        self._decision.show(self._offer, self.sources.approvals.rows)

    def _show_talk(self) -> None:
        self._talk.show(self._offer, self.sources.comments.rows)

    # the line out

    async def _choose(self, activity_id: UUID, is_on: bool) -> None:
        """Show the wish at once, then carry it out; takes it back when it is refused."""
        if self._acts is None:
            return
        edit = self._activities.apply(activity_id, {'is_selected': is_on})
        try:
            async with self._turn:
                revision = await self._acts.choose(activity_id, is_on)
        except AppError as error:
            self._activities.roll_back(edit)
            if not self.is_deleted:
                toast(self, str(error), kind='bad')
            return
        self._activities.confirm(edit, revision)
        if self.sources.activities.status.state is not LinkState.LIVE:
            self.sources.activities.refresh()

    async def _ask(self, question: Question) -> None:
        assert self._acts is not None  # without it there is no box to ask in
        await self._acts.ask(question)
        self.sources.refresh()

    async def _decide(self, verdict: Verdict) -> None:
        if self._acts is None:
            return
        try:
            self._decision.is_mine = True
            async with self._turn:
                await self._acts.decide(verdict, self._shown.at(verdict.shown))
        except AppError:
            self._decision.is_mine = False
            raise
        finally:
            self.sources.refresh()

    # what changed

    async def _on_changes_seen(self, number: int) -> None:
        """They have looked: what stood there is what they saw last, here and next time."""
        offer, shown = self._offer, self._shown.at(number)
        if shown is None:
            return
        if self._reader:
            await self._reader.acknowledge(shown.version)
        if self.is_deleted:
            return
        offer.seen = Seen(shown.picture)
        self._days.show_all(offer)
        self._changes.show(offer)

    # the end

    def _on_link(self) -> None:
        """Its end may have moved; with other rights the page is another, so it opens anew."""
        links = self.sources.links.rows
        self._expiry.watch(links)
        if links and not self.is_deleted and Rights.of(links[0].scope) != self._offer.rights:
            self.client.run_javascript('location.reload()')

    def _end_if_gone(self) -> None:
        if not self.sources.proposal.rows and not self.is_deleted:
            end(self)
