"""Opens a page over live rows: frame, first rows, rail, title, presence. End of the line in.

A list shows shapes of its rows until they are here; a record's answer waits for its rows, since
it is a 404 where there are none.
"""

import asyncio
from collections.abc import Callable

from fastapi import Response
from nicegui import Client, background_tasks, ui

from components.kit.avatar import Face
from components.live.element import LiveElement
from components.presence.people_here import face_of
from components.shell.frame import Frame, frame
from components.shell.rail import RailHere
from components.shell.rail_counts import RailCounts
from services.accounts.members import Member
from services.core import Services
from services.presence import Person

SKELETON_AFTER_S = 0.15


class LiveScreen:
    """What stands in the frame of such a page; override what it has."""

    skeleton: Callable[[], ui.element] | None = None
    """Builds shapes of the rows to come; without it the answer waits for the rows."""

    @property
    def root(self) -> LiveElement:
        """Ends with the page; what is shown before and instead of the rows is built in it."""
        raise NotImplementedError

    async def ready(self) -> None:
        """Wait for the first rows."""
        raise NotImplementedError

    def is_there(self) -> bool:
        """Whether there is something to show, once it is ready."""
        return True

    def show_missing(self) -> None:
        """Show that there is not; the answer is a 404."""

    def fill(self) -> None:
        """Show the rows, and follow them."""
        raise NotImplementedError

    def title(self) -> str:
        """What the browser's tab says, where the rows tell."""
        return ''

    def face(self, client: Person) -> Face:
        """The face of a client in the rail."""
        return face_of(client)

    def enter(self) -> None:
        """Be seen here, from the moment that the page is really open."""


async def live_page(
    services: Services,
    member: Member,
    client: Client,
    make: Callable[[Frame], LiveScreen],
    *,
    place: str = 'dashboard',
    above_dock: bool = False,
) -> Response | None:
    """Build the page and return when it is open; the answer where it is not the page itself.

    `make` is called inside the frame. `place` and `above_dock` are the frame's.
    """
    with frame(services, member, active=place, above_dock=above_dock) as shell:
        screen = make(shell)
    ready = asyncio.ensure_future(screen.ready())
    is_ready = await _is_ready_in_time(screen, ready)
    if is_ready and not screen.is_there():
        with screen.root:
            screen.show_missing()
        return client.build_response(client.request, 404)
    if is_ready:
        screen.fill()
    with shell.here:
        rail = RailHere(shell, services.presence, member, look=screen.face)
        RailCounts(shell, services, member)
    if not is_ready:
        _fill_when(ready, screen, rail)
    if title := screen.title():
        ui.page_title(title)
    await client.connected()
    if not client.is_deleted:
        screen.enter()
    return None


async def _is_ready_in_time(screen: LiveScreen, ready: 'asyncio.Future[None]') -> bool:
    if screen.skeleton is None:
        await ready
    else:
        await asyncio.wait([ready], timeout=SKELETON_AFTER_S)
    return ready.done()


def _fill_when(ready: 'asyncio.Future[None]', screen: LiveScreen, rail: RailHere) -> None:
    """Show the skeleton until the rows are here."""
    assert screen.skeleton is not None  # else they were waited for
    root = screen.root
    with root:
        waiting = screen.skeleton()

    async def fill() -> None:
        await ready
        if not root.is_deleted:
            waiting.delete()
            screen.fill()
            rail.refresh()

    task = background_tasks.create(fill(), name='fill a page')
    root.on_end(task.cancel)
