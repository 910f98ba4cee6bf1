"""Everything a page may reach: built once in `main.py`, passed on, never global."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlmodel.ext.asyncio.session import AsyncSession

from models import LIVE_TABLES
from models.viewer import Viewer
from services.accounts.auth import AuthService
from services.contacts.imports.service import Imports
from services.database import Database
from services.operations.dev import Dev
from services.operations.fleet import Fleet
from services.presence import PresenceService
from services.proposals.share_links import ShareTokens
from services.realtime import RealtimeService
from services.realtime.link import Link
from services.realtime.live import LiveService, Pace
from services.settings import Settings

P = ParamSpec('P')
T = TypeVar('T')


@dataclass(frozen=True, slots=True, kw_only=True)
class Services:
    """The app without its screens; `start` and `stop` are symmetric."""

    settings: Settings
    database: Database
    realtime: RealtimeService
    live: LiveService
    presence: PresenceService
    auth: AuthService
    tokens: ShareTokens
    fleet: Fleet
    imports: Imports
    dev: Dev | None = None
    """Only with `TRADEWIND_DEV=1`."""

    async def start(self) -> None:
        """Open the link; returns at once, `realtime.status` tells when rows flow."""
        if self.dev is not None:
            await self.dev.start()
        await self.realtime.connect()
        await self.fleet.start()
        await self.imports.start()

    async def stop(self) -> None:
        await self.imports.stop()
        await self.fleet.stop()
        await self.live.stop()
        await self.realtime.disconnect()
        if self.dev is not None:
            await self.dev.stop()
        await self.database.close()

    async def run(
        self,
        command: Callable[Concatenate[AsyncSession, Any, P], Awaitable[T]],
        viewer: Viewer,
        *args: P.args,
        **fields: P.kwargs,
    ) -> T:
        """Run a command in one transaction under the viewer's claims, and commit it.

        Raises: `AppError`, whose text can be shown as it is.
        """
        return await self.database.run(command, viewer, *args, **fields)

    def share_url(self, token: str) -> str:
        """The address a client opens."""
        return f'{self.settings.public_url}/p/{token}'


def build(settings: Settings) -> Services:
    """Put the parts together; nothing connects before `start`."""
    database = Database(settings.database_url)
    dev = Dev(settings.supabase_url) if settings.dev else None
    link_url = dev.url if dev else settings.supabase_url
    link = Link(f'{link_url}/realtime/v1', settings.supabase_service_role_key)
    realtime = RealtimeService(link, LIVE_TABLES)
    if dev is not None:
        realtime.tap(dev.tape.take)
    live = LiveService(database, realtime, pace=Pace(reread_s=settings.reread_s))
    processes = realtime.channel('viewers')
    return Services(
        settings=settings,
        database=database,
        realtime=realtime,
        live=live,
        presence=PresenceService(processes),
        auth=AuthService(settings.supabase_url, settings.supabase_anon_key),
        tokens=ShareTokens(settings.secret),
        fleet=Fleet(realtime, live, processes),
        imports=Imports(database, settings.database_url),
        dev=dev,
    )
