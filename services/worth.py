"""What a proposal comes to, added up by the database. Serves step 5 of the line in."""

from decimal import Decimal

from sqlalchemy import ColumnElement, Numeric, case, func, or_, select
from sqlmodel import col

from models import PriceUnit, Proposal, ProposalActivity


def total() -> ColumnElement[Decimal]:
    """What a proposal comes to, as `services.proposals.totals` adds it up; for its row."""
    price = func.round(
        ProposalActivity.price, func.tradewind.currency_digits(Proposal.currency), type_=Numeric
    )
    is_each = col(ProposalActivity.price_unit) == PriceUnit.PER_PERSON
    line = price * case((is_each, Proposal.travellers), else_=1)
    return (
        select(func.coalesce(func.sum(line), 0, type_=Numeric))
        .where(
            col(ProposalActivity.proposal_id) == col(Proposal.id),
            col(ProposalActivity.deleted_at).is_(None),
            or_(~col(ProposalActivity.is_optional), col(ProposalActivity.is_selected)),
        )
        .correlate(Proposal)
        .scalar_subquery()
    )
