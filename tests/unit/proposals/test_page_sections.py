"""Whatever becomes of an offer, its page is as if it were drawn for the first time."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import uuid4

import pytest

from components.kit.avatar import Face
from components.proposals.public.offer import PREVIEW, Offer, Rights
from components.proposals.public.page import page
from components.proposals.public.seen import Seen
from components.view.parts import Parts
from models import (
    AuthorKind,
    LinkScope,
    Organization,
    Profile,
    Proposal,
    ProposalActivity,
    ProposalComment,
    ProposalDay,
    ProposalStatus,
)
from services.proposals.differences import picture
from services.realtime.status import LinkState, LinkStatus

OF = {'organization_id': uuid4(), 'proposal_id': uuid4()}
NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
DAYS = [ProposalDay(**OF, title=f'Day {number}') for number in range(3)]


def begun() -> Offer:
    proposal = Proposal(
        id=OF['proposal_id'], organization_id=OF['organization_id'],
        title='Slow', status=ProposalStatus.SENT, travellers=2, intro='Dear Mia',
    )  # fmt: skip
    activities = [
        ProposalActivity(
            **OF, day_id=day.id, title=f'{word} of {day.title}', price=Decimal(50),
            is_optional=word == 'Kayak',
        )
        for day in DAYS for word in ('Bed', 'Kayak')
    ]  # fmt: skip
    rights = Rights.of(LinkScope.APPROVE)
    return Offer(rights=rights, proposal=proposal, days=DAYS, activities=activities)


def of_trip(offer: Offer, pick: Random) -> Offer:
    fields: dict[str, Any] = pick.choice([
        {'title': f'Trip {pick.random()}'},
        {'subtitle': pick.choice(['', 'Slowly'])},
        {'intro': f'Dear {pick.random()}'},
        {'terms': pick.choice(['', 'Be kind.'])},
        {'travellers': pick.randint(1, 3)},
        {'currency': pick.choice(['EUR', 'CHF'])},
        {'version': pick.randint(1, 5)},
        {'status': pick.choice(list(ProposalStatus))},
        {'valid_until': pick.choice([None, (NOW + timedelta(days=900)).date()])},
        {'starts_on': pick.choice([None, NOW.date()])},
        {'cover': pick.choice(['', 'asset:madeira'])},
        {'departs_from': pick.choice(['', 'Rome'])},
    ])  # fmt: skip
    return replace(offer, proposal=offer.proposal.model_copy(update=fields))


def of_line(offer: Offer, pick: Random) -> Offer:
    rows = list(offer.activities)
    at = pick.randrange(len(rows))
    fields: dict[str, Any] = pick.choice([
        {'title': f'Line {pick.random()}'},
        {'is_selected': pick.random() < 0.5},
        {'price': Decimal(pick.randint(1, 99))},
        {'is_optional': pick.random() < 0.5},
        {'day_id': pick.choice(DAYS).id},
    ])  # fmt: skip
    rows[at] = rows[at].model_copy(update=fields)
    return replace(offer, activities=rows)


def of_talk(offer: Offer, pick: Random) -> Offer:
    rows = list(offer.comments)
    if rows and pick.random() < 0.5:
        at = pick.randrange(len(rows))
        rows[at] = rows[at].model_copy(update={'is_resolved': not rows[at].is_resolved})
    else:
        made = ProposalComment(
            **OF, author_kind=pick.choice(list(AuthorKind)), author_name='Mia', body='Why?',
            created_at=NOW, activity_id=pick.choice([None, offer.activities[0].id]),
            parent_id=pick.choice([None, *(row.id for row in rows)]),
        )  # fmt: skip
        rows = [*rows[-5:], made]
    return replace(offer, comments=rows)


def of_people(offer: Offer, pick: Random) -> Offer:
    office = Organization(name=pick.choice(['Skyline', 'Horizon']), city='Rome')
    owner = Profile(
        organization_id=OF['organization_id'], user_id=uuid4(), email='a@b.test',
        full_name=pick.choice(['Anna Keller', 'Ben Moser']), phone=pick.choice(['', '1']),
    )  # fmt: skip
    return replace(
        offer,
        organization=pick.choice([None, office]),
        owner=pick.choice([None, owner]),
        hosts=pick.choice([(), (Face(name='Anna Keller'),)]),
        writing=pick.choice(['', 'Anna writing']),
    )


def of_page(offer: Offer, pick: Random) -> Offer:
    seen = Seen(picture(offer.proposal, offer.days, offer.activities), pick.choice([None, NOW]))
    rights = [PREVIEW, *(Rights.of(scope) for scope in LinkScope)]
    return replace(
        offer,
        seen=pick.choice([None, seen]),
        rights=pick.choice(rights),
        link=pick.choice([None, LinkStatus(state=pick.choice(list(LinkState)), since=NOW)]),
    )


CHANGES: tuple[Callable[[Offer, Random], Offer], ...] = (
    of_trip, of_line, of_talk, of_people, of_page
)  # fmt: skip


@pytest.mark.parametrize('seed', range(4))
def test_what_is_kept_of_a_page_is_what_would_be_drawn(seed: int) -> None:
    pick, parts, offer = Random(seed), Parts(), begun()
    own = Parts(parts)
    for _ in range(60):
        offer = pick.choice(CHANGES)(offer, pick)
        drawn = parts.draw(page, offer)
        assert drawn == page(offer)
        mine = of_line(offer, pick)
        assert own.draw(page, mine) == page(mine)
        assert parts.draw(page, replace(offer)) == drawn
