"""Shields a loop from what it calls: listeners, screens, the library's callbacks.

Serves the line in.
"""

import logging
from collections.abc import Callable
from typing import Any

log = logging.getLogger(__name__)


def fenced(call: Callable[..., None]) -> Callable[..., None]:
    """Log an exception instead of letting it end the caller's loop."""

    def safely(*arguments: Any) -> None:
        try:
            call(*arguments)
        except Exception:
            log.exception('a listener failed')

    return safely
