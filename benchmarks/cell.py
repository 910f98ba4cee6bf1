"""The one changed cell: a title on the demo proposal, changed by SQL from outside the app."""

from contextlib import suppress
from itertools import count
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import dict_row

from benchmarks.clock import now_ns

FIND = """
select id, title, organization_id from proposal_activities
where proposal_id = %s and deleted_at is null and not is_optional
order by position, id limit 1
"""
_numbers = count(100_000)


def marker() -> str:
    """A text never seen before, always of one length."""
    return f'Bench {next(_numbers)}'


class Cell:
    """Open it, `change` it often, `close` it: then it says what it said before."""

    def __init__(self, database_url: str, proposal_id: UUID | str) -> None:
        self._connection = psycopg.connect(database_url, row_factory=dict_row)
        found = self._execute(FIND, proposal_id).fetchone()
        self._connection.rollback()
        if found is None:
            raise LookupError('the demo proposal has no activity')
        self.id: UUID = found['id']
        self.organization_id: UUID = found['organization_id']
        self._title: str = found['title']

    def change(self, title: str) -> int:
        """Commit a new title; the nanosecond at which COMMIT was sent."""
        self._execute('update proposal_activities set title = %s where id = %s', title, self.id)
        asked_ns = now_ns()
        self._connection.commit()
        return asked_ns

    def close(self) -> None:
        with suppress(psycopg.OperationalError):  # the database may have gone first
            self.change(self._title)
        self._connection.close()

    def _execute(self, statement: str, *values: Any) -> psycopg.Cursor[dict[str, Any]]:
        self._connection.execute('set local role service_role')
        return self._connection.execute(statement, values)
