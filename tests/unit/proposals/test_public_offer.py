"""What one screen of a public proposal counts, and what stands in the page for readers."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from components.presence.writing import joined
from components.proposals.public.changes import sentence, sentences, since
from components.proposals.public.comments import threaded
from components.proposals.public.day import days
from components.proposals.public.offer import PREVIEW, Offer, Rights
from components.proposals.public.page import page
from components.proposals.public.seen import Seen
from components.view.html import html
from components.view.parts import Parts
from components.view.pieces import paragraphs
from models import (
    LinkScope,
    Proposal,
    ProposalActivity,
    ProposalComment,
    ProposalDay,
    ProposalStatus,
)
from models.organization import ANYWHERE
from services import time_zones
from services.proposals.differences import picture
from services.realtime.live.optimistic_edits import OptimisticEdits

OF = {'organization_id': uuid4(), 'proposal_id': uuid4()}


def offer(rights: Rights, **fields: object) -> Offer:
    proposal = Proposal(
        id=OF['proposal_id'],
        organization_id=OF['organization_id'],
        **{'title': 'Slow', 'status': ProposalStatus.SENT} | fields,
    )
    days = [ProposalDay(**OF, title='One'), ProposalDay(**OF, title='<b>Two</b>')]
    activities = [
        ProposalActivity(**OF, day_id=days[0].id, title='Bed', price=Decimal(100)),
        ProposalActivity(
            **OF, day_id=days[1].id, title='Kayak', price=Decimal(50), is_optional=True
        ),
    ]
    return Offer(rights=rights, proposal=proposal, days=days, activities=activities)


def test_a_wish_laid_over_the_rows_counts_and_leaves_them_alone() -> None:
    made = offer(Rights.of(LinkScope.APPROVE))
    rows, kayak = list(made.activities), made.activities[1]
    assert (made.sums.total, made.chosen) == (200, [])
    overlay: OptimisticEdits[ProposalActivity] = OptimisticEdits()
    overlay.apply(kayak.id, {'is_selected': True})
    wished = replace(made, activities=overlay.rows(rows))
    assert (wished.sums.total, [one.title for one in wished.chosen]) == (300, ['Kayak'])
    assert not kayak.is_selected
    assert replace(wished, activities=rows).sums.total == 200


def test_a_line_is_marked_by_what_happened_to_it_since_they_looked() -> None:
    made = offer(Rights.of(LinkScope.APPROVE))
    bed, kayak = made.activities
    early = replace(made, seen=Seen(picture(made.proposal, made.days, [bed])))
    assert (early.mark(bed), early.mark(kayak)) == ('', 'New')
    seen = Seen(picture(made.proposal, made.days, [bed, kayak]))
    kayak = kayak.model_copy(update={'price': Decimal(40), 'is_selected': True})
    made = replace(made, activities=[bed, kayak])
    assert replace(made, seen=seen).mark(kayak) == 'Price down'
    (only,) = seen.changes(picture(made.proposal, made.days, made.activities))
    assert sentence(only, 'EUR') == 'Kayak: now €80, was €100', 'and no word of their own choice'
    bed = bed.model_copy(update={'price': Decimal(120)})
    dearer = replace(made, activities=[bed, kayak])
    assert sentence(seen.changes(dearer.picture)[0], 'EUR') == 'Bed costs more'


def test_a_price_in_another_currency_is_neither_up_nor_down() -> None:
    made = offer(Rights.of(LinkScope.APPROVE))
    bed, kayak = made.activities
    seen = Seen(picture(made.proposal, made.days, made.activities))
    pounds = made.proposal.model_copy(update={'currency': 'GBP'})
    bed = bed.model_copy(update={'price': Decimal(90)})
    kayak = kayak.model_copy(update={'price': Decimal(40)})
    made = replace(made, seen=seen, proposal=pounds, activities=[bed, kayak])
    told = sentences(seen.changes(made.picture), 'GBP')
    assert [words for _, words in told] == [
        'Currency: GBP, was EUR',
        'Bed has a new price',
        'Kayak: now £80, was €100',
    ]
    assert made.mark(kayak) == 'New price'


@pytest.mark.parametrize(
    ('days', 'said'), [(0, 'since your last visit'), (1, 'since yesterday'), (3, 'since Tuesday')]
)
def test_when_they_looked_is_said_as_people_say_it(days: int, said: str) -> None:
    now = datetime(2026, 11, 20, 18, tzinfo=UTC)
    moment = datetime(2026, 11, 20, 12, tzinfo=now.tzinfo) - timedelta(days=days)
    assert since(moment, now=now, time_zone='Europe/Berlin') == said
    assert since(moment - timedelta(days=16), now=now).startswith('since ')


def test_each_scope_includes_those_before_it() -> None:
    view, interact, approve = (Rights.of(scope) for scope in LinkScope)
    assert view == Rights()
    assert interact.choose
    assert interact.comment
    assert not interact.decide
    assert approve.decide


def test_nothing_can_be_done_after_the_last_day_or_in_a_preview() -> None:
    yesterday = time_zones.today(ANYWHERE) - timedelta(days=1)
    late = offer(Rights.of(LinkScope.APPROVE), valid_until=yesterday)
    assert late.status is ProposalStatus.EXPIRED
    assert not late.may_choose
    assert not offer(PREVIEW).may_choose
    settled = offer(Rights.of(LinkScope.APPROVE), status=ProposalStatus.APPROVED)
    assert not settled.may_choose


def test_days_have_dates_once_the_trip_has_one() -> None:
    assert offer(PREVIEW).date_of(1) is None
    made = offer(PREVIEW, starts_on=date(2027, 3, 14), ends_on=date(2027, 3, 21))
    assert made.date_of(1) == date(2027, 3, 15)
    assert made.nights == 7


def test_the_page_escapes_what_was_typed() -> None:
    script = '</script><script>alert(1)</script>'
    made = html(page(offer(PREVIEW, title=script, intro=script, terms=script)))
    assert '&lt;b&gt;Two&lt;/b&gt;' in made
    assert '<script' not in made
    for words in ('Kayak', '€100', '€200'):
        assert words in made


def test_a_part_that_shows_the_same_rows_is_the_same_node() -> None:
    parts, made = Parts(), offer(Rights.of(LinkScope.APPROVE))
    before = parts.draw(days, made)
    bed, kayak = made.activities
    other = kayak.model_copy(update={'title': 'Canoe'})
    after = parts.draw(days, replace(made, activities=[bed, other]))
    assert after.children[0] is before.children[0]
    assert after.children[1] != before.children[1]


def test_paragraphs_are_what_stands_between_empty_lines() -> None:
    assert [one.text for one in paragraphs(' One\ntwo\n \n\nThree \n')] == ['One\ntwo', 'Three']
    assert paragraphs('') == []


def test_answers_stay_in_the_thread_of_their_question() -> None:
    question, other = (ProposalComment(**OF, body='?') for _ in range(2))
    answer = ProposalComment(**OF, body='!', parent_id=question.id)
    deeper = ProposalComment(**OF, body='!!', parent_id=answer.id)
    orphan = ProposalComment(**OF, body='lost', parent_id=uuid4())
    roots, replies = threaded([question, answer, other, deeper, orphan])
    assert roots == [question, other, orphan]
    assert replies[question.id] == [answer, deeper]


def test_names_are_joined_as_people_say_them() -> None:
    assert joined(['Anna']) == 'Anna is'
    assert joined(['Anna', 'Ben', 'Kari']) == 'Anna, Ben and Kari are'
