"""One app process without its screens, in this process: all its wires lead through proxies."""

from pathlib import Path
from urllib.parse import urlsplit

from models import LIVE_TABLES
from services.database import Database
from services.presence import PresenceService
from services.realtime import RealtimeService
from services.realtime.link import Link
from services.realtime.live import LiveService
from tests.chaos.database_proxy import DatabaseProxy
from tests.chaos.stack import Stack
from tests.tcp_proxy import TcpProxy


class Core:
    """`start` and `stop`, or `crash`; `network` leads to the gateway, `storage` to Postgres."""

    def __init__(self, stack: Stack, folder: Path, presence_topic: str) -> None:
        self.network = TcpProxy(urlsplit(stack.gateway.url).port or 0)
        self.storage = DatabaseProxy(stack.app_url, folder)
        self.is_running = False
        self._key = stack.gateway.service_role_key
        self._presence_topic = presence_topic

    async def start(self) -> None:
        await self.network.__aenter__()
        await self.storage.__aenter__()
        url = f'http://127.0.0.1:{self.network.port}/realtime/v1'
        self.link = Link(url, self._key)
        self.realtime = RealtimeService(self.link, LIVE_TABLES)
        self.database = Database(self.storage.url)
        self.live = LiveService(self.database, self.realtime)
        self.presence = PresenceService(self.realtime.channel(self._presence_topic))
        await self.realtime.connect()
        self.is_running = True

    async def stop(self) -> None:
        if not self.is_running:
            return
        self.is_running = False
        await self.live.stop()
        await self.realtime.disconnect()
        await self.database.close()
        await self.network.__aexit__()
        await self.storage.__aexit__()

    async def crash(self) -> None:
        """End as a killed process does: nobody is told."""
        self.heal()
        self.network.reset()
        self.storage.reset()
        await self.stop()

    def heal(self) -> None:
        self.network.heal()
        self.storage.heal()
