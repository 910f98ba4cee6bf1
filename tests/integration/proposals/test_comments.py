"""Questions and answers: by whom, about what, how long, and how they are closed."""

from typing import Any
from uuid import UUID, uuid4

import pytest

from models import LinkScope, ProposalComment, ProposalStatus
from models.viewer import Anonymous, Viewer
from services.errors import AppError, Invalid, NotAllowed
from services.proposals import comments
from tests.integration.proposals.office import Office


async def say(office: Office, viewer: Viewer, body: str, **more: Any) -> UUID:
    return await office.run(
        comments.add,
        viewer,
        proposal_id=office.proposal_id,
        organization_id=office.anna.organization_id,
        body=body,
        **more,
    )


async def test_a_clients_question_and_the_answer_to_it(office: Office) -> None:
    client = await office.link()
    asked = await say(
        office, client, ' Is it calm? ', author_name='Sofia', activity_id=office.boat_id
    )
    answered = await say(office, office.ben, 'In March, mostly.', parent_id=asked)
    question, answer = await office.rows(ProposalComment)
    assert (question.id, answer.id) == (asked, answered)
    assert (question.body, question.author_name) == ('Is it calm?', 'Sofia')
    assert (question.author_kind, question.author_id) == ('client', client.share_link_id)
    assert question.activity_id == office.boat_id
    assert (answer.author_kind, answer.author_id) == ('operator', office.ben.user_id)
    assert (answer.author_name, answer.parent_id) == ('Ben Okoro', asked)
    proposal = await office.proposal
    assert (proposal.status, proposal.client_activity) == (
        ProposalStatus.COMMENTED,
        'Asked about Boat',
    )


async def test_a_question_says_by_which_link_it_came_and_borrows_nobodys_name(
    office: Office,
) -> None:
    parents = await office.link(label='Sofia’s parents')
    await say(office, parents, 'Is it calm?')
    (asked,) = await office.rows(ProposalComment)
    assert (asked.author_kind, asked.author_name) == ('client', '')
    assert asked.link_label == 'Sofia’s parents'


@pytest.mark.parametrize('name', ['Anna Keller', 'ben  OKORO', 'Okoro, Ben', 'Skyline'])
async def test_nobody_asks_under_a_name_of_the_operators_side(office: Office, name: str) -> None:
    guest = await office.link(label='Guests')
    with pytest.raises(Invalid, match='Put your own name') as refused:
        await say(office, guest, 'Pay to another account', author_name=name)
    assert refused.value.field == 'name'
    assert await office.rows(ProposalComment) == []


async def test_a_client_who_is_called_like_a_member_has_a_link_that_says_so(office: Office) -> None:
    namesake = await office.link(label='Anna Keller')
    await say(office, namesake, 'Is it calm?', author_name='Anna Keller')
    (asked,) = await office.rows(ProposalComment)
    assert asked.author_kind == 'client'


async def test_an_operators_words_move_no_status(office: Office) -> None:
    await office.link()
    await say(office, office.anna, 'Anything I can explain?')
    assert (await office.proposal).status == ProposalStatus.SENT


async def test_an_operator_cannot_sign_with_another_name(office: Office) -> None:
    await say(office, office.ben, 'Hello', author_name='Anna Keller')
    (said,) = await office.rows(ProposalComment)
    assert said.author_name == 'Ben Okoro'


@pytest.mark.parametrize(
    ('body', 'sentence'),
    [
        ('', 'Write something first'),
        (' \n\t ', 'Write something first'),
        ('x' * 4001, '4000 characters fit'),
    ],
)
async def test_empty_and_endless_comments_are_refused(
    office: Office, body: str, sentence: str
) -> None:
    with pytest.raises(Invalid, match=sentence) as refused:
        await say(office, office.anna, body)
    assert refused.value.field == 'body'


async def test_the_longest_comment_that_fits_is_kept_whole(office: Office) -> None:
    await say(office, office.anna, '€' * 4000)
    (said,) = await office.rows(ProposalComment)
    assert said.body == '€' * 4000


async def test_markup_is_kept_as_it_was_typed(office: Office) -> None:
    typed = '<script>alert(1)</script> & "quotes"\nsecond line'
    await say(office, office.anna, typed)
    (said,) = await office.rows(ProposalComment)
    assert said.body == typed


async def test_a_comment_points_into_its_own_proposal_only(office: Office) -> None:
    for anchor in ('parent_id', 'day_id', 'activity_id'):
        with pytest.raises(AppError):
            await say(office, office.anna, 'Lost', **{anchor: uuid4()})


async def test_resolving_and_opening_again(office: Office) -> None:
    client = await office.link()
    asked = await say(office, client, 'Is it calm?')
    await office.run(comments.resolve, office.ben, comment_id=asked)
    assert (await office.row(ProposalComment, asked)).is_resolved
    await office.run(comments.resolve, office.ben, comment_id=asked, is_resolved=False)
    assert not (await office.row(ProposalComment, asked)).is_resolved
    for viewer in (client, office.rita):
        with pytest.raises(NotAllowed):
            await office.run(comments.resolve, viewer, comment_id=asked)


async def test_a_client_who_goes_on_opens_a_resolved_question_again(office: Office) -> None:
    client = await office.link()
    asked = await say(office, client, 'Is it calm?')
    await office.run(comments.resolve, office.ben, comment_id=asked)
    await say(office, office.ben, 'It is.', parent_id=asked)
    assert (await office.row(ProposalComment, asked)).is_resolved
    await say(office, client, 'In March too?', parent_id=asked)
    assert not (await office.row(ProposalComment, asked)).is_resolved


async def test_who_may_not_comment(office: Office) -> None:
    looking = await office.link(LinkScope.VIEW)
    for viewer in (office.rita, looking, Anonymous()):
        with pytest.raises(NotAllowed):
            await say(office, viewer, 'Hello')
    assert await office.rows(ProposalComment) == []
