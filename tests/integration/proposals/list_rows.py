"""Random proposals, and what the list shows of them by plain Python: the oracle of its queries."""

from collections import defaultdict
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from uuid import UUID

import psycopg
from sqlmodel import select
from sqlmodel.ext.asyncio.session import AsyncSession

from models import Contact, Proposal, ProposalActivity, ProposalStatus, ShareLink
from services.folding import finds, folded
from services.money import digits
from services.proposals.cards import ProposalCard, last_moment
from services.proposals.list_state import (
    Group,
    ProposalListState,
    Sort,
    Tab,
    is_archived,
    statuses_shown,
)
from services.proposals.totals import totals

NOW = datetime.now(UTC).replace(microsecond=0)
CURRENCIES = ('EUR', 'JPY', 'KWD', 'XQQ')
TITLES = (
    *('Madeira, slowly', 'Zürich – Łódź', 'zurich by train', 'Ærø & Tromsø', 'Åland', 'Öland'),
    *('Фёдор на Байкале', 'Ωmega', '北京', 'madeira (again)', 'O’Higgins 100%', ''),
)
NAMES = ('Zoë Müller', 'Zoe Mueller', 'anna Berg', 'Ánna', 'Søren Åse', 'Łukasz', '李伟')
ACTS = ('', 'Added Sunset catamaran', 'Asked about Zürich', 'Opened it')


def fill(owner_url: str, organization_id: UUID, *, number: int, seed: int = 18) -> None:
    """Write so many proposals of all kinds, as if they had been written over months."""
    dice = Random(seed)
    with psycopg.connect(owner_url) as owner, owner.cursor() as cursor:
        cursor.execute('set session_replication_role = replica')  # the moments are ours
        contacts = [_uuid(dice) for _ in NAMES]
        cursor.executemany(
            'insert into contacts (id, organization_id, full_name) values (%s, %s, %s)',
            [(id, organization_id, name) for id, name in zip(contacts, NAMES, strict=True)],
        )
        proposals = [_proposal(dice, organization_id, contacts) for _ in range(number)]
        columns = ', '.join(proposals[0])
        marks = ', '.join(['%s'] * len(proposals[0]))
        cursor.executemany(
            f'insert into proposals ({columns}) values ({marks})',
            [tuple(each.values()) for each in proposals],
        )
        cursor.executemany(
            'insert into proposal_activities (organization_id, proposal_id, day_id, price,'
            ' price_unit, is_optional, is_selected, deleted_at)'
            ' values (%s, %s, %s, %s, %s, %s, %s, %s)',
            [_activity(dice, each) for each in proposals for _ in range(dice.randrange(6))],
        )


def _uuid(dice: Random) -> UUID:
    return UUID(int=dice.getrandbits(128), version=4)


def _moment(dice: Random) -> datetime:
    """Few enough that some are equal."""
    return NOW - timedelta(hours=dice.randrange(60 * 24))


def _proposal(dice: Random, organization_id: UUID, contacts: list[UUID]) -> dict[str, object]:
    def perhaps(value: object, chance: float = 0.5) -> object:
        return value if dice.random() < chance else None

    starts_on = date(2027, 1, 1) + timedelta(days=dice.randrange(20))
    return {
        'id': _uuid(dice),
        'organization_id': organization_id,
        'title': dice.choice(TITLES),
        'client_id': perhaps(dice.choice(contacts), 0.8),
        'status': dice.choice(list(ProposalStatus)).value,
        'status_changed_at': perhaps(_moment(dice)),
        'currency': dice.choice(CURRENCIES),
        'travellers': dice.randrange(1, 5),
        'starts_on': perhaps(starts_on),
        'cover': dice.choice(('', 'asset:madeira', 'asset:kyoto')),
        'client_activity': dice.choice(ACTS),
        'client_activity_at': perhaps(_moment(dice)),
        'is_template': dice.random() < 0.1,
        'archived_at': perhaps(NOW, 0.2),
        'deleted_at': perhaps(NOW, 0.1),
        'created_at': NOW,
        'updated_at': _moment(dice),
    }


def _activity(dice: Random, proposal: dict[str, object]) -> tuple[object, ...]:
    places = digits(str(proposal['currency']))
    price = Decimal(dice.randrange(10**6)).scaleb(-dice.randrange(5))
    is_payable = dice.random() < 0.8
    return (
        *(proposal['organization_id'], proposal['id'], _uuid(dice)),
        round(price, places) if is_payable else price,
        dice.choice(('per_person', 'per_group')),
        *(dice.random() < 0.5, dice.random() < 0.5),
        NOW if dice.random() < 0.1 else None,
    )


async def all_cards(session: AsyncSession) -> list[ProposalCard]:
    """Everything that is not deleted, added up in Python."""
    priced: dict[UUID, list[ProposalActivity]] = defaultdict(list)
    for activity in await session.exec(select(ProposalActivity)):
        if activity.deleted_at is None:
            priced[activity.proposal_id].append(activity)
    found = await session.exec(
        select(Proposal, Contact, ShareLink.label)
        .join(Contact, Contact.id == Proposal.client_id, isouter=True)  # type: ignore[arg-type]
        .join(ShareLink, ShareLink.id == Proposal.updated_by, isouter=True)  # type: ignore[arg-type]
    )
    return [
        ProposalCard(
            **{name: getattr(proposal, name) for name in ProposalCard.__slots__ if name in COMMON},
            client_name=client.full_name if client else '',
            client_portrait=client.portrait if client else '',
            client_color=client.color if client else 4,
            client_link=label or '',
            total=totals(priced[proposal.id], proposal.travellers, proposal.currency).total,
            is_archived=proposal.archived_at is not None,
        )
        for proposal, client, label in found
        if proposal.deleted_at is None
    ]


COMMON = set(ProposalCard.__slots__) & set(Proposal.model_fields)


def shown(
    cards: list[ProposalCard], state: ProposalListState, group: Group | None = None
) -> list[ProposalCard]:
    """What tab, group, filter and search let through, in the order of the chosen column."""
    return ordered([card for card in cards if _is_shown(card, state, group)], state)


def _is_shown(card: ProposalCard, state: ProposalListState, group: Group | None) -> bool:
    if card.is_archived != is_archived(state) or card.is_template != (state.tab is Tab.TEMPLATES):
        return False
    text = f'{card.title} {card.client_name} {card.client_activity} {card.cover}'
    return card.status in statuses_shown(state, group) and finds(state.words, text)


def ordered(cards: list[ProposalCard], state: ProposalListState) -> list[ProposalCard]:
    """The latest activity decides between equals."""
    latest = sorted(sorted(cards, key=lambda card: card.id), key=last_moment, reverse=True)
    match state.sort:
        case Sort.ACTIVITY:
            by_id = sorted(cards, key=lambda card: card.id)
            return sorted(by_id, key=last_moment, reverse=not state.reverse)
        case Sort.TITLE:
            return sorted(latest, key=lambda card: folded(card.title), reverse=state.reverse)
        case Sort.CLIENT:
            return sorted(latest, key=lambda card: folded(card.client_name), reverse=state.reverse)
        case Sort.TRAVEL:
            return sorted(
                latest, key=lambda card: card.starts_on or date.max, reverse=state.reverse
            )
    by_amount = sorted(latest, key=lambda card: card.total, reverse=not state.reverse)
    return sorted(by_amount, key=lambda card: card.currency)


def sum_of(cards: list[ProposalCard]) -> tuple[tuple[str, Decimal], ...]:
    amounts: dict[str, Decimal] = {}
    for card in cards:
        amounts[card.currency] = amounts.get(card.currency, Decimal(0)) + card.total
    return tuple(sorted(amounts.items()))
