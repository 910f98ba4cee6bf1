"""What the app does by itself, whoever looks: proposals whose last day has passed expire.

Line out, without a person. Every process does it; the second one finds nothing to do.
"""

import logging

from nicegui import app

from models.viewer import System
from services.core import Services
from services.errors import AppError
from services.proposals import lifecycle

log = logging.getLogger(__name__)
EVERY_S = 15 * 60.0


def register(services: Services) -> None:
    async def expire() -> None:
        try:
            await services.run(lifecycle.expire_overdue, System())
        except AppError as error:
            log.warning('could not look for expired proposals: %s', error)

    app.timer(EVERY_S, expire)
