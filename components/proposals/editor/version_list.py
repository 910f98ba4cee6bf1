"""What each version of the proposal changed, newest first. The end of the line in."""

from collections.abc import Sequence

from components.engine.light import Part
from components.kit.keyed import Keyed
from components.kit.markup import box, testid, text
from components.kit.moments import moment
from components.live.element import LiveElement
from components.proposals.editor.change_list import ChangeList
from components.proposals.editor.editor import ProposalEditor
from components.proposals.public.changes import sentences
from models import ProposalVersion
from services.proposals import queries
from services.proposals.differences import Picture, differences, of_snapshot, picture

MOST = 8
"""Changes of one version that are listed."""
UNCHANGED = ('', 'The same as the version before.')
UNTOLD = ('', 'What changed cannot be told: a version that was kept cannot be read.')


class VersionList(LiveElement):
    """A card for each version but the first; read when the tab is first opened."""

    def __init__(self, editor: ProposalEditor) -> None:
        super().__init__('section')
        self._editor = editor
        self.classes('t-col t-col--3').props('aria-label=Versions')
        testid(self, 'versions')
        self._cards: Keyed[ProposalVersion, _Card] = Keyed(self, _Card)
        of_proposal = queries.versions(editor.proposal_id, editor.organization_id)
        self.keep_showing(self.watch(editor.services.live, of_proposal, editor.viewer), self._show)

    def _show(self, rows: Sequence[ProposalVersion]) -> None:
        if self._editor.proposal is None:
            return
        kept = sorted(rows, key=lambda row: row.number)
        pictures = [of_snapshot(row.snapshot) for row in kept]
        # a version that stands is kept as it began; what it became is on the page
        ends: list[Picture | None] = [*pictures[:-1], self._now()]
        self._cards.show(kept[:0:-1])
        for index in range(1, len(kept)):
            self._cards.parts[kept[index].id].show(ends[index - 1], ends[index])

    def _now(self) -> Picture:
        editor = self._editor
        assert editor.proposal is not None
        return picture(editor.proposal, editor.days.rows, editor.activities.rows)


class _Card(Part):
    """One version: its number, when it began, what it changed."""

    def __init__(self, row: ProposalVersion) -> None:
        super().__init__('div', 't-card t-card--pad t-col')
        with self:
            with box('t-row t-between'):
                text(f'Version {row.number}', 't-semi', 'h3')
                moment(row.created_at, 't-3 t-12')
            self._told = ChangeList('t-col', line='t-row t-2', most=MOST)

    def show(self, before: Picture | None, after: Picture | None) -> None:
        """Change what differs."""
        if before is None or after is None:
            self._told.show([UNTOLD])
            return
        told = sentences(differences(before, after), after.facts['currency'])
        self._told.show(told or [UNCHANGED])
