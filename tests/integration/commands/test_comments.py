"""Questions and answers: by whom, about what, how long, and how they are closed."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from models import LinkScope, ProposalComment, ProposalStatus
from models.viewer import Anonymous, Viewer
from services import comments
from services.errors import AppError, Invalid, NotAllowed
from tests.integration.commands.desk import Desk


async def say(desk: Desk, viewer: Viewer, body: str, **more: Any) -> UUID:
    return await desk.run(
        comments.add,
        viewer,
        proposal_id=desk.proposal_id,
        organization_id=desk.anna.organization_id,
        body=body,
        **more,
    )


async def test_a_clients_question_and_the_answer_to_it(desk: Desk) -> None:
    client = await desk.link()
    asked = await say(desk, client, ' Is it calm? ', author_name='Sofia', activity_id=desk.boat_id)
    answered = await say(desk, desk.ben, 'In March, mostly.', parent_id=asked)
    question, answer = await desk.rows(ProposalComment)
    assert (question.id, answer.id) == (asked, answered)
    assert (question.body, question.author_name) == ('Is it calm?', 'Sofia')
    assert (question.author_kind, question.author_id) == ('client', client.share_link_id)
    assert question.activity_id == desk.boat_id
    assert (answer.author_kind, answer.author_id) == ('operator', desk.ben.user_id)
    assert (answer.author_name, answer.parent_id) == ('Ben Okoro', asked)
    proposal = await desk.proposal
    assert (proposal.status, proposal.client_activity) == (
        ProposalStatus.COMMENTED,
        'Asked about Boat',
    )


async def test_an_operators_words_move_no_status(desk: Desk) -> None:
    await desk.link()
    await say(desk, desk.anna, 'Anything I can explain?')
    assert (await desk.proposal).status == ProposalStatus.SENT


async def test_an_operator_cannot_sign_with_another_name(desk: Desk) -> None:
    await say(desk, desk.ben, 'Hello', author_name='Anna Keller')
    (said,) = await desk.rows(ProposalComment)
    assert said.author_name == 'Ben Okoro'


@pytest.mark.parametrize(
    ('body', 'sentence'),
    [
        ('', 'Write something first'),
        (' \n\t ', 'Write something first'),
        ('x' * 4001, '4000 characters fit'),
    ],
)
async def test_empty_and_endless_comments_are_refused(desk: Desk, body: str, sentence: str) -> None:
    with pytest.raises(Invalid, match=sentence) as refused:
        await say(desk, desk.anna, body)
    assert refused.value.field == 'body'


async def test_the_longest_comment_that_fits_is_kept_whole(desk: Desk) -> None:
    await say(desk, desk.anna, '€' * 4000)
    (said,) = await desk.rows(ProposalComment)
    assert said.body == '€' * 4000


async def test_markup_is_kept_as_it_was_typed(desk: Desk) -> None:
    typed = '<script>alert(1)</script> & "quotes"\nsecond line'
    await say(desk, desk.anna, typed)
    (said,) = await desk.rows(ProposalComment)
    assert said.body == typed


async def test_a_comment_points_into_its_own_proposal_only(desk: Desk) -> None:
    for anchor in ('parent_id', 'day_id', 'activity_id'):
        with pytest.raises(AppError):
            await say(desk, desk.anna, 'Lost', **{anchor: uuid4()})


async def test_resolving_and_opening_again(desk: Desk) -> None:
    client = await desk.link()
    asked = await say(desk, client, 'Is it calm?')
    await desk.run(comments.resolve, desk.ben, comment_id=asked)
    assert (await desk.row(ProposalComment, asked)).is_resolved
    await desk.run(comments.resolve, desk.ben, comment_id=asked, is_resolved=False)
    assert not (await desk.row(ProposalComment, asked)).is_resolved
    for viewer in (client, desk.rita):
        with pytest.raises(NotAllowed):
            await desk.run(comments.resolve, viewer, comment_id=asked)


async def test_a_client_who_goes_on_opens_a_resolved_question_again(desk: Desk) -> None:
    client = await desk.link()
    asked = await say(desk, client, 'Is it calm?')
    await desk.run(comments.resolve, desk.ben, comment_id=asked)
    await say(desk, desk.ben, 'It is.', parent_id=asked)
    assert (await desk.row(ProposalComment, asked)).is_resolved
    await say(desk, client, 'In March too?', parent_id=asked)
    assert not (await desk.row(ProposalComment, asked)).is_resolved


async def test_who_may_not_comment(desk: Desk) -> None:
    looking = await desk.link(LinkScope.VIEW)
    for viewer in (desk.rita, looking, Anonymous()):
        with pytest.raises(NotAllowed):
            await say(desk, viewer, 'Hello')
    assert await desk.rows(ProposalComment) == []
