"""A whole Tradewind as a subprocess on free ports and its own data folder."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.eventually import S
from tests.ports import free_port

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 60 * S
START_S = 240 * S
"""Makes a database and fills it; a busy machine has taken a minute for what takes five seconds."""
LOOK_EVERY_S = 0.05


def wait_for(fact: Callable[[], Any], within: float = PATIENCE_S) -> Any:
    """The first truthy answer; for threads without an event loop."""
    deadline = time.monotonic() + within
    while True:
        if answer := fact():
            return answer
        if time.monotonic() > deadline:
            raise AssertionError(f'not within {within:g} s')
        time.sleep(LOOK_EVERY_S)


class RunningApp:
    """Started by `start()`, ended by `stop()`; `status` is what `make status` prints."""

    def __init__(self, data: Path, **environment: str) -> None:
        self.data = data
        self.port = free_port()
        self.environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(('PYTEST', 'NICEGUI', 'SUPABASE', 'DATABASE_URL', 'TRADEWIND'))
        } | {
            'TRADEWIND_DATA': str(data),
            'TRADEWIND_PORT': str(self.port),
            'TRADEWIND_GATEWAY_PORT': str(free_port()),
            **environment,
        }
        self.url = f'http://127.0.0.1:{self.port}'
        self.log = data.parent / f'{data.name}.log'
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open('ab') as log:
            self.process = subprocess.Popen(
                [sys.executable, 'main.py'],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        wait_for(self.is_ready, within=START_S)

    def is_ready(self) -> bool:
        assert self.process
        if self.process.poll() is not None:
            raise AssertionError(f'the app ended: {self.output()}')
        try:
            with urllib.request.urlopen(f'{self.url}/readyz', timeout=5) as answer:
                return answer.status == 200 and 'base_url' in self.status
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    @property
    def status(self) -> dict[str, Any]:
        try:
            status: dict[str, Any] = json.loads((self.data / 'instance.json').read_text())
        except (OSError, ValueError):
            return {}
        return status

    def output(self) -> str:
        return self.log.read_text(errors='replace')

    def kill(self, name: str, number: int = signal.SIGKILL) -> int:
        """Send a signal to the app, its `gateway` or its `postgres`, by recorded pid."""
        pid = int(self.status['pids'][name])
        os.kill(pid, number)
        return pid

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.process.terminate()
            self.process.wait(timeout=PATIENCE_S)
