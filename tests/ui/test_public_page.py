"""The public proposal without a browser: what is sent, what is refused, what is let go of."""

from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from nicegui.testing import User
from sqlmodel import select

from components.engine.light import Text
from components.engine.visibility import Visibility
from components.proposals.public.ask import AskBox
from components.proposals.public.decide_form import DecideForm
from components.proposals.public.display_log import DisplayLog
from components.proposals.public.option import Option
from components.proposals.public.option_switch import OptionSwitch
from components.proposals.public.page import PublicProposal
from components.proposals.public.visit_tracker import VisitTracker
from models import Proposal, ProposalActivity, ProposalApproval, ProposalComment, ProposalView
from models.viewer import System
from services.demo.load import RESULT
from services.proposals.editing import edit
from tests.eventually import eventually
from tests.ui.conftest import ANNA, App
from tests.ui.test_builder import shown, the

MADEIRA = RESULT.proposal_id
FORGED: list[Any] = [None, 'x', 1, [], {}, {'on': 'yes', 'number': 1}, {'on': True}, {'number': {}}]


def path(app: App) -> str:
    return f'/p/{app.services.tokens.token(RESULT.share_link_id)}'


async def open_proposal(app: App, user: User | None = None) -> User:
    client = user or app.browser()
    await client.open(path(app))
    await client.should_see('Madeira, slowly')
    return client


def send(user: User, kind: type, name: str, arguments: Any) -> None:
    """What the script of this element sends."""
    element = the(user, kind)[0]
    with user:
        for listener in list(element._event_listeners.values()):
            if listener.type == name:
                element._handle_event({'listener_id': listener.id, 'args': arguments})


async def rows(app: App, kind: Any) -> list[Any]:
    async with app.services.database.read(System()) as session:
        return list(await session.exec(select(kind).where(kind.proposal_id == MADEIRA)))


def option(user: User, title: str) -> Option:
    return next(one for one in the(user, Option) if one._title.text == title)


async def test_a_toggle_moves_the_total_of_another_reader_in_the_same_element(app: App):
    sofia, erik = await open_proposal(app), await open_proposal(app)
    (before,) = [one for one in the(erik, Text) if one.text == '€3,543'][:1]
    send(sofia, OptionSwitch, 'choose', {'on': False, 'number': 1})
    await eventually(lambda: shown(erik, 'proposal-total') == '€3,419')
    assert before.text == '€3,419'
    assert shown(sofia, 'proposal-total') == '€3,419'
    await eventually(lambda: the(sofia, OptionSwitch)[0].props.get('answered') == 1)
    assert the(erik, OptionSwitch)[0].props['checked'] is False


async def test_a_new_title_is_one_small_element_on_the_wire(app: App):
    sofia = await open_proposal(app)
    text = option(sofia, 'Sunset catamaran')._title
    (activity,) = [
        one for one in await rows(app, ProposalActivity) if one.title == 'Sunset catamaran'
    ]
    await app.services.run(
        edit,
        System(),
        kind=ProposalActivity,
        id=activity.id,
        changes={'title': 'Evening catamaran'},
    )
    await eventually(lambda: text.text == 'Evening catamaran')
    assert text._to_dict() == {'tag': 'span', 'text': 'Evening catamaran'}


async def test_a_hidden_tab_is_left_alone_and_caught_up_on_return(app: App):
    sofia, erik = await open_proposal(app), await open_proposal(app)
    assert erik.client
    Visibility.of(erik.client).change(is_hidden=True)
    (page,) = the(erik, PublicProposal)
    held = page._activities.rows
    send(sofia, OptionSwitch, 'choose', {'on': False, 'number': 1})
    await eventually(lambda: page._activities.rows is not held)
    assert shown(erik, 'proposal-total') == '€3,543'
    Visibility.of(erik.client).change(is_hidden=False)
    assert shown(erik, 'proposal-total') == '€3,419'


async def test_a_visit_needs_eyes_and_is_counted_once(app: App):
    before = len(await rows(app, ProposalView))
    sofia = await open_proposal(app)
    send(sofia, VisitTracker, 'reading', {'seen': False, 'name': ''})
    assert not app.services.presence.viewers(f'proposal:{MADEIRA}')
    for seen in (True, False, True):
        send(sofia, VisitTracker, 'reading', {'seen': seen, 'name': 'Sofia'})
    await eventually(lambda: app.services.presence.viewers(f'proposal:{MADEIRA}'))
    (person,) = app.services.presence.viewers(f'proposal:{MADEIRA}')
    assert (person.kind, person.name) == ('client', 'Sofia')
    reader = the(sofia, VisitTracker)[0]
    await eventually(lambda: reader._visit)
    views = await rows(app, ProposalView)
    assert len(views) == before + 1
    assert sofia.client
    sofia.client.delete()
    assert not app.services.presence.viewers(f'proposal:{MADEIRA}')

    async def ended() -> bool:
        (view,) = [one for one in await rows(app, ProposalView) if one.id == reader._visit]
        return view.ended_at is not None

    await eventually(ended)


async def test_what_is_acknowledged_before_the_visit_has_begun_is_noted_with_it(app: App):
    sofia = await open_proposal(app)
    reader = the(sofia, VisitTracker)[0]
    send(sofia, VisitTracker, 'reading', {'seen': True, 'name': 'Sofia'})
    assert reader._visit is None, 'the visit was to be on its way still'
    await reader.acknowledge(1)

    async def noted() -> bool:
        return any(view.acknowledged == 1 for view in await rows(app, ProposalView))

    await eventually(noted)


async def test_a_colleague_is_no_reader(app: App):
    anna = await open_proposal(app, await app.sign_in(ANNA))
    assert not the(anna, VisitTracker)


async def test_what_our_scripts_never_send_changes_nothing(app: App):
    before = (await rows(app, ProposalActivity), len(await rows(app, ProposalComment)))
    sofia = await open_proposal(app)
    whole = verdict(sofia)
    unnumbered = {name: value for name, value in whole.items() if name != 'shown'}
    for forged in [*FORGED, unnumbered, whole | {'shown': 99}, whole | {'consent': 1}]:
        send(sofia, OptionSwitch, 'choose', forged)
        send(sofia, AskBox, 'ask', forged)
        send(sofia, DecideForm, 'decide', forged)
        send(sofia, VisitTracker, 'reading', forged)
    foreign = {
        'id': str(uuid4()),
        'number': 1,
        'body': 'Hi',
        'name': '',
        'about': str(uuid4()),
        'parent': '',
    }
    send(sofia, AskBox, 'ask', foreign)
    await eventually(lambda: the(sofia, AskBox)[0].props.get('refusal'))
    after = (await rows(app, ProposalActivity), len(await rows(app, ProposalComment)))
    assert [row.revision for row in after[0]] == [row.revision for row in before[0]]
    assert after[1] == before[1]
    assert not [one for one in await rows(app, ProposalApproval) if one.decision == 'approved']


async def test_an_approval_keeps_what_stood_on_the_button(app: App):
    sofia, erik = await open_proposal(app), await open_proposal(app)
    send(sofia, DecideForm, 'decide', verdict(sofia))
    await sofia.should_see('It is settled')
    await erik.should_see('It is settled')
    assert not the(erik, DecideForm)
    assert all(one.props['locked'] for one in the(erik, OptionSwitch))
    (approval,) = [one for one in await rows(app, ProposalApproval) if one.decision == 'approved']
    assert (approval.total, approval.version) == (Decimal(3543), 3)


async def test_an_approval_is_of_what_the_browser_had_when_it_was_given(app: App):
    """Its price stands here again since, but what it was the price of does not."""
    sofia = await open_proposal(app)
    (form,), (page,) = the(sofia, DecideForm), the(sofia, PublicProposal)
    price, given = form.props['price'], verdict(sofia)
    await app.services.run(
        edit, System(), kind=Proposal, id=MADEIRA, changes={'terms': 'No refunds.'}
    )
    await eventually(lambda: page.sources.proposal.rows[0].terms == 'No refunds.')
    assert form.props['price'] == price
    send(sofia, DecideForm, 'decide', given)
    await eventually(lambda: form.props.get('answered') == 1)
    assert 'nothing was approved' in form.props['refusal']
    assert [words for _, words in form.props['changes']] == ['The travel terms changed']
    send(sofia, DecideForm, 'decide', verdict(sofia, number=2))
    await sofia.should_see('It is settled')


async def test_an_approval_of_what_was_never_said_to_stand_there_is_too_late(app: App):
    sofia = await open_proposal(app)
    (form,) = the(sofia, DecideForm)
    send(sofia, DecideForm, 'decide', verdict(sofia) | {'shown': 99})
    await eventually(lambda: form.props.get('answered') == 1)
    assert 'nothing was approved' in form.props['refusal']


def verdict(user: User, *, number: int = 1) -> dict[str, Any]:
    """What the form sends when somebody approves what stands on this page now."""
    return {
        'id': str(uuid4()), 'number': number, 'approves': True,
        'shown': int(the(user, DisplayLog)[0]._said.text),
        'name': 'Sofia Lindqvist', 'consent': True, 'reason': '',
    }  # fmt: skip


@pytest.mark.parametrize('token', ['nonsense', 'a.b', '%00', 'x' * 300])
async def test_a_wrong_link_builds_nothing(app: App, token: str):
    answer = await app.browser().http_client.get(f'/p/{token}')
    assert answer.status_code == 404
    assert 'This link no longer opens a proposal' in answer.text
    assert 'createApp' not in answer.text


@pytest.mark.parametrize('behind', ['.', '/', ').', ',', '%3E', '%C2%BB', '%20'])
async def test_a_link_opens_with_what_a_mail_program_left_behind_it(app: App, behind: str):
    path = f'/p/{app.services.tokens.token(RESULT.share_link_id)}'
    browser = app.browser().http_client
    answer = await browser.get(path + behind)
    assert (answer.status_code, answer.headers['location']) == (307, path)
    file = await browser.get(f'{path}/trip.ics{behind}')
    assert (file.status_code, file.headers['location']) == (307, f'{path}/trip.ics')


async def test_a_closed_page_leaves_no_query(app: App):
    sofia = await open_proposal(app)
    (page,) = the(sofia, PublicProposal)
    assert all(query.subscribers for query in page.sources.every)
    assert sofia.client
    sofia.client.delete()
    assert not any(query.subscribers for query in page.sources.every)


async def test_another_organization_sees_no_preview(app: App):
    kari = await app.sign_in('kari@fjord.example')
    answer = await kari.http_client.get(f'/proposals/{MADEIRA}/preview')
    assert answer.status_code == 404
    assert 'Madeira' not in answer.text
    anna = await app.sign_in(ANNA)
    answer = await anna.http_client.get(f'/proposals/{MADEIRA}/preview')
    assert 'Madeira' in answer.text
