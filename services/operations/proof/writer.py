"""Writes at random, as people would, and remembers what was acknowledged; line out, step A."""

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlmodel import col, select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import ProposalActivity, ProposalComment
from models.viewer import Operator, System
from services.database import Database
from services.errors import AppError
from services.proposals import building, comments, drafting, editing

DAYS, ACTIVITIES = 3, 4


@dataclass(slots=True)
class Writer:
    """One person with activities of their own, so that the last word on each is known."""

    database: Database
    viewer: Operator
    proposal_id: UUID
    activities: list[UUID]
    chance: random.Random
    titles: dict[UUID, str] = field(default_factory=dict)
    """Last title that was acknowledged; an unanswered one is not kept to."""
    said: list[str] = field(default_factory=list)
    refused: int = 0

    async def write(self, number: int) -> None:
        """One change; what it was is remembered once it is acknowledged."""
        kind = self.chance.choices(('title', 'switch', 'say', 'move', 'blink'), (50, 20, 15, 10, 5))
        try:
            await self._write(kind[0], number)
        except AppError:
            self.refused += 1

    async def _write(self, kind: str, number: int) -> None:
        activity = self.chance.choice(self.activities)
        run, viewer = self.database.run, self.viewer
        if kind == 'say':
            body = f'Write {number}'
            await run(
                comments.add,
                viewer,
                proposal_id=self.proposal_id,
                organization_id=viewer.organization_id,
                body=body,
            )
            self.said.append(body)
        elif kind == 'move':
            index = self.chance.randrange(ACTIVITIES)
            day_id = await self._day_of(activity)
            await run(building.move_activity, viewer, id=activity, day_id=day_id, index=index)
        elif kind == 'blink':
            await run(building.remove, viewer, kind=ProposalActivity, id=activity)
            await run(building.restore, viewer, kind=ProposalActivity, id=activity)
        else:
            title = f'Write {number}'
            changes = {'title': title} if kind == 'title' else {'is_selected': number % 2 == 0}
            await run(editing.edit, viewer, kind=ProposalActivity, id=activity, changes=changes)
            if kind == 'title':
                self.titles[activity] = title

    async def _day_of(self, activity: UUID) -> UUID:
        async with self.database.read(System()) as session:
            row = await session.get_one(ProposalActivity, activity)
            return row.day_id

    async def missed(self) -> Counter[str]:
        """Acknowledged writes that the database lost or has twice."""
        async with self.database.read(System()) as session:
            written = Counter(
                await session.exec(
                    select(ProposalComment.body).where(
                        ProposalComment.proposal_id == self.proposal_id
                    )
                )
            )
            rows = await session.exec(
                select(ProposalActivity).where(col(ProposalActivity.id).in_(self.activities))
            )
            titles = {row.id: row.title for row in rows}
        return Counter(
            lost=sum(body not in written for body in self.said)
            + sum(titles.get(key) != title for key, title in self.titles.items()),
            doubled=sum(written[body] - 1 for body in self.said if body in written),
        )


async def stage(
    database: Database, viewers: Sequence[Operator], chance: random.Random
) -> tuple[UUID, list[Writer]]:
    """A proposal of the proof's own, its activities dealt out among the writers."""
    proposal_id, made = await database.run(set_up, viewers[0])
    writers = [
        Writer(
            database=database,
            viewer=viewer,
            proposal_id=proposal_id,
            activities=made[place :: len(viewers)],
            chance=random.Random(chance.random()),
        )
        for place, viewer in enumerate(viewers)
    ]
    return proposal_id, writers


async def set_up(session: AsyncSession, viewer: Operator) -> tuple[UUID, list[UUID]]:
    """Command: a proposal with days and activities; returns its id and theirs."""
    proposal = await drafting.create(session, viewer, title='Proof')
    days = [
        await building.add_day(session, viewer, proposal_id=proposal.id, title=f'Day {number}')
        for number in range(DAYS)
    ]
    made = [
        await building.add_activity(session, viewer, day_id=day.id, title=f'Start {number}')
        for day in days
        for number in range(ACTIVITIES)
    ]
    return proposal.id, [activity.id for activity in made]
