"""The builder's comments as they are drawn: what is asked about what, answered, resolved."""

from typing import Any
from uuid import uuid4

from components.kit.avatar import Face
from components.proposals.editor.comment_threads import Said, Thread, Threads, comment_threads
from components.view.difference import difference
from components.view.html import html
from models import AuthorKind, ProposalComment
from tests.drawn import Element, read

SOFIA, ANNA = Face(name='Sofia Lindqvist'), Face(name='Anna Keller')


def said(body: str, *, by: Face = SOFIA, **more: Any) -> Said:
    kind = AuthorKind.CLIENT if by is SOFIA else AuthorKind.OPERATOR
    ids = {name: uuid4() for name in ('organization_id', 'proposal_id')}
    row = ProposalComment(body=body, author_kind=kind, **ids, **more)
    return Said(row, by.name, 'client' if by is SOFIA else 'Skyline Tours', by)


CALM = said('Is it calm in March?')


def threads(*shown: Thread, **more: Any) -> Threads:
    fields: dict[str, Any] = {'open': len(shown), 'nothing': 'Nothing asked.', 'may_edit': True}
    return Threads(shown=shown, **fields | more)


def thread(question: Said = CALM, *answers: Said, about: tuple[str, str] = ('', '')) -> Thread:
    return Thread(question, about, answers)


def drawn(shown: Threads) -> Element:
    return read(html(comment_threads(shown)))


def test_a_question_says_who_asked_about_what_and_what_was_answered() -> None:
    asked = thread(CALM, said('Mostly.', by=ANNA), about=('sailboat', 'Sunset catamaran'))
    words = drawn(threads(asked)).find(data_testid='comment-list').words
    assert words == (
        'SLSofia Lindqvist, clientSunset catamaranIs it calm in March?'
        'Anna Keller, Skyline Tours Mostly. AnsweredReplyResolve'
    )


def test_only_the_other_side_answers_a_question() -> None:
    assert 'Answered' not in drawn(threads(thread(CALM, said('Still there?')))).words


def test_a_resolved_question_says_so_and_can_be_opened_again() -> None:
    page = drawn(threads(thread(said('Far?', is_resolved=True), said('No.', by=ANNA)), open=0))
    assert 'Resolved' in page.words
    assert 'Answered' not in page.words
    assert page.find(data_act='resolve').words == 'Reopen'
    assert page.all(class_='t-comment t-comment--done')
    assert page.find(class_='t-3 t-regular').words == ''


def test_who_may_only_read_is_offered_nothing_to_do() -> None:
    page = drawn(threads(thread(), may_edit=False))
    assert [each.attributes['data-act'] for each in page.all(type='button')] == ['filter']


def test_where_nothing_is_shown_it_says_why() -> None:
    assert drawn(threads()).words.endswith('Nothing asked.')


def test_an_answer_and_a_new_question_are_put_in_and_nothing_else_changes() -> None:
    before = comment_threads(threads(thread()))
    answered = comment_threads(threads(thread(CALM, said('Mostly.', by=CALM.face))))
    ((_, place, markup),) = difference(before, answered)
    assert (place, 'Mostly.' in markup) == (0, True)
    more = comment_threads(threads(thread(said('Far?')), thread(), open=1))
    ((_, place, markup),) = difference(before, more)
    assert (place, 'Far?' in markup) == (0, True)
