"""What one screen of a public proposal counts, and what stands in the page for readers."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from components.proposals.public.changes import sentence, sentences, since
from components.proposals.public.comments import threaded
from components.proposals.public.host_presence import joined
from components.proposals.public.offer import PREVIEW, Offer, Rights
from components.proposals.public.paragraphs import paragraphs
from components.proposals.public.plain import plain
from components.proposals.public.seen import Seen
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
    made = Offer(rights=rights, proposal=proposal, days=days, activities=activities)
    made.refresh()
    return made


def test_a_wish_laid_over_the_rows_counts_and_leaves_them_alone() -> None:
    made = offer(Rights.of(LinkScope.APPROVE))
    rows, kayak = list(made.activities), made.activities[1]
    assert (made.sums.total, made.chosen) == (200, [])
    overlay: OptimisticEdits[ProposalActivity] = OptimisticEdits()
    overlay.apply(kayak.id, {'is_selected': True})
    made.activities = overlay.rows(rows)
    made.refresh()
    assert (made.sums.total, [one.title for one in made.chosen]) == (300, ['Kayak'])
    assert not kayak.is_selected
    made.activities = rows
    made.refresh()
    assert made.sums.total == 200


def test_a_line_is_marked_by_what_happened_to_it_since_they_looked() -> None:
    made = offer(Rights.of(LinkScope.APPROVE))
    bed, kayak = made.activities
    made.seen = Seen(picture(made.proposal, made.days, [bed]))
    assert (made.mark(bed), made.mark(kayak)) == ('', 'New')
    made.seen = Seen(picture(made.proposal, made.days, [bed, kayak]))
    kayak.price, kayak.is_selected = Decimal(40), True
    assert made.mark(kayak) == 'Price down'
    (only,) = made.seen.changes(picture(made.proposal, made.days, made.activities))
    assert sentence(only, 'EUR') == 'Kayak: now €80, was €100', 'and no word of their own choice'
    bed.price = Decimal(120)
    assert sentence(made.seen.changes(made.picture)[0], 'EUR') == 'Bed costs more'


def test_a_price_in_another_currency_is_neither_up_nor_down() -> None:
    made = offer(Rights.of(LinkScope.APPROVE))
    bed, kayak = made.activities
    made.seen = Seen(picture(made.proposal, made.days, made.activities))
    made.proposal = made.proposal.model_copy(update={'currency': 'GBP'})
    bed.price, kayak.price = Decimal(90), Decimal(40)
    told = sentences(made.seen.changes(made.picture), 'GBP')
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


def test_plain_html_escapes_what_was_typed() -> None:
    script = '</script><script>alert(1)</script>'
    html = plain(offer(PREVIEW, title=script, intro=script, terms=script))
    assert '&lt;b&gt;Two&lt;/b&gt;' in html
    assert 'alert(1)</script>' not in html
    assert 'Kayak, €100, optional' in html
    assert 'Total: €200' in html


def test_paragraphs_are_what_stands_between_empty_lines() -> None:
    assert paragraphs(' One\ntwo\n \n\nThree \n') == ['One\ntwo', 'Three']
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
