"""What the proposal list says of a card, and of sums; pure, step 6 of the line in."""

from datetime import date
from decimal import Decimal

from components.engine.directions import isolated
from components.kit.format import short_range
from models import ProposalStatus
from services import money
from services.proposals.cards import ProposalCard
from services.proposals.figures import Amounts

WITH_WORDS = ('Asked about ', 'Added ', 'Removed ', 'Declined: ')
"""How the acts of clients begin that end in somebody's words."""
ABOUT_MONEY = ('Added ', 'Removed ')
"""How those begin that change the total."""
RECENT_DAYS = 60
YEAR_DAYS = 365


def last_act(card: ProposalCard) -> str:
    """The client's last act in words, or what stands in its place."""
    if card.client_activity:
        return spoken_act(card.client_activity)
    words = {ProposalStatus.DRAFT: 'Edited', ProposalStatus.SENT: 'Not opened yet'}
    return 'Template' if card.is_template else words.get(card.status, card.status.capitalize())


def spoken_act(act: str) -> str:
    """What a client did, the words in it in their own direction."""
    verb = next((each for each in WITH_WORDS if act.startswith(each)), '')
    return verb + isolated(act.removeprefix(verb)) if verb else act


def travel(card: ProposalCard, *, today: date) -> str:
    """`14–21 Mar`; the year only where it is not the next such date."""
    words = short_range(card.starts_on, card.ends_on)
    first, last = card.starts_on or card.ends_on, card.ends_on or card.starts_on
    if first is None or last is None or first.year != last.year:
        return words or 'No dates'
    is_near = -RECENT_DAYS <= (first - today).days < YEAR_DAYS
    return words.removesuffix(f' {last.year}') if is_near else words


def gain(before: ProposalCard, now: ProposalCard) -> str | None:
    """`+€100` where a client's act did it, nothing where we did; None where the total stands."""
    gained = now.total - before.total
    if not gained or now.currency != before.currency:
        return None
    sign = '+' if gained > 0 else '−'
    is_theirs = now.client_activity_at != before.client_activity_at
    return sign + money.shown(abs(gained), now.currency) if is_theirs else ''


def worth(amounts: Amounts) -> str:
    """`€17,673`; amounts of different currencies are not added: `€17,673 + $900`."""
    return ' + '.join(money.shown(amount, currency) for currency, amount in amounts)


def worth_or_nothing(amounts: Amounts, currency: str) -> str:
    """The same; `€0` where there is nothing to add."""
    return worth(amounts) or money.shown(Decimal(0), currency)
