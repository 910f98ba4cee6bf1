"""The bell: how many notifications wait, and what opens behind it. End of the line in.

Stands once on every page of the workspace; hidden tabs hear of it too, since the count is in their
titles (`components/assets/notifications.js`), so it follows its queries itself.
"""

import asyncio
import re
from uuid import UUID

from nicegui import background_tasks, ui

from components.engine.light import Light
from components.kit.icons import icon
from components.kit.markup import box, show, text
from components.live.element import LiveElement
from components.notifications import lines
from components.notifications.list import NotificationList
from components.notifications.news import News
from services.accounts.members import Member
from services.core import Services
from services.errors import AppError
from services.notifications import commands, queries
from services.notifications.queries import Unread

RECORD = re.compile(r'/(proposals|contacts)/([0-9a-f-]{36})')
MOST_SHOWN = 99


class Bell(LiveElement):
    """Place it where it stands on a wide screen; the stylesheet moves it on a phone."""

    def __init__(self, services: Services, member: Member) -> None:
        super().__init__()
        assert member.profile_id is not None  # every member has one
        self.classes('t-bell')
        self._services = services
        self._member = member
        of = (member.profile_id, member.viewer.organization_id)
        self._unread = self.watch(services.live, queries.unread(*of), member.viewer)
        self._inbox = self.watch(services.live, queries.inbox(*of), member.viewer)
        self._button: Light
        self._build()
        self._news = News(self, self._inbox)
        self.on_end(self._unread.subscribe(lambda _: self._show()))
        self._begun: asyncio.Task[None] = background_tasks.create(self._begin(), name='bell')
        self.on_end(self._begun.cancel)
        self.client.on_connect(self._on_connect)
        self._is_opened = False

    @property
    def _count(self) -> int:
        return next((figure.value for figure in self._unread.rows), Unread()).total

    def _build(self) -> None:
        with self:
            self._button = box(
                't-btn t-btn--ghost t-btn--icon t-btn--sm t-bell__button', 'button',
                type='button', aria_haspopup='dialog', data_testid='notification-bell',
                data_key='N', title='Notifications',
            ).mark('notification-bell')  # fmt: skip
            self._button.on('click', self.open, args=[])
            with self._button:
                icon('bell')
                text('News', 't-bell__word')
                self._badge = text('', 't-count t-count--on t-bell__count t-hidden')
        self._say(0)

    async def _begin(self) -> None:
        await self._unread.ready()
        await self._inbox.ready()
        if self.is_deleted:
            return
        self._show()
        self._news.begin()

    def _show(self) -> None:
        if not self.is_deleted:
            self._say(self._count)

    def _say(self, count: int) -> None:
        said = f'{count} unread' if count else 'nothing unread'
        if self._button.props.get('data-unread') == str(count):
            return
        self._button.props.update(
            {'data-unread': str(count), 'aria-label': f'Notifications, {said}'}
        )
        self._badge.set_text(str(count) if count <= MOST_SHOWN else f'{MOST_SHOWN}+')
        show(self._badge, bool(count))

    def open(self) -> None:
        """Open the centre, as a popover, on phones as a sheet from below."""
        with self._button:
            menu = ui.menu(value=True).props(
                'no-parent-event max-height=86vh class="t-livepop t-notifpop" role=dialog'
                ' aria-label=Notifications'
            )
            menu.props['anchor'] = 'top right'
            menu.props['self'] = 'bottom left'
            menu.props['offset'] = [-24, 8]
            menu.on('hide', menu.delete, args=[])
            with menu, box('t-notifpop__in', data_testid='notification-list') as sheet:
                sheet.mark('notification-list')
                NotificationList(self._services, self._member, lines.panel)

    # what is opened is read

    def _on_connect(self) -> None:
        if self._is_opened or self.is_deleted:
            return
        self._is_opened = True
        found = RECORD.fullmatch(self.client.request.url.path)
        if found:
            task = background_tasks.create(self._note_opened(*found.groups()), name='opened')
            self.on_end(task.cancel)

    async def _note_opened(self, kind: str, named: str) -> None:
        try:
            about = {'proposal_id' if kind == 'proposals' else 'contact_id': UUID(named)}
        except ValueError:
            return
        await self._begun
        if not any(row.read_at is None for row in self._inbox.rows):
            return
        try:
            await self._services.run(commands.mark_opened, self._member.viewer, **about)
        except AppError:
            return  # it stays unread, and nobody asked for it
