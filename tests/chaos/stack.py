"""Postgres, one migrated database and one gateway, shared by all histories of a run."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

from services.local import keys as local_keys
from services.local.bootstrap import APP_ROLE, bootstrap
from services.local.gateway_process import GatewayProcess
from services.local.postgres import Postgres
from services.migrate import upgrade
from tests.conftest import TestGateway
from tests.ports import free_port

DATABASE = 'chaos'
CONNECTIONS = 400
"""Dozens of app cores, each with a small pool."""


class Stack:
    """Started and stopped from the main thread, since its children end with their thread."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._keys = local_keys.make()
        self.postgres = Postgres(
            folder / 'pg',
            self._keys.owner_password,
            settings={'fsync': 'off', 'max_connections': str(CONNECTIONS)},
        )
        self.log = folder / 'gateway.log'
        self.gateway: TestGateway

    def start(self) -> None:
        self.postgres.start()
        bootstrap(self.postgres, DATABASE, self._keys.app_password)
        self.owner_url = self.postgres.url(DATABASE)
        self.app_url = self.postgres.url(DATABASE, user=APP_ROLE, password=self._keys.app_password)
        upgrade(self.owner_url)
        process = GatewayProcess(free_port(), self.owner_url, self._keys.jwt_secret, log=self.log)
        self.gateway = TestGateway(process, self._keys)
        self.gateway.start()

    def stop(self) -> None:
        self.gateway.process.stop()
        self.postgres.stop()

    async def restart_gateway(self, away_s: float) -> None:
        self.gateway.kill()
        await asyncio.sleep(away_s)
        self.gateway.process.launch()
        await asyncio.to_thread(self.gateway.process.wait_ready)

    async def freeze_gateway(self, for_s: float) -> None:
        self.gateway.freeze()
        try:
            await asyncio.sleep(for_s)
        finally:
            self.gateway.thaw()

    async def restart_postgres(self, away_s: float) -> None:
        await asyncio.to_thread(self.postgres.stop)
        await asyncio.sleep(away_s)
        self.postgres.start()
        await asyncio.to_thread(self.gateway.process.wait_ready)

    async def calm(self, _: float) -> None:
        """Nothing happens to all at once."""


SharedFault = Callable[[Stack, float], Awaitable[None]]
SHARED: tuple[tuple[SharedFault, int], ...] = (
    (Stack.calm, 12),
    (Stack.restart_gateway, 4),
    (Stack.freeze_gateway, 2),
    (Stack.restart_postgres, 2),
)
"""What happens to everybody in one epoch, and how often."""
