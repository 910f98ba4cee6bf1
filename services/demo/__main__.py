"""Puts the demo organizations back as they were: `python -m services.demo reset`.

Serves people beside both lines; `make demo-reset` calls it while Tradewind runs.
"""

import asyncio
import sys
from pathlib import Path

from pydantic import BaseModel, ValidationError
from sqlalchemy.exc import DBAPIError

from services.database import Database
from services.demo.load import reset
from services.demo.welcome import user_maker
from services.settings import Settings


class Note(BaseModel):
    """What the running app has noted in its data folder, as far as it matters here."""

    supabase_url: str
    service_role_key: str
    anon_key: str
    database_url: str


def main(arguments: list[str]) -> int:
    if arguments != ['reset']:
        return say('Usage: python -m services.demo reset')
    settings = Settings()
    try:
        if settings.embedded:
            note = Note.model_validate_json(note_path(settings.data).read_bytes())
            settings = settings.at(note)
        asyncio.run(put_back(settings))
    except (OSError, ValidationError, DBAPIError):
        return say(f'No Tradewind runs on {settings.data.resolve()}; start it with `make run`.')
    sys.stdout.write('The demo organizations are back as they were.\n')
    return 0


def note_path(data: Path) -> Path:
    return data / 'instance.json'


async def put_back(settings: Settings) -> None:
    database = Database(settings.database_url, pool_size=1)
    try:
        await reset(database, user_maker(settings))
    finally:
        await database.close()


def say(sentence: str) -> int:
    sys.stderr.write(f'{sentence}\n')
    return 1


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
