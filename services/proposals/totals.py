"""What a proposal costs: the one place that adds prices up, in `Decimal`.

Serves the line in (every screen shows these figures) and the line out (approvals record them).
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Protocol
from uuid import UUID

from models import PriceUnit
from services.money import rounded

ZERO = Decimal(0)


class Priced(Protocol):
    """What the sums need of an activity."""

    @property
    def day_id(self) -> UUID: ...
    @property
    def price(self) -> Decimal: ...
    @property
    def price_unit(self) -> PriceUnit: ...
    @property
    def is_optional(self) -> bool: ...
    @property
    def is_selected(self) -> bool: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """All amounts in the proposal's currency, and as fine as can be paid in it."""

    total: Decimal = ZERO
    """What the client would pay for all travellers, as chosen now."""
    included: Decimal = ZERO
    """The fixed part of it."""
    options: Decimal = ZERO
    """The chosen part of it."""
    per_person: Decimal = ZERO
    """Total shared by the travellers, rounded as well."""
    is_even: bool = True
    """Whether the shares come to the total; else each is about that much."""
    chosen: int = 0
    """How many of the options are chosen."""
    offered: int = 0
    """How many options there are."""
    by_day: dict[UUID, Decimal] = field(default_factory=dict)
    """What counts towards the total, for each day."""


def line_total(activity: Priced, travellers: int, currency: str) -> Decimal:
    """Price of one activity for everybody, whether chosen or not.

    The price for one is rounded, so that what is shown for each comes to this.
    """
    count = travellers if activity.price_unit == PriceUnit.PER_PERSON else 1
    return rounded(activity.price, currency) * count


def counts(activity: Priced) -> bool:
    """Whether the activity is part of the total."""
    return activity.is_selected if activity.is_optional else True


def totals(activities: Iterable[Priced], travellers: int, currency: str) -> Totals:
    """Add up the activities of one proposal (removed ones left out by the reader)."""
    included = options = rounded(ZERO, currency)
    chosen = offered = 0
    by_day: dict[UUID, Decimal] = defaultdict(lambda: ZERO)
    for activity in activities:
        amount = line_total(activity, travellers, currency)
        offered += activity.is_optional
        if not counts(activity):
            continue
        by_day[activity.day_id] += amount
        if activity.is_optional:
            options += amount
            chosen += 1
        else:
            included += amount
    total = included + options
    per_person = rounded(total / max(travellers, 1), currency)
    return Totals(
        total=total,
        included=included,
        options=options,
        per_person=per_person,
        is_even=per_person * max(travellers, 1) == total,
        chosen=chosen,
        offered=offered,
        by_day=dict(by_day),
    )
