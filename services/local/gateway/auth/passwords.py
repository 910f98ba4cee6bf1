"""Password hashes: argon2id, off the event loop, a few at a time.

Serves sign-in, beside both lines.
"""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from services.local.gateway.auth.errors import AuthError

AT_ONCE = 2
QUEUE_LIMIT = 100

Result = TypeVar('Result')


class Passwords:
    """Hashes and verifies; many callers at once wait, too many are turned away."""

    def __init__(self) -> None:
        # OWASP's first choice of argon2id parameters: 19 MiB, two passes, one lane
        self._hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
        self._nobodys = self._hasher.hash('the password of nobody')
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._waiting = 0

    async def hash(self, password: str) -> str:
        return await self._in_thread(lambda: self._hasher.hash(password))

    async def verify(self, hashed: str | None, password: str) -> bool:
        """Whether the password is right; takes as long where there is no user to compare with."""

        def compare() -> bool:
            try:
                return self._hasher.verify(hashed or self._nobodys, password) and bool(hashed)
            except (VerificationError, InvalidHashError):
                return False

        return await self._in_thread(compare)

    def accepts(self, hashed: str) -> bool:
        """Whether we could verify against this foreign hash."""
        try:
            self._hasher.check_needs_rehash(hashed)
        except InvalidHashError:
            return False
        return True

    async def _in_thread(self, work: Callable[[], Result]) -> Result:
        if self._waiting >= QUEUE_LIMIT:
            raise AuthError(429, 'over_request_rate_limit', 'Request rate limit reached')
        self._waiting += 1
        try:
            async with self._slots:
                return await asyncio.to_thread(work)
        finally:
            self._waiting -= 1
