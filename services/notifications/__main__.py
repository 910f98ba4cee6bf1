"""Says something on every open screen: `python -m services.notifications notice "…" [MINUTES]`.

`python -m services.notifications withdraw` takes it away again. Serves people beside both lines.
"""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from pydantic import BaseModel, ValidationError

from models.viewer import System
from services.database import Database
from services.errors import AppError
from services.notifications import commands
from services.settings import Settings

USAGE = 'Usage: python -m services.notifications notice "SENTENCE" [MINUTES] | withdraw'
MOST_MINUTES = 7 * 24 * 60


class Note(BaseModel):
    """What the running app has noted in its data folder, as far as it matters here."""

    database_url: str


def main(arguments: list[str]) -> int:
    match arguments:
        case ['notice', sentence]:
            return asyncio.run(_run(commands.announce, sentence=sentence))
        case ['notice', sentence, minutes] if minutes.isdecimal():
            ends_at = datetime.now(UTC) + timedelta(minutes=min(int(minutes), MOST_MINUTES))
            return asyncio.run(_run(commands.announce, sentence=sentence, ends_at=ends_at))
        case ['withdraw']:
            return asyncio.run(_run(commands.withdraw))
    return _say(USAGE)


async def _run(command: Callable[..., Awaitable[int]], **fields: Any) -> int:
    settings = Settings()
    try:
        url = settings.database_url
        if settings.embedded:
            note = (settings.data / 'instance.json').read_bytes()
            url = Note.model_validate_json(note).database_url
    except (OSError, ValidationError):
        return _say(f'No Tradewind runs on {settings.data.resolve()}; start it with `make run`.')
    database = Database(url, pool_size=1)
    try:
        count = await database.run(command, System(), **fields)
    except AppError as error:
        return _say(str(error))
    finally:
        await database.close()
    sys.stdout.write(f'Done for {count} organizations.\n')
    return 0


def _say(sentence: str) -> int:
    sys.stderr.write(f'{sentence}\n')
    return 1


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
