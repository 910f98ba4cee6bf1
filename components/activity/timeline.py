"""Everything that happened with one contact, or around one proposal, by days. Line in, step 6.

    self.timeline = ContactTimeline(services, member, contact_id)   # where it is to stand
    await self.timeline.ready(); self.timeline.fill()
    LiveBadge(…, *self.timeline.sources)

Of a contact also what happened with those that were merged into it. It narrows down by its tabs,
reads on at its end, and stands in a view of its own; what comes while it is looked at slides in.
"""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any
from uuid import UUID

from components.activity.days import TABS, Counts, Timeline, drawn
from components.live.element import LiveElement
from components.live.windows import Windows
from components.view.element import ViewElement
from components.view.screen import Act, Acts
from components.view.view import View
from services import time_zones
from services.accounts.members import Member
from services.activity import queries
from services.activity.events import Event
from services.activity.grouping import grouped
from services.activity.kinds import Part as Kinds
from services.activity.state import MOST, STEP
from services.core import Services
from services.realtime.live import Figure, Query
from services.realtime.status import StatusSource

Read = Callable[..., Query[Event]]


class TimelineElement(LiveElement):
    """Tabs and days; see `ContactTimeline` and `ProposalTimeline`."""

    def __init__(
        self,
        services: Services,
        member: Member,
        *,
        read: Read,
        counted: Query[Figure[Counts]],
    ) -> None:
        """`read(part, most)` makes the query of what is looked at."""
        super().__init__('div')
        self._member = member
        self._read = read
        self._chosen = (Kinds.ALL, STEP)
        self._shown = self._chosen
        live, viewer = services.live, member.viewer
        self._windows = Windows(self, live, viewer, on_swap=self._on_swap, on_turn=self._show)
        self._counted = live.share(counted, viewer)
        self.on_end(partial(live.close, self._counted))
        self._unfollow: Callable[[], object] = lambda: None
        self._view: View[Timeline] | None = None
        self._look_at(*self._chosen)

    @property
    def sources(self) -> tuple[StatusSource, ...]:
        """For the page's badge."""
        return self._windows, self._counted

    async def ready(self) -> None:
        """Wait for the first events."""
        if await self._windows.ready():
            await self._counted.ready()

    def fill(self) -> None:
        """Show what was read, and from now on whatever happens."""
        self._view = View(drawn, self._state())
        self.on_end(self._view.stop)
        acts: Acts = {'part': self._choose, 'more': self._read_on}
        with self:
            ViewElement(self._view, acts=acts)
        self.follow(self._counted, lambda _: self._show())
        self._follow()
        self._at_midnight()

    # the line in

    def _state(self) -> Timeline:
        events: Any = self._windows.rows('events')
        counts = next((one.value for one in self._counted.rows), {})
        part = self._shown[0]
        zone = self._member.time_zone
        return Timeline(
            entries=grouped(events),
            part=self._chosen[0],
            counts=counts,
            earlier=max(0, counts.get(part, 0) - len(events)) if len(events) >= STEP else 0,
            time_zone=zone,
            today=time_zones.today(zone),
            is_coming=self._chosen[0] is not part,
        )

    def _show(self) -> None:
        if self._view is not None:
            self._view.show(self._state())

    def _on_swap(self) -> None:
        self._shown = self._chosen
        self._follow()
        self._show()

    def _follow(self) -> None:
        share = self._windows.shares.get('events')
        if self._view is None or share is None:
            return
        self._unfollow()
        self._unfollow = self.follow(share, lambda _: self._show())

    def _at_midnight(self) -> None:
        """Today is another day then."""
        zone = self._member.time_zone
        end = time_zones.end_of(time_zones.today(zone), zone)
        pause_s = max(1.0, (end - datetime.now(UTC)).total_seconds())
        timer = asyncio.get_running_loop().call_later(pause_s, self._on_midnight)
        self.on_end(timer.cancel)

    def _on_midnight(self) -> None:
        self._show()
        self._at_midnight()

    # what somebody chooses

    def _look_at(self, part: Kinds, most: int) -> None:
        self._chosen = (part, most)
        self._windows.look_at({'events': self._read(part, most)})

    def _choose(self, act: Act) -> None:
        part = next((each for each in TABS if each == act.key), None)
        if part is not None and part is not self._chosen[0]:
            self._look_at(part, STEP)
            self._show()

    def _read_on(self, _: Act) -> None:
        part, most = self._chosen
        if self._chosen == self._shown and most < MOST:
            self._look_at(part, most + STEP)


class ContactTimeline(TimelineElement):
    """Of one contact."""

    def __init__(self, services: Services, member: Member, contact_id: UUID) -> None:
        of = (contact_id, member.viewer.organization_id)
        super().__init__(
            *(services, member),
            read=partial(queries.contact_timeline, *of),
            counted=queries.contact_parts(*of),
        )


class ProposalTimeline(TimelineElement):
    """Around one proposal."""

    def __init__(self, services: Services, member: Member, proposal_id: UUID) -> None:
        of = (proposal_id, member.viewer.organization_id)
        super().__init__(
            *(services, member),
            read=partial(queries.proposal_timeline, *of),
            counted=queries.proposal_parts(*of),
        )
