"""What each version of the proposal changed, newest first. The end of the line in."""

from collections.abc import Sequence

from nicegui import background_tasks

from components.builder.desk import Desk
from components.format import ago, stamp
from components.icons import icon
from components.light import Part
from components.markup import box, testid, text
from components.public.changes import sentences
from models import ProposalVersion
from services.live import LiveQuery
from services.proposals import queries
from services.proposals.differences import Picture, differences, of_snapshot, picture

MOST = 8
"""Changes of one version that are listed."""


class VersionList(Part):
    """Few and rarely changed, so they are made anew; read when the tab is first opened."""

    def __init__(self, desk: Desk) -> None:
        super().__init__('section')
        self._desk = desk
        self.classes('t-col t-col--3').props('aria-label=Versions')
        testid(self, 'versions')
        of_proposal = queries.versions(desk.proposal_id, desk.organization_id)
        versions = desk.watch(desk.services.live, of_proposal, desk.viewer)
        background_tasks.create(self._load(versions), name='versions of a proposal')

    async def _load(self, versions: LiveQuery[ProposalVersion]) -> None:
        await versions.ready()
        if self.is_deleted:
            return
        self._show(versions.rows)
        self._desk.follow(versions, lambda _: self._show(versions.rows))

    def _show(self, rows: Sequence[ProposalVersion]) -> None:
        if self.is_deleted or self._desk.proposal is None:
            return
        kept = sorted(rows, key=lambda row: row.number)
        pictures = [of_snapshot(row.snapshot) for row in kept]
        # a version that stands is kept as it began; what it became is on the page
        ends: list[Picture] = [*pictures[:-1], self._now()]
        self.clear()
        with self:
            for index in range(len(kept) - 1, 0, -1):
                self._build(kept[index], ends[index - 1], ends[index])

    def _now(self) -> Picture:
        desk = self._desk
        assert desk.proposal is not None
        return picture(desk.proposal, desk.days.rows, desk.activities.rows)

    def _build(self, row: ProposalVersion, before: Picture, after: Picture) -> None:
        told = sentences(differences(before, after), after.facts['currency'])
        with box('t-card t-card--pad t-col'):
            with box('t-row t-between'):
                text(f'Version {row.number}', 't-semi', 'h3')
                moment = row.created_at
                text(ago(moment), 't-3 t-12', title=stamp(moment) if moment else None)
            for symbol, said in told[:MOST]:
                with box('t-row t-2'):
                    icon(symbol, 14)
                    text(said)
            if len(told) > MOST:
                text(f'and {len(told) - MOST} more', 't-3')
