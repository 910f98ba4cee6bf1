"""A screen as the line in feeds it, and how far it is from the database; serves the line in."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from models.patch import Patch, PatchKind
from services.realtime.live import LiveQuery
from services.realtime.live.diff import changed_fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a proof found; all four zero is the only good one."""

    lost: int = 0
    """Rows that the database has and a screen has not, or acknowledged writes that are gone."""
    doubled: int = 0
    """Rows on a screen twice, or writes that are there twice."""
    stale: int = 0
    """Rows on a screen that are older, gone or elsewhere in the database, or that went back."""
    leaked: int = 0
    """Rows on a screen that belong to another organization."""
    writes: int = 0
    refused: int = 0
    """Writes that were reported as failed."""
    cuts: int = 0
    queries: int = 0
    """Live queries that were compared, each with a screen of its own."""
    pages: int = 0
    """Pages open in browsers that were compared with what their queries hold."""
    seconds: float = 0.0

    @property
    def is_clean(self) -> bool:
        return not (self.lost or self.doubled or self.stale or self.leaked)


class Screen:
    """Shows one live query as a page does: the rows once, then patch by patch."""

    def __init__(self, query: LiveQuery[Any]) -> None:
        self.query = query
        self.shown: list[Any] = list(query.rows)
        self.steps_back = 0
        """How often a row was replaced by an older one."""
        self._release = query.subscribe(self._take)

    def close(self) -> None:
        self._release()

    def _take(self, patches: Sequence[Patch[Any]]) -> None:
        for patch in patches:
            held = next((row for row in self.shown if row.id == patch.key), None)
            if held is not None:
                self.shown.remove(held)
            if patch.kind is PatchKind.REMOVE or patch.row is None:
                continue
            if held is not None and patch.row.revision < held.revision:
                self.steps_back += 1
            self.shown.insert(patch.index, patch.row)


def compared(
    shown: Sequence[Any], truth: Sequence[Any], organization_id: UUID, *, steps_back: int = 0
) -> Counter[str]:
    """Lost, doubled, stale and leaked of one screen beside a fresh read."""
    keys = [row.id for row in shown]
    held = {row.id: row for row in shown}
    true = {row.id: row for row in truth}
    aged = sum(bool(changed_fields(held[key], row)) for key, row in true.items() if key in held)
    common = [key for key in held if key in true]
    is_shuffled = common != [row.id for row in truth if row.id in held]
    return +Counter(
        lost=len(true.keys() - held.keys()),
        doubled=len(keys) - len(held),
        stale=aged + len(held.keys() - true.keys()) + is_shuffled + steps_back,
        leaked=sum(
            getattr(row, 'organization_id', organization_id) != organization_id for row in shown
        ),
    )
