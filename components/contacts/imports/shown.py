"""What the page of an import shows: the import, the lines that are looked at, what is edited."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple

from models import Import, ImportPolicy, ImportState, RowVerdict
from services.contacts.importing import Field
from services.contacts.imports.queries import Line, Tab

RUNS = (ImportState.RUNNING, ImportState.UNDOING)
HAS_ENDED = (*(ImportState.DONE, ImportState.CANCELLED, ImportState.FAILED, ImportState.UNDONE),)


class Shown(NamedTuple):
    """All of it; a value."""

    row: Import | None
    """None before there is a file."""
    may_edit: bool = True
    tab: Tab = Tab.ALL
    lines: tuple[Line, ...] = ()
    has_more: bool = False
    starts: tuple[int, ...] = (0,)
    """Where the pages begin that were looked at."""
    edited: str = ''
    """The line whose cell is mended."""
    now: datetime | None = None

    @property
    def columns(self) -> list[dict[str, Any]]:
        return list(self.row.guess.get('columns', ())) if self.row else []

    @property
    def options(self) -> Mapping[str, Any]:
        return self.row.options if self.row else {}

    @property
    def found(self) -> Mapping[str, int]:
        """Lines by verdict."""
        return self.row.counts.get('found', {}) if self.row else {}

    def count(self, verdict: RowVerdict) -> int:
        return int(self.found.get(verdict, 0))

    @property
    def is_editable(self) -> bool:
        """Whether choices can still be made."""
        return bool(
            self.row and self.may_edit and self.row.state is ImportState.READY and not self.row.done
        )

    @property
    def planned(self) -> int:
        """Lines that will be written."""
        assert self.row is not None
        leaves = self.row.policy is ImportPolicy.LEAVE
        return (
            self.count(RowVerdict.NEW)
            + self.count(RowVerdict.TWICE)
            + (0 if leaves else self.count(RowVerdict.UPDATE))
        )

    def field_of(self, column: Mapping[str, Any]) -> Field:
        """What a column becomes."""
        try:
            return Field(column.get('field', Field.IGNORED))
        except ValueError:
            return Field.IGNORED
