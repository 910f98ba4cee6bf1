"""Three-way comparison of a row's fields: what merges, and what two people both changed; pure.

Line out, step B. A value is compared as a person would have typed it, so that a stray space or
a price written `92.5` is no difference.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from models.fields import Fields
from services.commands.fields import validated
from services.errors import Clash, Invalid

Values = tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Merge:
    """What an edit comes to on the row as it stands."""

    changes: dict[str, Any] = field(default_factory=dict)
    """Fields to write; those that have the wanted value already are not among them."""
    clashes: tuple[Clash, ...] = ()


def merge(
    shape: type[Fields],
    current: Mapping[str, Any],
    mine: Mapping[str, Any],
    base: Mapping[str, Any] | None,
    *,
    by: UUID | None = None,
    at: datetime | None = None,
) -> Merge:
    """Compare each wanted value with the current one and the one seen.

    A field without a base is written whatever it was: whoever names none wants to. Of several
    values in one field each is a change of its own, so they always merge.
    """
    changes: dict[str, Any] = {}
    clashes: list[Clash] = []
    for name, wanted in mine.items():
        now = as_typed(shape, name, current[name])
        if now == wanted:
            continue
        if base is None or name not in base:
            changes[name] = wanted
            continue
        seen = as_typed(shape, name, base[name])
        if now == seen:
            changes[name] = wanted
        elif isinstance(wanted, tuple):
            changes[name] = together(now, wanted, seen)
        elif wanted != seen:
            clashes.append(
                Clash(field=name, mine=wanted, theirs=current[name], original=seen, by=by, at=at)
            )
    return Merge(changes=changes, clashes=tuple(clashes))


def together(theirs: Values, mine: Values, base: Values) -> Values:
    """What both put in, without what either took out; theirs first."""
    kept = (value for value in theirs if value in mine or value not in base)
    added = (value for value in mine if value not in base and value not in theirs)
    return *kept, *added


def as_typed(shape: type[Fields], name: str, value: Any) -> Any:
    """The value as its field would keep it; one that no field would keep stays as it is."""
    try:
        return validated(shape, {name: value})[name]
    except Invalid:
        return value
