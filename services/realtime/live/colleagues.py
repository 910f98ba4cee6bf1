"""Who shares a live query of their organization, and the read for all of them.

Step 5 of the line in. The database shows every member of an organization the same rows, so they
are read once, with the rights of one who is a member at that moment. The same message says
who else still is: nobody is shown what was read after they had left.
"""

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Generic, TypeVar
from uuid import UUID

from models.viewer import Operator
from services.database import Database
from services.realtime.live.live_query import LiveQuery
from services.realtime.live.member_query import MemberQuery
from services.realtime.live.query import Query, Rows
from services.realtime.live.reading import read_rows

Row = TypeVar('Row')
MEMBERS = (
    'select user_id from profiles'
    ' where organization_id = %(organization)s and user_id = any(%(users)s)'
)


class Colleagues(Generic[Row]):
    """Those who use one shared query now."""

    def __init__(
        self, query: Query[Row], opener: Operator, database: Database, turns: asyncio.Semaphore
    ) -> None:
        self._query = query
        self._database = database
        self._turns = turns
        self._organization_id = opener.organization_id
        self._latest = opener
        """Reads on while the query waits for somebody to come back."""
        self._shares: dict[MemberQuery[Row], None] = {}
        """Used as an ordered set."""
        self._members: frozenset[UUID] = frozenset()
        """Users that the last read found to be members."""
        self._is_blind = False
        """Whether the last read found nobody to read for: what changed then is not known."""
        self._lock = asyncio.Lock()
        """An older answer must not undo a newer one."""

    @property
    def shares(self) -> Sequence[MemberQuery[Row]]:
        return list(self._shares)

    def join(self, shared: LiveQuery[Row], viewer: Operator) -> MemberQuery[Row]:
        """A share for this viewer; the next read decides about whom nobody has asked yet."""
        share = MemberQuery(shared, viewer)
        self._shares[share] = None
        if viewer.user_id in self._members:
            share.decide(True)
        else:
            shared.refresh()
        return share

    def leave(self, share: MemberQuery[Row]) -> None:
        """One who leaves altogether is asked about anew when they return."""
        self._latest = share.viewer
        self._shares.pop(share, None)
        share.end()
        self._members &= self._users()

    async def read(self, keys: frozenset[UUID] | None) -> Sequence[Row]:
        """Read with the rights of whoever is a member; no rows when nobody is."""
        async with self._lock:
            keys = None if self._is_blind else keys
            for viewer in self._readers():
                asked = self._users() | {viewer.user_id}
                rows, members = await self._read_among(viewer, asked, keys)
                if viewer.user_id in members:
                    self._is_blind = False
                    rows.is_whole = keys is None
                    self._decide(asked, members)
                    return rows
                self._decide(frozenset({viewer.user_id}), frozenset())
            self._is_blind = True
        nothing: Rows[Row] = Rows()
        nothing.is_whole = True
        return nothing

    def _users(self) -> frozenset[UUID]:
        return frozenset(share.viewer.user_id for share in self._shares)

    def _readers(self) -> Iterator[Operator]:
        """Each person once; without their session, on which no right to look depends."""
        viewers = [share.viewer for share in self._shares] or [self._latest]
        for viewer in {viewer.user_id: viewer for viewer in viewers}.values():
            yield replace(viewer, session_id=None)

    async def _read_among(
        self, viewer: Operator, asked: frozenset[UUID], keys: frozenset[UUID] | None
    ) -> tuple[Rows[Row], frozenset[UUID]]:
        """The rows as one of them sees them, and who belongs to the organization.

        Asked after the rows: who is a member now was one when they were read.
        """
        users = {'organization': self._organization_id, 'users': list(asked)}
        session = self._database.reader(viewer, then=(MEMBERS, users))
        async with self._turns:
            rows = await read_rows(session, self._query, keys)
        return rows, frozenset(user for (user,) in session.answer)

    def _decide(self, asked: frozenset[UUID], members: frozenset[UUID]) -> None:
        self._members = (self._members - asked | members) & self._users()
        for share in self.shares:
            if share.viewer.user_id in asked:
                share.decide(share.viewer.user_id in members)
