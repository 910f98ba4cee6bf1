"""What the app does by itself, whoever looks: proposals expire, what nobody needs goes.

Line out, without a person. Every process does it; the second one finds nothing to do.
"""

import asyncio
import logging
from datetime import UTC, datetime

from nicegui import app

from models.viewer import System
from services import images
from services.activity import pruning
from services.contacts.imports import sweeping
from services.core import Services
from services.errors import AppError
from services.notifications import commands as notifications
from services.proposals import lifecycle

log = logging.getLogger(__name__)
EVERY_S = 15 * 60.0
SWEEP_EVERY_S = 6 * 3600.0
WAKE_EVERY_S = 20.0
MOST_BATCHES = 10_000
PAUSE_S = 0.2
"""Between two batches, so that whoever works goes first."""


def register(services: Services) -> None:
    async def expire() -> None:
        try:
            await services.run(lifecycle.expire_overdue, System())
        except AppError as error:
            log.warning('could not look for expired proposals: %s', error)

    async def sweep() -> None:
        try:
            await services.run(images.sweep, System(), now=datetime.now(UTC))
        except AppError as error:
            log.warning('could not look for unused pictures: %s', error)

    async def wake() -> None:
        try:
            await services.run(notifications.wake_due, System(), now=datetime.now(UTC))
        except AppError as error:
            log.warning('could not look for snoozed notifications: %s', error)

    async def prune() -> None:
        now, kept_days = datetime.now(UTC), services.settings.activity_days
        try:
            for _ in range(MOST_BATCHES):
                if not await services.run(pruning.prune, System(), now=now, kept_days=kept_days):
                    break
                await asyncio.sleep(PAUSE_S)
        except AppError as error:
            log.warning('could not forget old activity: %s', error)

    async def sweep_imports() -> None:
        try:
            await services.run(sweeping.sweep, System(), now=datetime.now(UTC))
        except AppError as error:
            log.warning('could not look for files of old imports: %s', error)

    app.timer(EVERY_S, expire)
    app.timer(WAKE_EVERY_S, wake)
    app.timer(SWEEP_EVERY_S, prune, immediate=False)
    app.timer(SWEEP_EVERY_S, sweep, immediate=False)
    app.timer(SWEEP_EVERY_S, sweep_imports, immediate=False)
