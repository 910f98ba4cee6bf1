"""The dashboard of one member: `/`. End of the line in.

What all see alike is drawn once for all of them (`shared.py`); theirs alone are the greeting and
what they do.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

from nicegui import ui

from components.activity.feed import FeedCard
from components.dashboard import dev
from components.dashboard.answering import Answering
from components.dashboard.clients import Clients
from components.dashboard.first_steps import Beginning
from components.dashboard.shared import (
    NO_COUNTERS,
    SharedDashboard,
    SharedDashboards,
    queries,
)
from components.kit.avatar import Face
from components.kit.buttons import button
from components.kit.format import weekday_date
from components.kit.markup import box, show, text
from components.live.actions import Actions
from components.live.element import LiveElement
from components.presence import Attending
from components.presence.people_here import face_of
from components.proposals.list.actions import ProposalActions
from components.proposals.list.beginning import Beginning as NewProposals
from components.proposals.list.row import with_face
from components.realtime.badge import LiveBadge
from components.shell.frame import Frame, head_end, page_head
from components.shell.live_page import LiveScreen
from components.view.element import ViewElement
from components.view.screen import Acts
from components.view.view import View
from services import time_zones
from services.accounts.members import Member
from services.accounts.topics import colleague, workspace
from services.core import Services
from services.dashboard.periods import greeting
from services.dashboard.pipeline import Pipeline
from services.presence import Person


class DashboardScreen(LiveElement, LiveScreen):
    """Filled once everything is read; from then on it lives by patches."""

    def __init__(
        self, services: Services, member: Member, shell: Frame, shared: SharedDashboards
    ) -> None:
        super().__init__('div')
        self.services = services
        self.member = member
        self.shell = shell
        self._all = shared
        self._key = (member.viewer.organization_id, member.time_zone)
        self._views: list[ViewElement[Any]] = []
        self.actions = Actions(services, member.viewer, self)
        self._answering = Answering(self)
        self._shares = {
            name: services.live.share(query, member.viewer)
            for name, query in queries(*self._key).items()
        }
        for share in self._shares.values():
            self.on_end(partial(services.live.close, share))
            self.on_end(share.on_turn(self._turn))
        with self:
            with box('t-hidden') as self._body:
                self._top = box()
                with box('t-dash'):
                    self._left = box('t-col t-col--6')
                    with box('t-col t-col--6'):
                        self._right = box()
                        self._feed = FeedCard(services, member, shared.feeds)
            self._build_head()
            self._body.move(target_index=-1)
            self._attendance = Attending(services.presence).attendance

    # the page

    @property
    def root(self) -> LiveElement:
        return self

    async def ready(self) -> None:
        for share in self._shares.values():
            await share.ready()
        await self._feed.ready()

    def skeleton(self) -> ui.element:
        with box('t-dash-skel', aria_busy='true', aria_label='Loading the dashboard') as element:
            with box('t-counters'):
                for _ in range(4):
                    with box('t-counter'):
                        for width, height in (('40%', 12), ('55%', 28), ('35%', 12), ('100%', 32)):
                            box('t-skel').style(f'width:{width};height:{height}px')
            with box('t-dash'):
                for height in (280, 200):
                    box('t-skel').style(f'height:{height}px;border-radius:12px')
        return element

    def fill(self) -> None:
        shared = self._all.enter(self._key, self._share)
        self.on_end(partial(self._all.leave, self._key))
        self.on_end(shared.clock.subscribe(self._show_clock))
        with self._top:
            self._place(shared.counters, NO_COUNTERS)
        with self._left:
            self._place(shared.steps, Beginning())
            self._answering.place(shared.waiting)
            self._place(shared.pipeline, Pipeline())
        with self._right:
            self._place(shared.clients, Clients())
        self._feed.fill()
        if self.services.dev is not None and self.member.may_edit:
            acts = self._shares['acts']
            with self._body:
                dev.place(self.services, self.services.dev, self.member, lambda: acts.rows)
        show(self._body, True)

    def face(self, client: Person) -> Face:
        """The face of a client in the rail, by the proposal that they read where it is known."""
        cards = self._shares['acts'].rows
        return face_of(
            with_face(client, next((c for c in cards if str(c.id) == client.place), None))
        )

    def enter(self) -> None:
        self._attendance.enter(workspace(self._key[0]), colleague(self.member), lingers=True)

    # what all share

    def _share(self) -> SharedDashboard:
        queries = {name: share.shared for name, share in self._shares.items()}
        return SharedDashboard(self._key[0], queries, self.services.presence)

    @property
    def is_member(self) -> bool:
        return all(share.is_member for share in self._shares.values())

    def _place(self, view: View[Any], nothing: Any) -> None:
        """Place a view; who is no member (any more) is shown `nothing`."""
        self.place_view(view, lambda state: state if self.is_member else nothing)

    def place_view(
        self, view: View[Any], own: Callable[[Any], Any], acts: Acts | None = None
    ) -> ViewElement[Any]:
        """Place a view; `own` lays what is this screen's own over what all see alike."""
        element = ViewElement(view, acts=acts or {}, own=own)
        self._views.append(element)
        return element

    def _turn(self) -> None:
        for each in self._views:
            each.screen.catch_up()

    # its head

    def _build_head(self) -> None:
        with page_head():
            text('Home', 't-h1 t-only-phone')
            self._hello = text('', 't-h1 t-no-phone', 'h1')
            LiveBadge(self.services.realtime, *self._shares.values(), self._feed.source)
            with head_end():
                self._date = text('', 't-2 t-no-phone')
                if self.member.may_edit:
                    draft = ProposalActions(self.services, self.member, self, set()).draft
                    beginning = NewProposals(self.services, self.member, draft)
                    new = button(
                        'New proposal', icon='plus', kind='primary', on_click=beginning.open,
                        name='proposal-new',
                    )  # fmt: skip
                    new.classes('t-new').props['data-key'] = 'n'
        with box('t-hello t-only-phone'):
            self._hello_phone = text('', 't-h1', 'h1')
            self._date_phone = text('', 't-2', 'p')
        self._show_clock()

    def _show_clock(self) -> None:
        zone, now = self.member.time_zone, datetime.now(UTC)
        first_name = self.member.name.split()[0]
        for each in (self._hello, self._hello_phone):
            each.set_text(f'{greeting(now, zone)}, {first_name}')
        for each in (self._date, self._date_phone):
            each.set_text(weekday_date(time_zones.day_at(now, zone)))
