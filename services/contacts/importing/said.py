"""One value that a file says about a person, and how such values are read."""

from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from services.contacts.importing.shapes import Field


class Said(NamedTuple):
    """One value."""

    field: Field
    text: str
    called: str = ''
    """The header, or what a card calls it."""
    label: str = ''
    """`mobile`, `opt_out`; see `headers.Known`."""
    rank: int = 5
    """The smallest is the primary one."""
    is_split: bool = True
    """Whether several tags may be in one text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class How:
    """How values are read."""

    region: str = ''
    date_order: str = ''
    today: date = field(default_factory=date.today)
    keeps_unknown: bool = True
    is_ours: bool = False
    """Whether Tradewind wrote the file: numbers that nobody can dial stay where they are then."""
