"""How the line in is as a whole: one state from its channels and from what live queries report.

Serves the line in, step 4.
"""

import logging
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime

from services.realtime.metrics import Metrics
from services.realtime.status import Flow, LinkState, StatusSignal

log = logging.getLogger(__name__)


class Health(StatusSignal):
    """Holds the status of a realtime service; `flow` is the worst one of its channels."""

    def __init__(self, flow: Callable[[], Flow], metrics: Metrics) -> None:
        super().__init__()
        self._flow = flow
        self._metrics = metrics
        self._reports: dict[object, LinkState] = {}
        self._reported: Counter[LinkState] = Counter()
        """How many reports there are of each state."""

    def report(self, reader: object, state: LinkState | None) -> None:
        """Take note how a live query stands; None when it ends."""
        before = self._reports.pop(reader, None)
        if before is not None:
            self._reported[before] -= 1
        if state is not None:
            self._reports[reader] = state
            self._reported[state] += 1
        self.refresh()

    def refresh(self) -> None:
        """Judge again; call when the flow may have changed."""
        before = self.status
        if self.change(self._state()):
            self._metrics.count_state(self.status.state)
            age_s = (datetime.now(UTC) - before.since).total_seconds()
            log.info('link: %s, after %.1f s %s', self.status.state, age_s, before.state)

    def _state(self) -> LinkState:
        flow = self._flow()
        reports = {state for state, readers in self._reported.items() if readers}
        if flow is Flow.REFUSED:
            return LinkState.ERROR
        if flow is Flow.FLOWING:
            if reports & {LinkState.CATCHING_UP, LinkState.OFFLINE}:
                return LinkState.CATCHING_UP
            if reports and not reports & {LinkState.LIVE, LinkState.INCOMPLETE}:
                return LinkState.CONNECTING
            return LinkState.LIVE
        if flow in {Flow.IDLE, Flow.JOINING}:
            return LinkState.OFFLINE if flow is Flow.IDLE else LinkState.CONNECTING
        return LinkState.POLLING if LinkState.POLLING in reports else LinkState.OFFLINE
