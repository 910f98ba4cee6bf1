"""Pages that no browser has come back for with a socket: how many are kept, and for how long.

NiceGUI builds a page for whoever asks, and keeps it for a minute.
"""

import asyncio
import ctypes
import sys
import time
from typing import Any

from nicegui import Client, app

from components.engine import late
from services.limits import UNSEEN_PAGES, UNSEEN_PAGES_AT_MOST, UNSEEN_S

TIDY_EVERY_S = 5.0
WORTH_IT = 50
"""Pages that went without having been seen, from which their memory is given back."""

_gone = 0


def install() -> None:
    """Give pages up, and their memory back; call once, before the server starts."""
    app.on_delete(_count)
    app.timer(TIDY_EVERY_S, tidy, immediate=False)


def has_room() -> bool:
    """Whether one more page may be built for a stranger."""
    return len(_give_up()) < UNSEEN_PAGES_AT_MOST


def forget(state: Any) -> None:
    """Give up the page that was built for the request with this state."""
    for client in list(Client.instances.values()):
        if client.request.scope.get('state') is state and not client.has_socket_connection:
            client.delete()


async def tidy() -> None:
    """Give up what is over, and hand a burst's memory back to the machine."""
    global _gone  # noqa: PLW0603
    _give_up()
    _gone += late.given_up()
    if _gone >= WORTH_IT:
        _gone = 0
        await asyncio.to_thread(_trim)


def _give_up() -> list[Client]:
    """Those that are left, once the oldest have gone where there are too many."""
    unseen = [
        client
        for client in Client.instances.values()
        if not client.has_socket_connection and not client._delete_tasks
    ]
    if len(unseen) <= UNSEEN_PAGES:
        return unseen
    over = time.time() - UNSEEN_S
    old = [client for client in unseen if client._response_built and client.created < over]
    for client in old:
        client.delete()
    return [client for client in unseen if not client.is_deleted]


def _count(client: Client) -> None:
    global _gone  # noqa: PLW0603
    if client._pinned_tab_id is None:
        _gone += 1


def _trim() -> None:
    """glibc keeps what was freed between what is still used; this gives whole pages back."""
    if sys.platform == 'linux':
        trim = getattr(ctypes.CDLL(None), 'malloc_trim', None)
        if trim:
            trim(0)
