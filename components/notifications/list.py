"""A member's notifications, live: in the centre behind the bell, and on a page. Both lines."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any
from uuid import UUID

from nicegui import background_tasks

from components.engine.light import Part
from components.kit.menus import Item, open_menu
from components.live.actions import Actions
from components.live.element import LiveElement
from components.notifications.lines import Shown, Tab
from components.view.element import ViewElement
from components.view.node import Node
from components.view.screen import Act, Acts
from components.view.view import View
from models import Notification
from services.accounts.members import Member
from services.core import Services
from services.notifications import commands, queries, snoozing
from services.notifications.grouping import Grouped, is_new
from services.notifications.queries import MOST, Unread
from services.realtime.live import LiveQuery


class NotificationList(LiveElement):
    """Draws them until it is deleted; `draw` is one of `components/notifications/lines.py`."""

    def __init__(
        self,
        services: Services,
        member: Member,
        draw: Callable[[Shown], Node],
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        super().__init__()
        assert member.profile_id is not None  # every member has one
        self._services = services
        self._member = member
        self._clock = clock
        self._tab = Tab.ALL
        self._most = MOST
        self._of = (member.profile_id, member.viewer.organization_id)
        self._actions = Actions(services, member.viewer, self)
        live, viewer = services.live, member.viewer
        self._rows = self.watch(live, queries.inbox(*self._of), viewer)
        self._unread = self.watch(live, queries.unread(*self._of), viewer)
        self._muted = self.watch(live, queries.muted(*self._of), viewer)
        self._is_read = False
        self._view: View[Shown] = View(draw, self.shown)
        self.on_end(self._view.stop)
        acts: Acts = {
            'tab': self._choose, 'all': self._read_all, 'read': self._read, 'menu': self._open,
            'older': self._show_older,
        }  # fmt: skip
        with self:
            ViewElement(self._view, acts=acts)
            self._menus = Part()
        self.follow(self._rows, lambda _: self._show())
        self.follow(self._unread, lambda _: self._show())
        ready = background_tasks.create(self._show_first(), name='notifications')
        self.on_end(ready.cancel)

    @property
    def sources(self) -> tuple[LiveQuery[Any], ...]:
        """What its badge tells of."""
        return (self._rows, self._unread)

    @property
    def shown(self) -> Shown:
        unread = next((figure.value for figure in self._unread.rows), Unread())
        rows = tuple(self._rows.rows)
        return Shown(
            rows=rows,
            unread=unread,
            tab=self._tab,
            now=self._clock(),
            time_zone=self._member.time_zone,
            is_read=self._is_read,
            has_older=len(rows) >= self._most,
        )

    async def _show_first(self) -> None:
        await self._rows.ready()
        await self._unread.ready()
        self._is_read = True
        self._show()

    def _show(self) -> None:
        self._view.show(self.shown)

    # what a member does

    def _choose(self, act: Act) -> None:
        self._tab = next((tab for tab in Tab if tab == act.key), Tab.ALL)
        self._show()

    def _show_older(self, _: Act) -> None:
        self._most += MOST
        query = queries.inbox(*self._of, most=self._most)
        self._rows = self.watch(self._services.live, query, self._member.viewer)
        self.follow(self._rows, lambda _: self._show())
        task = background_tasks.create(self._show_first(), name='older notifications')
        self.on_end(task.cancel)

    async def _read(self, act: Act) -> None:
        if group := self._group(act.key):
            await self._mark(group, read=True)

    async def _mark(self, group: Grouped, *, read: bool) -> None:
        await self._actions.do(commands.mark, ids=list(group.ids), read=read)

    async def _read_all(self, _: Act) -> None:
        marked = await self._actions.attempt(commands.mark_all_read)
        if not marked:
            return

        async def undo() -> None:
            await self._actions.do(commands.mark, ids=marked, read=False)

        said = 'Marked as read.' if len(marked) == 1 else f'{len(marked)} marked as read.'
        self._actions.toast(said, kind='mute', action=('Undo', undo))

    def _open(self, act: Act) -> None:
        group = self._group(act.key)
        if group is None:
            return
        target = f'.t-notif [data-key="{group.row.id}"] .t-nt__more'
        label = 'Snooze until' if group.row.snoozed_until is None else 'Snoozed'
        open_menu(self._menus, self._items(group), label=label, title=label, target=target)

    def _items(self, group: Grouped) -> list[Item]:
        row = group.row
        snooze = [
            Item(
                label=each.label,
                icon=each.symbol,
                detail=f'{each.until:%H:%M}',
                on_click=partial(self._snooze, group, each.until),
            )
            for each in snoozing.choices(self._clock(), self._member.time_zone)
        ]
        if row.snoozed_until is not None:
            wake = Item(label='Bring it back', icon='undo-2', on_click=lambda: self._snooze(group))
            snooze = [wake]
        waits = is_new(row)
        mark = Item(
            label='Mark as read' if waits else 'Mark as unread',
            icon='check' if waits else 'circle-dashed',
            on_click=lambda: self._mark(group, read=waits),
            is_apart=True,
        )
        return [*snooze, mark, *self._mute_item(row)]

    def _mute_item(self, row: Notification) -> list[Item]:
        proposal_id = row.proposal_id
        if proposal_id is None:
            return []
        is_muted = any(each.proposal_id == proposal_id for each in self._muted.rows)
        label = 'Tell me of this proposal' if is_muted else 'Not for this proposal'
        symbol = 'bell' if is_muted else 'bell-off'
        return [
            Item(
                label=label,
                icon=symbol,
                on_click=lambda: self._mute(proposal_id, row.subject, muted=not is_muted),
            )
        ]

    async def _snooze(self, group: Grouped, until: datetime | None = None) -> None:
        async def do() -> bool:
            return await self._actions.do(commands.snooze, ids=list(group.ids), until=until)

        async def undo() -> bool:
            return await self._actions.do(commands.snooze, ids=list(group.ids), until=None)

        if until is None:
            await do()
            return
        till = snoozing.until(until, self._clock(), self._member.time_zone)
        await self._actions.do_with_undo(f'Snoozed {till}.', do, undo)

    async def _mute(self, proposal_id: UUID, title: str, *, muted: bool) -> None:
        async def say(*, so: bool) -> bool:
            return await self._actions.do(commands.mute, proposal_id=proposal_id, muted=so)

        name = title or 'this proposal'
        said = f'Of {name} you hear decisions only.' if muted else f'You hear of {name} again.'
        await self._actions.do_with_undo(said, lambda: say(so=muted), lambda: say(so=not muted))

    def _group(self, key: str) -> Grouped | None:
        return next((each for each in self.shown.groups if str(each.row.id) == key), None)
