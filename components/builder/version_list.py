"""What each version of the proposal changed, newest first. The end of the line in."""

from collections.abc import Sequence

from components.builder.desk import Desk
from components.keyed import Keyed
from components.light import Part
from components.live_element import LiveElement
from components.markup import box, testid, text
from components.moments import moment
from components.public.changes import sentences
from components.public.told import Told
from models import ProposalVersion
from services.proposals import queries
from services.proposals.differences import Picture, differences, of_snapshot, picture

MOST = 8
"""Changes of one version that are listed."""
UNCHANGED = ('', 'The same as the version before.')


class VersionList(LiveElement):
    """A card for each version but the first; read when the tab is first opened."""

    def __init__(self, desk: Desk) -> None:
        super().__init__('section')
        self._desk = desk
        self.classes('t-col t-col--3').props('aria-label=Versions')
        testid(self, 'versions')
        self._cards: Keyed[ProposalVersion, _Card] = Keyed(self, _Card)
        of_proposal = queries.versions(desk.proposal_id, desk.organization_id)
        self.keep_showing(self.watch(desk.services.live, of_proposal, desk.viewer), self._show)

    def _show(self, rows: Sequence[ProposalVersion]) -> None:
        if self._desk.proposal is None:
            return
        kept = sorted(rows, key=lambda row: row.number)
        pictures = [of_snapshot(row.snapshot) for row in kept]
        # a version that stands is kept as it began; what it became is on the page
        ends: list[Picture] = [*pictures[:-1], self._now()]
        self._cards.show(kept[:0:-1])
        for index in range(1, len(kept)):
            self._cards.parts[kept[index].id].show(ends[index - 1], ends[index])

    def _now(self) -> Picture:
        desk = self._desk
        assert desk.proposal is not None
        return picture(desk.proposal, desk.days.rows, desk.activities.rows)


class _Card(Part):
    """One version: its number, when it began, what it changed."""

    def __init__(self, row: ProposalVersion) -> None:
        super().__init__('div', 't-card t-card--pad t-col')
        with self:
            with box('t-row t-between'):
                text(f'Version {row.number}', 't-semi', 'h3')
                moment(row.created_at, 't-3 t-12')
            self._told = Told('t-col', line='t-row t-2', most=MOST)

    def show(self, before: Picture, after: Picture) -> None:
        """Change what differs."""
        told = sentences(differences(before, after), after.facts['currency'])
        self._told.show(told or [UNCHANGED])
