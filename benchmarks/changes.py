"""The kinds of change that are measured: each knows what every screen shows after the next one."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import namedtuple_row

from benchmarks.cell import Cell, marker
from benchmarks.clock import now_ns
from services import money
from services.proposals.totals import totals

ACTIVITIES = """
select id, day_id, price, price_unit, is_optional, is_selected from proposal_activities
where proposal_id = %s and deleted_at is null order by position, id
"""
PROPOSAL = 'select title, travellers, currency from proposals where id = %s'


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """One kind of change: ask for `words`, then `commit` them."""

    name: str
    words: Callable[[], str]
    """What the next change puts on every screen that shows it, and what was not there before."""
    commit: Callable[[str], int]
    """Make that change; the nanosecond at which COMMIT was sent."""
    settle_s: float = 0.0
    """For so long a page goes on moving afterwards: sums roll, see `live.js`."""


class Offer:
    """What others change of a proposal: its title, and which option is chosen."""

    def __init__(self, database_url: str, proposal_id: UUID | str) -> None:
        self._connection = psycopg.connect(database_url, row_factory=namedtuple_row)
        self._id = proposal_id
        self._was = self._execute(PROPOSAL, proposal_id).fetchone()
        options = [each for each in self._activities() if each.is_optional and each.price]
        self._connection.rollback()
        if self._was is None or not options:
            raise LookupError('the demo proposal has no option with a price')
        self._option: UUID = options[0].id
        self._was_chosen: bool = options[0].is_selected

    def change(self, title: str) -> int:
        """Commit a new title; the nanosecond at which COMMIT was sent."""
        return self._commit('update proposals set title = %s where id = %s', title, self._id)

    def next_total(self) -> str:
        """The total that every screen shows once the option has been switched over."""
        proposal = self._execute(PROPOSAL, self._id).fetchone()
        switched = [
            each._replace(is_selected=not each.is_selected) if each.id == self._option else each
            for each in self._activities()
        ]
        self._connection.rollback()
        assert proposal
        total: Decimal = totals(switched, proposal.travellers, proposal.currency).total
        return money.shown(total, proposal.currency)

    def switch(self, _: str = '') -> int:
        """Choose the option, or do without it."""
        statement = 'update proposal_activities set is_selected = not is_selected where id = %s'
        return self._commit(statement, self._option)

    def close(self) -> None:
        with suppress(psycopg.OperationalError):  # the database may have gone first
            assert self._was
            self.change(self._was.title)
            chosen = 'update proposal_activities set is_selected = %s where id = %s'
            self._commit(chosen, self._was_chosen, self._option)
        self._connection.close()

    def _activities(self) -> list[Any]:
        return self._execute(ACTIVITIES, self._id).fetchall()

    def _commit(self, statement: str, *values: Any) -> int:
        self._execute(statement, *values)
        asked_ns = now_ns()
        self._connection.commit()
        return asked_ns

    def _execute(self, statement: str, *values: Any) -> psycopg.Cursor[Any]:
        self._connection.execute('set local role service_role')
        return self._connection.execute(statement, values)


def kinds(cell: Cell, offer: Offer) -> tuple[Kind, ...]:
    """From the cheapest to the dearest."""
    return (
        Kind(name='an activity’s title', words=marker, commit=cell.change),
        Kind(name='a switch', words=offer.next_total, commit=offer.switch, settle_s=0.4),
        Kind(name='the proposal’s title', words=marker, commit=offer.change),
    )
