"""A screen as a page keeps it: the list once, then patch by patch; nothing is ever read again.

What a browser shows of it is drawn by a view, and changed as the view says: both have to be right.
"""

import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from components.view.html import html
from components.view.node import Node, el
from components.view.parts import part
from components.view.view import View
from models.patch import Patch, PatchKind
from models.viewer import Viewer
from services.realtime.live import LiveQuery, Query
from services.realtime.live.diff import changed_fields, field_names
from services.realtime.live.optimistic_query import OptimisticQuery
from tests.chaos.core import Core
from tests.chaos.tenant import CANARY, Tenant
from tests.chaos.verdict import Sin, Verdict
from tests.drawn import read


@part
def _drawn(row: Any) -> Node:
    """A row with all values that were read; drawn again only when it is another row."""
    absent = set(field_names(row)) - set(getattr(row, '__dict__', field_names(row)))
    fields = ((name, getattr(row, name)) for name in field_names(row) if name not in absent)
    return el('li', '', (el('b', '', f'{name}: {value}') for name, value in fields), key=row.id)


def _page(rows: tuple[Any, ...]) -> Node:
    return el('ul', '', map(_drawn, rows), id='rows')


class Browser:
    """Shows a view; it joined as a screen does, and carries out what the view says."""

    def __init__(self, rows: Sequence[Any]) -> None:
        self.view: View[tuple[Any, ...]] = View(_page, tuple(rows))
        self._at = self.view.drawing
        self.root = read(html(self._at.node))
        self.view.join(self)

    def show(self, rows: Sequence[Any]) -> None:
        self.view.state = tuple(rows)
        self.view.draw_now()

    def catch_up(self) -> None:
        _, place, before, after, changes = json.loads(
            self.view.message(0, self._at, self.view.drawing).event
        )
        assert (place, before, after) == (0, self._at.number, self.view.drawing.number)
        self.root.carry_out(changes)
        self._at = self.view.drawing

    def differs_from(self, rows: Sequence[Any]) -> bool:
        """Whether it looks otherwise than a page that is loaded anew."""
        return self.root.looks() != read(html(_page(tuple(rows)))).looks()


class Screen:
    """Opened by `open`, ended by `close`; sins against the oracle go to the verdict."""

    def __init__(self, core: Core, query: Query[Any], viewer: Viewer) -> None:
        self.core = core
        self.query = query
        self.viewer = viewer
        self.shown: list[Any] = []
        self.patches = 0
        self.is_open = False
        self._newest: dict[UUID, int] = {}

    @property
    def name(self) -> str:
        return f'{self.query.name} of {self.viewer.scope}'

    async def open(self, tenant: Tenant | None, verdict: Verdict) -> None:
        """Show the first rows; without a tenant there is nothing to be seen."""
        self.tenant, self._verdict = tenant, verdict
        self.reader: LiveQuery[Any] = self.core.live.open(self.query, self.viewer)
        await self.reader.ready()
        self.laid: OptimisticQuery[Any] = OptimisticQuery(self.reader)
        self.shown = list(self.laid.rows)
        for row in self.shown:
            self._look_at(row)
        self.browser = Browser(self.laid.rows)
        self._release = self.laid.subscribe(self.take)
        self.is_open = True

    def close(self) -> None:
        if self.is_open:
            self.is_open = False
            self._release()
            self.laid.close()
            self.core.live.close(self.reader)

    def take(self, patches: Sequence[Patch[Any]]) -> None:
        for patch in patches:
            self.patches += 1
            held = next((row for row in self.shown if row.id == patch.key), None)
            if held is not None:
                self.shown.remove(held)
            if (held is None) is not (patch.kind is PatchKind.INSERT):
                self._verdict.add(Sin.STALE, f'{self.name}: {patch.kind} of {held!r}')
            if patch.kind is not PatchKind.REMOVE:
                self.shown.insert(patch.index, patch.row)
                self._look_at(patch.row)
        self.browser.show(self.laid.rows)
        if foreign := strangers(self.browser.root.words, self.tenant):
            self._verdict.add(Sin.LEAKED, f'{self.name}: the browser shows {foreign}')

    def forget(self, key: UUID) -> None:
        """The row is deleted and made anew: its revisions start again."""
        self._newest[key] = -1

    def differences(self, fresh: Sequence[Any]) -> str:
        """In words, how the screen differs from a fresh read; empty when it does not."""
        if [row.id for row in self.shown] != [row.id for row in fresh]:
            return f'shows {_keys(self.shown)}, there are {_keys(fresh)}'
        for shown, row in zip(self.shown, fresh, strict=True):
            if fields := changed_fields(shown, row):
                values = {name: (getattr(shown, name), getattr(row, name)) for name in fields}
                return f'row {row.id} shows {values}'
        if self.browser.differs_from(fresh):
            return f'the browser shows {self.browser.root.words!r}'
        return ''

    def _look_at(self, row: Any) -> None:
        newest = self._newest.get(row.id, 0)
        if row.revision < newest:
            self._verdict.add(Sin.BACK, f'{self.name}: {row.id} from {newest} to {row.revision}')
        if newest >= 0:
            self._newest[row.id] = row.revision
        if foreign := strangers(row.__dict__ if hasattr(row, '__dict__') else row, self.tenant):
            self._verdict.add(Sin.LEAKED, f'{self.name}: {foreign}')


def strangers(values: Any, tenant: Tenant | None) -> str:
    """The canary of somebody else in what is shown, sent or logged; empty when there is none."""
    text = str(values)
    if tenant is not None:
        text = text.replace(tenant.canary, '')
    found = text.find(CANARY)
    return text[found : found + 60] if found >= 0 else ''


def _keys(rows: Sequence[Any]) -> str:
    return str([f'{str(row.id)[:8]}@{row.revision}' for row in rows])
