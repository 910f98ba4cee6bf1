"""Helper processes that take one JSON line and answer with one: both ends of that pipe."""

import asyncio
import json
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import uvloop

ROOT = Path(__file__).resolve().parents[1]
LINE_BYTES = 1 << 20
Answer = dict[str, Any]


class ChildError(Exception):
    """The helper process could not do what it was asked to."""


class Child:
    """A helper process as its parent sees it; ends with `stop`."""

    def __init__(self, module: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, '-m', module],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    @property
    def pid(self) -> int:
        return self._process.pid

    def ask(self, command: str, **fields: Any) -> Answer:
        """Send a command and wait for its answer. Raises: `ChildError`."""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps({'command': command, **fields}) + '\n')
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise ChildError(f'the helper ended during {command!r}')
        answer: Answer = json.loads(line)
        if 'error' in answer:
            raise ChildError(f'{command}: {answer["error"]}')
        return answer

    def stop(self) -> None:
        if self._process.stdin:
            self._process.stdin.close()
        try:
            self._process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._process.stdout:
            self._process.stdout.close()


Commands = dict[str, Callable[..., Awaitable[Answer]]]


def serve(commands: Callable[[], Awaitable[Commands]]) -> None:
    """Be the helper: answer commands until the parent closes the pipe."""
    uvloop.run(_serve(commands))


async def _serve(commands: Callable[[], Awaitable[Commands]]) -> None:
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader(limit=LINE_BYTES)
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    known = await commands()
    while line := await reader.readline():
        fields = json.loads(line)
        try:
            answer = await known[fields.pop('command')](**fields)
        except Exception as error:
            answer = {'error': f'{type(error).__name__}: {error}'}
        print(json.dumps(answer), flush=True)
