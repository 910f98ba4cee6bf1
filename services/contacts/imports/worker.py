"""A process that works on one import, beside the app: `python -m services.contacts.imports.worker`.

It is told what to do by a line on its standard input, and ends with whoever holds the other end.

    {"url": "…", "job": "run", "import_id": "…", "user_id": "…", "organization_id": "…"}
"""

import asyncio
import json
import logging
import os
import sys
import threading
from uuid import UUID

from models.viewer import Operator
from services.contacts.imports.working import Work
from services.database import Database, Limits
from services.errors import AppError

log = logging.getLogger(__name__)
JOBS = ('read', 'run', 'undo')
PATIENT = Limits(lock_s=15, statement_s=300, idle_s=300)
NICER = 5
"""So that screens come first where there is one processor."""
UNEXPECTED = 'Something went wrong on our side. What is in is whole; you can go on or undo it.'


async def work(told: dict[str, str]) -> None:
    """Do the job, and leave the import in a state that says how it went."""
    database = Database(told['url'], pool_size=2, limits=PATIENT)
    viewer = Operator(user_id=UUID(told['user_id']), organization_id=UUID(told['organization_id']))
    hands = Work(database, viewer, UUID(told['import_id']))
    assert told['job'] in JOBS
    try:
        async with hands.alive():
            await getattr(hands, told['job'])()
    except AppError as error:
        await hands.fail(str(error))
    except Exception:
        log.exception('an import failed')
        await hands.fail(UNEXPECTED)
    finally:
        await database.close()


def end_with_parent() -> None:
    """Nobody listens any more: the batch under way is not committed."""
    while os.read(sys.stdin.fileno(), 1024):
        pass
    os._exit(1)


def main() -> None:
    line = sys.stdin.buffer.readline()
    if not line:
        return  # nothing was to be done
    told = json.loads(line)
    threading.Thread(target=end_with_parent, daemon=True).start()
    os.nice(NICER)
    asyncio.run(work(told))


if __name__ == '__main__':
    main()
