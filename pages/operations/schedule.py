"""What the app does by itself, whoever looks: proposals expire, what was snoozed comes back.

Line out, without a person. Every process does it; the second one finds nothing to do.
"""

import logging
from datetime import UTC, datetime

from nicegui import app

from models.viewer import System
from services import images
from services.core import Services
from services.errors import AppError
from services.notifications import commands as notifications
from services.proposals import lifecycle

log = logging.getLogger(__name__)
EVERY_S = 15 * 60.0
SWEEP_EVERY_S = 6 * 3600.0
WAKE_EVERY_S = 20.0


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

    app.timer(EVERY_S, expire)
    app.timer(WAKE_EVERY_S, wake)
    app.timer(SWEEP_EVERY_S, sweep, immediate=False)
