"""What runs on a data folder: the lock that one app holds, and the note that others read.

Serves people and programs beside both lines: `make status`, `make stop`, tests.
"""

import fcntl
import json
import os
import signal
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

from services.local import process
from services.local.errors import LocalStackError
from services.local.keys import write_private

STOP_PATIENCE_S = 20.0


class Instance:
    """The running app of one data folder, seen from inside (`claim`) or outside (`status`)."""

    _writing = threading.Lock()  # the app publishes while its stack's thread notes new ids

    def __init__(self, data: Path) -> None:
        self.data = data.resolve()
        self.path = self.data / 'instance.json'
        self._lock_path = self.data / 'lock'
        self._lock: int | None = None

    @property
    def is_claimed(self) -> bool:
        """Whether this very object holds the folder."""
        return self._lock is not None

    def claim(self) -> None:
        """Become the one app of this folder until `release` or death.

        Raises: LocalStackError when another has it, or the folder cannot be written.
        """
        try:
            self.data.mkdir(mode=0o700, parents=True, exist_ok=True)
            lock = os.open(self._lock_path, os.O_CREAT | os.O_RDWR, 0o600)
        except OSError as error:
            raise LocalStackError(
                f'Cannot write to {self.data}: {error.strerror}; '
                'set TRADEWIND_DATA to a folder of yours.'
            ) from error
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(lock)
            raise LocalStackError(
                f'Another Tradewind runs on {self.data}; end it with `make stop`, '
                'or set TRADEWIND_DATA to another folder.'
            ) from error
        os.ftruncate(lock, 0)
        os.pwrite(lock, str(os.getpid()).encode(), 0)
        self._lock = lock

    def release(self) -> None:
        """Let the next one claim the folder."""
        lock, self._lock = self._lock, None
        if lock is not None:
            os.close(lock)

    def publish(self, **fields: Any) -> None:
        """Note what others may know; `pids` adds to what is noted already."""
        with self._writing:
            noted = self.read()
            pids = {**noted.get('pids', {}), **fields.pop('pids', {}), 'app': os.getpid()}
            write_private(self.path, json.dumps({**noted, **fields, 'pids': pids}, indent=2))

    def update_pids(self, **pids: int | None) -> None:
        """Note that children have other process ids now."""
        self.publish(pids=pids)

    def clear(self) -> None:
        """Forget what was noted."""
        self.path.unlink(missing_ok=True)

    def read(self) -> dict[str, Any]:
        """What is noted, true or stale: `{"base_url": …, "pids": {"app": 1, …}, …}`."""
        with suppress(OSError, ValueError):
            noted = json.loads(self.path.read_text())
            if isinstance(noted, dict):
                return noted
        return {}

    def holder(self) -> int | None:
        """Process id of the app that has claimed the folder, if one has."""
        with suppress(OSError, ValueError):
            lock = os.open(self._lock_path, os.O_RDONLY)
            try:
                fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return int(os.pread(lock, 32, 0))
            finally:
                os.close(lock)
        return None

    def status(self) -> dict[str, Any] | None:
        """What the running app has published; None when none runs, or not far enough."""
        noted = self.read()
        running = self.holder()
        return noted if running and noted.get('base_url') else None

    def stop_app(self) -> bool:
        """End the app that has claimed the folder, kindly first; whether there was one."""
        pid = self.holder()
        if pid is None:
            return False
        for number in (signal.SIGTERM, signal.SIGKILL):
            with suppress(ProcessLookupError):
                os.kill(pid, number)
            if process.wait_until(lambda: self.holder() is None, within_s=STOP_PATIENCE_S):
                break
        return True
