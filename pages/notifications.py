"""All notifications of a member, and where they reach them: `/notifications`, `/settings/…`."""

from typing import Annotated

from fastapi import Depends, Response
from nicegui import Client, ui

from components.kit.buttons import button
from components.kit.markup import box
from components.live.element import LiveElement
from components.notifications import lines
from components.notifications.list import NotificationList
from components.notifications.preferences import Preferences, browser_state
from components.presence import Attending
from components.realtime.badge import LiveBadge
from components.shell.frame import head_end, page_head
from components.shell.live_page import LiveScreen, live_page
from components.view.element import ViewElement
from components.view.view import View
from pages.guard import Guard
from services.accounts.members import Member
from services.accounts.topics import colleague, workspace
from services.core import Services

PREFERENCES = '/settings/notifications'


class _Screen(LiveScreen):
    """A page of the workspace with what it shows below its head."""

    heading = ''

    def __init__(self, services: Services, member: Member) -> None:
        self.services = services
        self.member = member
        self._root = LiveElement()
        with self._root:
            with page_head(self.heading):
                self.badge = box(tag='span')
                with head_end():
                    self.place_actions()
            self.build()
            self._attendance = Attending(services.presence).attendance

    def place_actions(self) -> None:
        """Place what stands at the far end of the head."""

    def build(self) -> None:
        raise NotImplementedError

    @property
    def root(self) -> LiveElement:
        return self._root

    async def ready(self) -> None:
        """What is shown waits for its rows by itself."""

    def fill(self) -> None:
        """It does so too."""

    def enter(self) -> None:
        topic = workspace(self.member.viewer.organization_id)
        self._attendance.enter(topic, colleague(self.member), lingers=True)


class NotificationsScreen(_Screen):
    heading = 'Notifications'

    def place_actions(self) -> None:
        go = button('Preferences', icon='settings')
        go.on('click', js_handler=f"() => location.assign('{PREFERENCES}')")

    def build(self) -> None:
        found = NotificationList(self.services, self.member, lines.page)
        with self.badge:
            LiveBadge(self.services.realtime, *found.sources)


class PreferencesScreen(_Screen):
    heading = 'Notification preferences'

    def build(self) -> None:
        with box('t-mxpage'):
            self._chosen = Preferences(self.services, self.member)
            state: View[None] = View(lambda _: browser_state(), None)
            ViewElement(state, acts={})
        with self.badge:
            LiveBadge(self.services.realtime, self._chosen.chosen)

    async def ready(self) -> None:
        await self._chosen.chosen.ready()

    def fill(self) -> None:
        self._chosen.fill()


def register(services: Services, guard: Guard) -> None:
    """Make the pages."""
    Who = Annotated[Member, Depends(guard)]

    @ui.page('/notifications', title='Notifications · Tradewind', response_timeout=15)
    async def every(client: Client, member: Who) -> Response | None:
        return await live_page(
            *(services, member, client),
            lambda _: NotificationsScreen(services, member),
            place='notifications',
        )

    @ui.page(PREFERENCES, title='Preferences · Tradewind', response_timeout=15)
    async def preferences(client: Client, member: Who) -> Response | None:
        return await live_page(
            *(services, member, client),
            lambda _: PreferencesScreen(services, member),
            place='notifications',
        )
