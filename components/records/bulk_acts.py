"""What can be done with many records at once, as a list declares it. Pure; begins the way out.

    bulk=(TAGS.bulk(), STAGE.bulk(), OWNER.bulk()),

`components/records/bulk_menus.py` asks what is to be, and does it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from components.live.bulk import Bulk
from services.records.facets import Facet
from services.records.lists import ListCounts

DELETE = Bulk('delete', 'Delete', 'trash-2', is_danger=True)


@dataclass(frozen=True, slots=True)
class Choosing:
    """All of them get one value of a facet."""

    act: Bulk
    facet: Facet
    choices: Callable[[ListCounts], Mapping[Any, str]]
    """Values with the words for them."""


@dataclass(frozen=True, slots=True)
class Tagging:
    """Words come to all of them, or go."""

    act: Bulk
    facet: Facet


BulkAct = Choosing | Tagging
