"""Every visit: when, through which link, on what, for how long. The end of the line in."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from components.engine.light import Light, Part, Text
from components.kit.format import age
from components.kit.markup import box, show, text
from components.kit.moments import Saying, moment
from components.proposals.editor.editor import ProposalEditor
from models import ProposalView, ViewVerdict
from models.patch import Patch, PatchKind

DEVICES = {'phone': 'On a phone', 'tablet': 'On a tablet', 'desktop': 'On a computer'}
VERDICTS = {ViewVerdict.MACHINE: 'A program', ViewVerdict.STAFF: 'Colleague'}


class Visits(Part):
    """The tab "Views", newest first."""

    def __init__(self, editor: ProposalEditor) -> None:
        super().__init__('div')
        self._editor = editor
        self._rows: dict[UUID, VisitRow] = {}
        self.classes('t-visits')
        with self:
            self._empty = box('t-empty t-well')
            with self._empty:
                text('Nobody has looked yet', 't-h4', 'h2')
                text('Each visit shows here the moment the page is open and seen.', tag='p')
            self._list = box('t-acts', role='list')
        for index, view in enumerate(editor.views.rows):
            self._insert(view, index)
        self._show_empty()
        editor.follow(editor.views, self._on_views)
        editor.follow(editor.links, lambda _: self._show_links())

    def _on_views(self, patches: Sequence[Patch[ProposalView]]) -> None:
        for patch in patches:
            if patch.kind is PatchKind.INSERT and patch.row:
                self._insert(patch.row, patch.index)
            elif patch.kind is PatchKind.REMOVE and patch.key in self._rows:
                self._rows.pop(patch.key).delete()
            elif patch.key in self._rows and patch.row:
                self._rows[patch.key].patch(patch.row)
        self._show_empty()

    def _insert(self, view: ProposalView, index: int) -> None:
        with self._list:
            row = VisitRow(view, self._link(view))
        row.move(self._list, target_index=index)
        self._rows[view.id] = row

    def _show_links(self) -> None:
        for row in self._rows.values():
            row.show_link(self._link(row.view))

    def _link(self, view: ProposalView) -> str:
        found = (link.label for link in self._editor.links.rows if link.id == view.share_link_id)
        return next(found, 'A link')

    def _show_empty(self) -> None:
        show(self._empty, not self._rows)
        show(self._list, bool(self._rows))


class VisitRow(Light):
    """One visit."""

    def __init__(self, view: ProposalView, link: str) -> None:
        super().__init__('div')
        self.view = view
        self.classes('t-visit')
        self.props['role'] = 'listitem'
        self.props['data-enter'] = True
        with self:
            with box('t-medium t-clip', 'span'):
                self._link = Text(link)
            text(device(view), 't-2 t-clip')
            with box('t-3 t-num t-12', 'span'):
                self._length = Text(length(view))
            moment(view.created_at, 't-3 t-12 t-right', saying=Saying.AGO)

    def patch(self, view: ProposalView) -> None:
        self.view = view
        self._length.set_text(length(view))

    def show_link(self, label: str) -> None:
        self._link.set_text(label)


def device(view: ProposalView) -> str:
    """`On a phone`; `A program` where no person looked."""
    return VERDICTS.get(view.verdict) or DEVICES.get(view.device, 'Somewhere')


def length(view: ProposalView) -> str:
    """`for 4 min`, or nothing while the visit lasts."""
    begun: datetime | None = view.created_at
    if begun is None or view.ended_at is None:
        return ''
    return f'for {age((view.ended_at - begun).total_seconds())}'
