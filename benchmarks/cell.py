"""The one changed cell: a title on the demo proposal, changed by SQL from outside the app."""

from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class Moment:
    """When a change was committed, by the clock of `now_ns`."""

    asked_ns: int
    """COMMIT was sent."""
    done_ns: int
    """COMMIT was answered: from here on the change is a fact."""


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

    def change(self, title: str) -> Moment:
        """Commit a new title."""
        self._execute('update proposal_activities set title = %s where id = %s', title, self.id)
        asked_ns = now_ns()
        self._connection.commit()
        return Moment(asked_ns, now_ns())

    def close(self) -> None:
        self.change(self._title)
        self._connection.close()

    def _execute(self, statement: str, *values: Any) -> psycopg.Cursor[dict[str, Any]]:
        self._connection.execute('set local role service_role')
        return self._connection.execute(statement, values)
