"""How often somebody may try: counts in this process, forgotten when their time is over.

Guards the line out where no database row could: sign-in, anonymous pages, share tokens.
"""

import time
from array import array
from collections.abc import Callable
from hashlib import blake2b

from services.errors import TooMany
from services.limits import RATE_KEYS


class RateLimit:
    """At most `most` events for a key within `within_s` seconds.

    `clock` is seconds of any steady clock. Of a key only a digest is kept, however long it is.
    """

    def __init__(
        self, most: int, *, within_s: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.most = most
        self.within_s = within_s
        self._clock = clock
        self._swept_at = clock()
        self._events: dict[bytes, array[float]] = {}

    def __len__(self) -> int:
        """How many keys are remembered."""
        return len(self._events)

    def left(self, key: str) -> int:
        """How many more events the key has now."""
        return self.most - len(self._recent(_digest(key)))

    def check(self, key: str, sentence: str = '') -> None:
        """Raises: `TooMany` with the time to wait, when the key has used up its events."""
        recent = self._recent(_digest(key))
        if len(recent) >= self.most:
            raise TooMany(sentence, retry_s=recent[0] + self.within_s - self._clock())

    def count(self, key: str) -> None:
        """Note one event of the key."""
        self._sweep()
        digest = _digest(key)
        if len(self._events) >= RATE_KEYS and digest not in self._events:
            del self._events[next(iter(self._events))]
        events = self._events.setdefault(digest, array('d'))
        events.append(self._clock())
        if len(events) > self.most:
            del events[0]

    def take(self, key: str, sentence: str = '') -> None:
        """`check`, then `count`."""
        self.check(key, sentence)
        self.count(key)

    def allows(self, key: str) -> bool:
        """`take` for what may be left out without a word: False in place of `TooMany`."""
        if self.left(key) <= 0:
            return False
        self.count(key)
        return True

    def give_back(self, key: str) -> None:
        """Take the latest event of the key as not done."""
        if recent := self._recent(_digest(key)):
            recent.pop()

    def forget(self, key: str) -> None:
        """Start anew for the key, as after a sign-in that worked."""
        self._events.pop(_digest(key), None)

    def _recent(self, digest: bytes) -> 'array[float]':
        events = self._events.get(digest)
        if events is None:
            return array('d')
        over = self._clock() - self.within_s
        while events and events[0] <= over:
            del events[0]
        if not events:
            del self._events[digest]
        return events

    def _sweep(self) -> None:
        """Forget, once in `within_s`, every key whose time is over."""
        now = self._clock()
        if now - self._swept_at < self.within_s:
            return
        self._swept_at = now
        over = now - self.within_s
        self._events = {
            digest: events
            for digest, events in self._events.items()
            if events and events[-1] > over
        }


def _digest(key: str) -> bytes:
    return blake2b(key.encode('utf-8', 'surrogatepass'), digest_size=16).digest()
