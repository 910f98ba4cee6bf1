"""What the page asks of each activity at every change, read once of each row.

A row of the database answers through SQLAlchemy, half a microsecond a question; a page with a
thousand of them asks ten thousand. Live queries never change a row, they give another one.
"""

from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from components.kit.memo import keep_by_row
from models import PriceUnit, ProposalActivity
from services.proposals.differences import Line, line


class PlainActivity(NamedTuple):
    """Its values, and how it is kept for "what changed"."""

    day_id: UUID
    price: Decimal
    price_unit: PriceUnit
    is_optional: bool
    is_selected: bool
    line: Line


@keep_by_row
def plain(row: ProposalActivity) -> PlainActivity:
    return PlainActivity(
        row.day_id, row.price, row.price_unit, row.is_optional, row.is_selected, line(row)
    )
