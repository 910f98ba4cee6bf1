"""What all screens of one link share: its live queries, and what is drawn of them.

Steps 5 and 6 of the line in. Whoever opens the page while others look costs no read and no drawing.
"""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from components.kit.avatar import Face
from components.presence.writing import called_with_side, joined
from components.proposals.public.expiry import Expiry
from components.proposals.public.offer import Offer, Rights
from components.proposals.public.page import page
from components.proposals.public.seen import Seen
from components.proposals.public.sources import Sources
from components.view.view import Drawing, View
from models import ShareLink
from models.viewer import LinkHolder, Operator
from services.core import Services
from services.presence import Person, PersonKind
from services.proposals.topics import proposal_viewers, proposal_writers
from services.realtime.live import Query
from services.realtime.status import LinkState, worst
from services.signals import Signal, Unsubscribe

GRACE_S = 5.0
"""For somebody to come back, as live queries wait."""


class SeenView(View[Offer | None]):
    """What is shown to those who saw the same last; without `seen` nothing is marked."""

    def __init__(self, seen: Seen | None, offer: Offer | None) -> None:
        self.seen = seen
        self.users = 0
        super().__init__(page, self.mark(offer), before_socket=before_socket)

    def mark(self, offer: Offer | None) -> Offer | None:
        return replace(offer, seen=self.seen) if offer else None


def before_socket(offer: Offer | None) -> Offer | None:
    return replace(offer, link=None) if offer else None


class SharedPage:
    """Of one viewer; `rights` where they are not those of a link."""

    def __init__(
        self,
        services: Services,
        viewer: LinkHolder | Operator,
        proposal_id: UUID,
        rights: Rights | None = None,
    ) -> None:
        self.viewer = viewer
        self._services = services
        self._proposal_id = proposal_id
        self._rights = rights
        self._opened: list[Any] = []
        self.sources = Sources.open(
            lambda query: self._watch(query, viewer), proposal_id, viewer.organization_id
        )
        self.offer: Offer | None = None
        """As it stands now, without marks."""
        self.link_changed: Signal[[]] = Signal()
        """The link grants something else, so its page is another."""
        self.ended: Signal[[]] = Signal()
        """It opens nothing any more; that is shown already."""
        self.users = 0
        self._views: list[SeenView] = []
        self._endings: list[Unsubscribe] = []
        self._expiry = Expiry(self.sources.proposal.refresh, services.database.now)
        self._due: asyncio.Handle | None = None

    async def ready(self) -> None:
        """Wait for the first rows, then follow them."""
        await self.sources.ready()
        if self._endings:
            return
        presence, every = self._services.presence, self.sources.every
        where, writers = proposal_viewers(self._proposal_id), proposal_writers(self._proposal_id)
        self._endings = [
            *(query.subscribe(self._on_change) for query in every),
            *(query.on_status(self._on_change) for query in every),
            presence.on_change(where, self._on_change),
            presence.gestures.on_writers(writers, self._on_change),
            self._expiry.stop,
        ]
        self.offer = self._now()
        if self._rights is None:
            self._endings.append(self.sources.links.subscribe(self._on_link))
            self._expiry.watch(self.sources.links.rows)

    @property
    def link(self) -> ShareLink | None:
        """The presented one, while it opens something."""
        return next(iter(self.sources.links.rows), None)

    @property
    def is_live(self) -> bool:
        """Whether what it holds is what the database says at this moment."""
        link, sources = self.link, self.sources.every
        if not (self._endings and self.offer and link):
            return False
        if link.expires_at and link.expires_at <= self._services.database.now():
            return False
        return all(query.status.state is LinkState.LIVE and not query.pending for query in sources)

    def enter(self, seen: Seen | None) -> SeenView:
        """The view for whoever saw this last; call `leave` as often."""
        view = next((each for each in self._views if _is_same(each.seen, seen)), None)
        if view is None:
            view = SeenView(seen, self.offer)
            self._views.append(view)
        view.users += 1
        return view

    def leave(self, view: SeenView) -> None:
        view.users -= 1
        if view.users == 0:
            self._views.remove(view)
            view.stop()

    def draw_now(self) -> None:
        """Show what there is now on every screen."""
        if self._due:
            self._due.cancel()
            self._due = None
        before, self.offer = self.offer, self._now()
        for view in list(self._views):
            view.state = view.mark(self.offer)
            view.draw_now()
        if before and not self.offer:
            self.ended.emit()

    def stop(self) -> None:
        """Let go of everything."""
        for ending in self._endings:
            ending()
        if self._due:
            self._due.cancel()
        for view in self._views:
            view.stop()
        for query in self._opened:
            self._services.live.close(query)

    def _watch(self, query: Query[Any], viewer: LinkHolder | Operator) -> Any:
        opened = self._services.live.open(query, viewer)
        self._opened.append(opened)
        return opened

    def _now(self) -> Offer | None:
        rights = self._rights or (Rights.of(self.link.scope) if self.link else None)
        offer = self.sources.offer(rights) if rights else None
        if offer is None:
            return None
        presence = self._services.presence
        writers = presence.gestures.writers(proposal_writers(self._proposal_id))
        names = [
            called_with_side(one, offer.office)
            for one in writers
            if one.kind is PersonKind.OPERATOR
        ]
        return replace(
            offer,
            hosts=_hosts(presence.viewers(proposal_viewers(self._proposal_id))),
            writing=f'{joined(names)} writing' if names else '',
            link=worst(query.status for query in self.sources.every),
        )

    def _on_change(self, *_: object) -> None:
        """Draw at the end of this turn of the loop, once for all that changes in it."""
        before, rows = self.offer, self.sources.proposal.rows
        if before and rows and rows[0].owner_id != before.proposal.owner_id:
            self.sources.profiles.refresh()
        if self._due is None:
            self._due = asyncio.get_running_loop().call_soon(self.draw_now)

    def _on_link(self, *_: object) -> None:
        """Its end may have moved, or what it grants."""
        self._expiry.watch(self.sources.links.rows)
        link, offer = self.link, self.offer
        if link and offer and Rights.of(link.scope) != offer.rights:
            self.link_changed.emit()


class Visit:
    """One look at a shared page, from the request for it until its browser has left."""

    def __init__(self, shared: SharedPage, leave: Callable[[], object]) -> None:
        self.shared = shared
        self._leave = leave
        self.view: SeenView
        self.drawing: Drawing
        """What the page was sent with."""
        self._is_over = False

    def look(self, seen: Seen | None) -> None:
        """See what there is, marked by what was seen last."""
        self.view = self.shared.enter(seen)
        self.drawing, _ = self.view.first()

    def look_anew(self, seen: Seen) -> SeenView:
        """From here on by what is seen now."""
        before, self.view = self.view, self.shared.enter(seen)
        self.shared.leave(before)
        return self.view

    def leave(self) -> None:
        if self._is_over:
            return
        self._is_over = True
        if hasattr(self, 'view'):
            self.shared.leave(self.view)
        self._leave()


class SharedPages:
    """Every page that somebody looks at, by viewer; made when the first comes."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._pages: dict[str, SharedPage] = {}

    async def enter(
        self, viewer: LinkHolder | Operator, proposal_id: UUID, rights: Rights | None = None
    ) -> Visit:
        """The page of this viewer, once its first rows are here."""
        key = f'{viewer.scope} {proposal_id}'
        shared = self._pages.get(key)
        if shared is None:
            shared = SharedPage(self._services, viewer, proposal_id, rights)
            self._pages[key] = shared
        shared.users += 1
        visit = Visit(shared, partial(self._leave, key, shared))
        try:
            await shared.ready()
        except BaseException:
            visit.leave()
            raise
        return visit

    def holder(self, link_id: UUID | None) -> LinkHolder | None:
        """Whom a link makes its bearer, where that is known at this moment without asking."""
        if link_id is None:
            return None
        found = (
            page.viewer
            for page in self._pages.values()
            if isinstance(page.viewer, LinkHolder)
            and page.viewer.share_link_id == link_id
            and page.is_live
        )
        return next(found, None)

    def _leave(self, key: str, shared: SharedPage) -> None:
        shared.users -= 1
        if shared.users == 0:
            asyncio.get_running_loop().call_later(GRACE_S, self._end, key, shared)

    def _end(self, key: str, shared: SharedPage) -> None:
        if shared.users == 0 and self._pages.get(key) is shared:
            del self._pages[key]
            shared.stop()


def _hosts(people: tuple[Person, ...]) -> tuple[Face, ...]:
    """Of the operator's side; whoever sits before the screen, ahead of those who left it open."""
    operators = [one for one in people if one.kind is PersonKind.OPERATOR]
    shown = [one for one in operators if not one.idle] or operators
    return tuple(Face(name=one.name, color=one.color, portrait=one.portrait) for one in shown)


def _is_same(one: Seen | None, other: Seen | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.moment == other.moment and one.before == other.before
