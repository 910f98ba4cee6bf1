"""Everything that happened: filtered, by days, read on at its end. Both lines.

`/activity?event=<id>` leads to one event and marks it; `?contact=<id>`, `?proposal=<id>`,
`?member=<id>`, `?kind=…`, `?from=2026-11-01`, `?to=2026-11-20` narrow it down.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from typing import Any
from uuid import UUID

from nicegui import ui

from components.activity.days import Timeline, days
from components.activity.log_bar import BAR, bar, named
from components.engine.light import Part
from components.live.actions import Actions
from components.live.element import LiveElement
from components.live.filter_menu import open_filter
from components.live.held_list import Beside, HeldList, HoldingScreen
from components.live.skeleton import skeleton
from components.presence import Attending
from components.realtime.badge import LiveBadge
from components.shell.frame import page_head
from components.shell.live_page import LiveScreen
from components.view.element import ViewElement
from components.view.node import Node, el
from components.view.screen import Act, Acts
from components.view.view import View
from services import time_zones
from services.accounts.members import Member
from services.accounts.topics import colleague, workspace
from services.activity import commands, queries
from services.activity.grouping import grouped
from services.activity.kinds import Part as Kinds
from services.activity.queries import UNCOUNTED, EventCounts
from services.activity.state import MOST, START, STEP, State
from services.core import Services
from services.realtime.live import Query
from services.signals import Unsubscribe

PARAMS = ('kind', 'member', 'contact', 'proposal', 'from', 'to')
NEAR = 200
"""An event that so many came after is reached by reading all of these; a later one by its day."""
GONE = 'That event is not kept any more. This is what happened since.'


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """What the page shows."""

    state: State
    counts: EventCounts
    found: Timeline
    notice: str = ''


def drawn(log: Log) -> Node:
    notice = el('p', 't-alert', log.notice, key='notice', role='status') if log.notice else None
    return el('div', 't-log', bar(log.state, log.counts), notice, days(log.found))


class ActivityScreen(HoldingScreen, LiveScreen):
    """The page of one member."""

    def __init__(self, services: Services, member: Member, params: Mapping[str, str]) -> None:
        super().__init__('div')
        self.services = services
        self.member = member
        self._event = _id(params.get('event', ''))
        self._notice = ''
        self._actions = Actions(services, member.viewer, self)
        self._view: View[Log] | None = None
        organization_id, zone = member.viewer.organization_id, member.time_zone
        filters = frozenset(f'{name}:{params[name]}' for name in PARAMS if params.get(name))
        self.held: HeldList[State] = HeldList(
            *(self, services.live, member.viewer),
            windows=partial(_windows, organization_id, zone),
            counts=queries.counts(organization_id),
            start=replace(START, filters=filters),
        )
        self._shown = self.held.state
        self._unfollow: Unsubscribe = lambda: None
        with self:
            with page_head('Activity'):
                LiveBadge(services.realtime, *self.held.sources)
            self._attendance = Attending(services.presence).attendance

    # the page

    @property
    def root(self) -> LiveElement:
        return self

    def skeleton(self) -> ui.element:
        return skeleton('Loading activity')

    async def ready(self) -> None:
        if self._event:
            self.held.state = await self._leading_to(self._event)
        self.held.begin()
        await self.held.ready()

    def fill(self) -> None:
        self._view = View(drawn, self._log())
        self.on_end(self._view.stop)
        acts: Acts = {
            'tab': self._choose_tab, 'filter': self._open_menu, 'unfilter': self._unfilter,
            'from': partial(self._choose_day, 'from'), 'to': partial(self._choose_day, 'to'),
            'more': self._read_on, 'clear': lambda _: self._look_at(self.held.state.unfiltered()),
        }  # fmt: skip
        with self:
            ViewElement(self._view, acts=acts)
            self._menus = Part('div', 't-bar__menus')
        self.follow(self.held.counted, lambda _: self._show())

    def enter(self) -> None:
        organization_id = self.member.viewer.organization_id
        self._attendance.enter(workspace(organization_id), colleague(self.member), lingers=True)
        ui.timer(0, self._mark_seen, once=True)

    async def _mark_seen(self) -> None:
        await self._actions.do(commands.mark_seen, until=datetime.now(UTC))

    async def _leading_to(self, event: UUID) -> State:
        """A choice that shows the event."""
        state = self.held.state
        place = queries.newer_than(event, self.member.viewer.organization_id)
        at, newer = (await self.held.read(place))[0].value
        if at is None:
            self._notice = GONE
            return state
        if newer < NEAR:
            return replace(state, most=STEP * (newer // STEP + 2))
        day = time_zones.day_at(at, self.member.time_zone)
        return replace(state, filters=frozenset({f'to:{day.isoformat()}'}), most=NEAR)

    # the line in

    def swap(self) -> None:
        self._shown = self.held.state
        self._unfollow()
        share = self.held.windows.shares[None]
        self._unfollow = self.follow(share, lambda _: self._show())
        self._show()

    def turn(self) -> None:
        self._show()

    def _log(self) -> Log:
        events = list(self.held.windows.rows(None))
        counts = self.held.counts if self.held.is_member else None
        found = next((one.value for one in self.held.windows.rows(Beside.SECTIONS)), 0)
        zone = self.member.time_zone
        is_all = len(events) < self._shown.most
        return Log(
            state=self.held.state,
            counts=named(counts or UNCOUNTED, events),
            notice=self._notice,
            found=Timeline(
                entries=grouped(events),
                counts={},
                part=Kinds.ALL,
                earlier=0 if is_all else max(0, found - len(events)),
                time_zone=zone,
                today=time_zones.today(zone),
                marked=self._event,
                is_filtered=self.held.state.is_filtered or self.held.state.tab != Kinds.ALL,
            ),
        )

    def _show(self) -> None:
        if self._view is not None:
            self._view.show(self._log())

    # what somebody chooses

    def _look_at(self, state: State) -> None:
        if state != self.held.state:
            self._notice = ''
            self.held.look_at(state)
            self._show()

    def _choose_tab(self, act: Act) -> None:
        if (tab := BAR.tab(act.key, self._counts)) is not None:
            self._look_at(replace(self.held.state, tab=Kinds(tab), most=STEP))

    def _open_menu(self, act: Act) -> None:
        open_filter(
            self._menus, BAR, self.held.state, self._counts, on_choice=self._toggle, label=act.key
        )

    def _toggle(self, choice: str) -> None:
        self._look_at(replace(self.held.state.toggled(choice), most=STEP))

    def _unfilter(self, act: Act) -> None:
        if found := BAR.filter(act.key):
            state = self.held.state
            chosen = (one.value for one in found.chosen(state, self._counts))
            self._look_at(replace(state.without(chosen), most=STEP))

    def _choose_day(self, name: str, act: Act) -> None:
        """The first or the last day; none where the field is empty."""
        state = self.held.state
        state = state.without(each for each in state.filters if each.startswith(f'{name}:'))
        if day := _day(act.value):
            state = state.toggled(f'{name}:{day.isoformat()}')
        self._look_at(replace(state, most=STEP))

    def _read_on(self, _: Act) -> None:
        state = self.held.state
        if state == self._shown and state.most < MOST:
            self.held.look_at(replace(state, most=state.most + STEP))

    @property
    def _counts(self) -> EventCounts:
        return self._log().counts


def _windows(organization_id: UUID, time_zone: str, state: State) -> Mapping[Any, Query[Any]]:
    of = (organization_id, state, time_zone)
    return {None: queries.events(*of), Beside.SECTIONS: queries.found(*of)}


def _id(typed: str) -> UUID | None:
    """Addresses can hold anything."""
    try:
        return UUID(typed)
    except ValueError:
        return None


def _day(typed: object) -> date | None:
    try:
        return date.fromisoformat(str(typed))
    except ValueError:
        return None
