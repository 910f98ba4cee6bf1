"""How often somebody may try: counts in this process, forgotten when their time is over.

Guards the line out where no database row could: sign-in, anonymous pages, share tokens.
"""

import time
from collections import deque
from collections.abc import Callable

from services.errors import TooMany

MOST_KEYS = 50_000
"""Above this the oldest are forgotten, so that strangers cannot fill the memory."""


class RateLimit:
    """At most `most` events for a key within `within_s` seconds.

    `clock` is seconds of any steady clock.
    """

    def __init__(
        self, most: int, *, within_s: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.most = most
        self.within_s = within_s
        self._clock = clock
        self._events: dict[str, deque[float]] = {}

    def left(self, key: str) -> int:
        """How many more events the key has now."""
        return self.most - len(self._recent(key))

    def check(self, key: str, sentence: str = '') -> None:
        """Raises: `TooMany` with the time to wait, when the key has used up its events."""
        recent = self._recent(key)
        if len(recent) >= self.most:
            raise TooMany(sentence, retry_s=recent[0] + self.within_s - self._clock())

    def count(self, key: str) -> None:
        """Note one event of the key."""
        if len(self._events) >= MOST_KEYS and key not in self._events:
            del self._events[next(iter(self._events))]
        self._events.setdefault(key, deque(maxlen=self.most)).append(self._clock())

    def take(self, key: str, sentence: str = '') -> None:
        """`check`, then `count`."""
        self.check(key, sentence)
        self.count(key)

    def give_back(self, key: str) -> None:
        """Take the latest event of the key as not done."""
        if recent := self._recent(key):
            recent.pop()

    def forget(self, key: str) -> None:
        """Start anew for the key, as after a sign-in that worked."""
        self._events.pop(key, None)

    def _recent(self, key: str) -> deque[float]:
        events = self._events.get(key)
        if events is None:
            return deque()
        while events and events[0] <= self._clock() - self.within_s:
            events.popleft()
        if not events:
            del self._events[key]
        return events
