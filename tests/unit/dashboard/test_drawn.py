"""What the dashboard says of its figures, as it is drawn."""

from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

from components.dashboard.counters import Counters, apart, counters, in_percent
from components.dashboard.first_steps import Beginning, first_steps_card
from components.dashboard.pipeline import pipeline_card
from components.dashboard.questions import Waiting, waiting_card
from components.view.html import html
from components.view.spark import points
from models import ProposalStatus
from services.dashboard.counters import ContactFigures, EventFigures
from services.dashboard.first_steps import FirstSteps
from services.dashboard.periods import Counted
from services.dashboard.pipeline import Pipeline, Stage
from services.dashboard.questions import Question, Questions
from tests.drawn import Element, read

ADDED = Counted(
    today=2, yesterday=0, this_month=2, last_month=0, days=(*[0] * 26, 1, 2)
)  # fmt: skip
PIPELINE = Pipeline(
    currency='EUR',
    stages=(
        Stage(status=ProposalStatus.DRAFT),
        Stage(status=ProposalStatus.SENT, count=2, value=(('EUR', Decimal(900)),)),
        Stage(
            status=ProposalStatus.VIEWED,
            count=3,
            value=(('EUR', Decimal(100)), ('USD', Decimal(50))),
        ),
        Stage(status=ProposalStatus.COMMENTED),
        Stage(status=ProposalStatus.APPROVED),
    ),
    gained=Decimal(-20),
)


def drawn(shown: Counters) -> Element:
    return read(html(counters(shown)))


def test_each_counter_says_its_figure_and_how_it_went() -> None:
    figures = ContactFigures(total=1284, added=ADDED)
    root = drawn(Counters(figures, EventFigures(counted=ADDED), PIPELINE))
    assert '1,284' in root.find(data_testid='counter-contacts').words
    assert '3in 14 days' in root.find(data_testid='counter-contacts').words
    events = root.find(data_testid='counter-events').words
    assert events.startswith('Events today2')
    assert 'New' in events
    value = root.find(data_testid='counter-open-value').words
    assert '€1,000' in value
    assert 'and $50' in value or 'and US$50' in value
    assert 'down€20' in value
    assert figures.line[-3:] == (1281, 1282, 1284)


def test_sums_of_other_currencies_stand_beneath_and_are_not_added() -> None:
    main, others = apart((('EUR', Decimal(5)), ('JPY', Decimal(300))), 'EUR')
    assert (main, others) == ('€5', 'and JP¥300')
    assert apart((), 'EUR') == ('€0', '')


def test_a_change_has_a_percentage_only_against_something() -> None:
    assert in_percent(None, 2).words == 'New'
    assert in_percent(None, 0).words == ''
    assert in_percent(0, 2).rises is None
    assert (in_percent(-100, 0).words, in_percent(-100, 0).rises) == ('100%', False)


def test_a_line_of_nothing_lies_flat_and_any_other_fills_its_height() -> None:
    assert points([0] * 14) == points([7] * 14)
    assert 'nan' not in points([])
    assert points([1, 2, 3]) == '0.0 29.0 60.0 16.5 120.0 4.0'


def test_bars_are_as_long_as_their_share_of_the_most() -> None:
    root = read(html(pipeline_card(PIPELINE)))
    bars = [each.attributes['style'] for each in root if each.tag == 'i']
    assert [each.partition(';')[0] for each in bars] == [
        'width:0%', 'width:90%', 'width:10%', 'width:0%', 'width:0%'
    ]  # fmt: skip


def test_a_question_that_is_answered_here_stays_when_it_is_gone() -> None:
    question = Question(
        id=UUID(int=1), thread_id=UUID(int=1), body='Is it calm?', asker='Sofia',
        asked_at=datetime(2027, 1, 1, tzinfo=UTC), about='Catamaran', proposal_id=UUID(int=2),
        cover='',
    )  # fmt: skip
    shared = Waiting(questions=Questions(shown=(question,), count=1))
    assert shared.answered_by(None, may_answer=True) is shared
    open_here = shared.answered_by(question, may_answer=True)
    assert read(html(waiting_card(open_here))).find(data_does='answer')
    gone = Waiting().answered_by(question, may_answer=True)
    assert 'meanwhile' in read(html(waiting_card(gone))).words
    assert 'Nobody' not in read(html(waiting_card(Waiting()))).words


def test_first_steps_end_when_all_are_done() -> None:
    def card(**done: bool) -> Element:
        return read(html(first_steps_card(Beginning(of='x', steps=FirstSteps(**done)))))

    begun = card(contact=True)
    assert begun.find(data_testid='first-contact').attributes['data-done'] == 'true'
    assert begun.find(data_testid='first-view').attributes['data-done'] == 'false'
    assert not card(contact=True, proposal=True, share=True, view=True).children
    assert not read(html(first_steps_card(Beginning()))).children
