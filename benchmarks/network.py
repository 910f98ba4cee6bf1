"""What a page's browser loads, and how slowly: Chromium's own throttling and its own counting."""

from typing import Any

from playwright.sync_api import CDPSession

LATENCY_MS, DOWN_BITS_PER_S, UP_BITS_PER_S, SLOWDOWN = 150, 1_638_400, 750_000, 4
"""Lighthouse's "Slow 4G" and its telephone.

Each request waits for one round trip; what a new connection costs beyond that is left out.
Source: `mobileSlow4G` in https://github.com/GoogleChrome/lighthouse/blob/main/core/config/constants.js
"""


class Network:
    """The network of one page, watched from before its first request."""

    def __init__(self, session: CDPSession) -> None:
        self._session = session
        self._parts: dict[str, list[tuple[float, int]]] = {}
        self.painted_s = float('inf')
        """When something was painted first, on the clock of `bytes_until`."""
        session.on('Network.dataReceived', self._on_data)
        session.on('Network.loadingFinished', self._on_finished)
        session.on('Page.lifecycleEvent', self._on_lifecycle)
        session.send('Network.enable')
        session.send('Page.enable')
        session.send('Page.setLifecycleEventsEnabled', {'enabled': True})

    def slow_down(self) -> None:
        """Be a telephone on a slow line from now on."""
        conditions = {
            'offline': False,
            'latency': LATENCY_MS,
            'downloadThroughput': DOWN_BITS_PER_S / 8,
            'uploadThroughput': UP_BITS_PER_S / 8,
        }
        self._session.send('Network.emulateNetworkConditions', conditions)
        self._session.send('Emulation.setCPUThrottlingRate', {'rate': SLOWDOWN})

    def bytes_until(self, moment_s: float) -> int:
        """What had come by then, packed as it came."""
        parts = (part for request in self._parts.values() for part in request)
        return sum(size for at_s, size in parts if at_s <= moment_s)

    def _on_data(self, event: dict[str, Any]) -> None:
        self._count(event['requestId'], event['timestamp'], event['encodedDataLength'])

    def _on_finished(self, event: dict[str, Any]) -> None:
        """The sum is exact now: heads count too."""
        request: str = event['requestId']
        counted = sum(size for _, size in self._parts.get(request, ()))
        self._count(request, event['timestamp'], int(event['encodedDataLength']) - counted)

    def _count(self, request: str, at_s: float, size: int) -> None:
        self._parts.setdefault(request, []).append((at_s, size))

    def _on_lifecycle(self, event: dict[str, Any]) -> None:
        if event['name'] == 'firstContentfulPaint':
            self.painted_s = event['timestamp']
