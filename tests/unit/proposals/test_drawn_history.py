"""The builder's history as it is drawn: who took which step, and what each version changed."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

from components.proposals.editor.history import MOST, Past, history
from components.view.difference import difference
from components.view.html import html
from models import (
    Decision,
    Proposal,
    ProposalActivity,
    ProposalApproval,
    ProposalDay,
    ProposalStatus,
    ProposalTransition,
    ProposalVersion,
)
from services.proposals.differences import picture
from services.proposals.versions import as_json
from tests.drawn import Element, read

PROPOSAL = Proposal(organization_id=uuid4(), title='Madeira')
OF: dict[str, Any] = {'organization_id': PROPOSAL.organization_id, 'proposal_id': PROPOSAL.id}
DAY = ProposalDay(title='One', **OF)


def activity(title: str) -> ProposalActivity:
    return ProposalActivity(day_id=DAY.id, title=title, price=Decimal(9), **OF)


BOAT, WALK = activity('Boat'), activity('Walk')


def version(number: int, *lines: ProposalActivity) -> ProposalVersion:
    kept = {
        'proposal': as_json(PROPOSAL),
        'days': [as_json(DAY)],
        'activities': [as_json(each) for each in lines],
    }
    return ProposalVersion(number=number, snapshot=kept, **OF)


def past(*versions: ProposalVersion, now: tuple[ProposalActivity, ...] = (), **more: Any) -> Past:
    fields: dict[str, Any] = {'decisions': (), 'steps': ()} | more
    return Past(versions=versions, now=picture(PROPOSAL, [DAY], now), **fields)


def cards(drawn: Past) -> list[str]:
    section = read(html(history(drawn))).find(data_testid='versions')
    return [each.words for each in section.children]


def test_each_version_says_what_it_changed_and_the_latest_what_it_has_become() -> None:
    told = past(version(3, BOAT), version(2, BOAT), version(1), now=(BOAT, WALK))
    assert cards(told) == ['Version 3Walk is new', 'Version 2Boat is new']
    assert cards(past(version(2, BOAT), version(1, BOAT), now=(BOAT,))) == [
        'Version 2The same as the version before.'
    ]
    assert cards(past(version(1))) == []


def test_of_many_changes_the_first_are_listed_and_the_others_counted() -> None:
    many = tuple(activity(f'Stop {number}') for number in range(MOST + 3))
    (card,) = cards(past(version(2), version(1), now=many))
    assert f'Stop {MOST - 1}' in card
    assert card.endswith('and 3 more')


def test_a_version_that_cannot_be_read_says_so() -> None:
    broken = ProposalVersion(number=1, snapshot={'proposal': {}}, **OF)
    (card,) = cards(past(version(2), broken))
    assert 'What changed cannot be told' in card


def test_what_still_holds_stays_the_same_node() -> None:
    old = version(2, BOAT), version(1)
    before, after = (history(past(*old, now=now)) for now in ((BOAT,), (WALK, BOAT)))
    changes = difference(before, after)
    assert [len(each) for each in changes] == [3], 'one sentence comes'
    assert 'Walk is new' in changes[0][2]


def test_steps_and_decisions_say_who_and_why() -> None:
    step = ProposalTransition(to_status=ProposalStatus.VOID, reason='Hotel is closed', **OF)
    decision = ProposalApproval(
        decision=Decision.APPROVED, name='Maria', version=2, total=Decimal(90), currency='EUR',
        share_link_id=uuid4(), **OF,
    )  # fmt: skip
    drawn: Element = read(
        html(
            history(past(decisions=((decision, 'Maria, client'),), steps=((step, 'Anna Keller'),)))
        )
    )
    assert drawn.find(role='listitem').words == 'VoidAnna KellerHotel is closed'
    assert 'ApprovedMaria, client, version 2, €90' in drawn.words
