"""The public proposal without a browser: what is sent, what is refused, what is let go of."""

import asyncio
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from nicegui.testing import User
from sqlmodel import select

from components.engine import late
from components.proposals.public.visit_tracker import VisitTracker
from models import Proposal, ProposalActivity, ProposalApproval, ProposalComment, ProposalView
from models.viewer import System
from services import limits
from services.demo.load import RESULT
from services.proposals.editing import edit
from tests.drawn import Element
from tests.eventually import eventually
from tests.ui.conftest import ANNA, App
from tests.ui.visitors import Visitor

MADEIRA = RESULT.proposal_id
FORGED: list[Any] = [None, 'x', 1, [], {}, {'on': 'yes'}, {'id': {}}]


def path(app: App) -> str:
    return f'/p/{app.services.tokens.token(RESULT.share_link_id)}'


async def open_proposal(app: App, user: User | None = None) -> Visitor:
    visitor = await Visitor.open(user or app.browser(), path(app))
    assert 'Madeira, slowly' in visitor.root.words
    await visitor.sees(lambda page: page.find(data_state='live'))
    return visitor


def option(visitor: Visitor, title: str) -> Element:
    cards = [one for one in visitor.root if 'p-opt' in one.attributes.get('class', '').split()]
    found = [one for one in cards if title in one.children[0].words]
    assert found, f'no option is called {title}'
    return found[0]


def switch(visitor: Visitor, title: str = 'Sunset catamaran') -> str:
    return option(visitor, title).find(role='switch').attributes['aria-checked']


async def choose(visitor: Visitor, *, on: bool, title: str = 'Sunset catamaran') -> dict[str, Any]:
    return await visitor.act('choose', on, key=option(visitor, title).attributes['data-key'])


def tracker(visitor: Visitor) -> VisitTracker:
    return next(one for one in visitor.client.elements.values() if isinstance(one, VisitTracker))


def send(element: VisitTracker, name: str, arguments: Any) -> None:
    """What the script of this element sends."""
    with element.client:
        for listener in list(element._event_listeners.values()):
            if listener.type == name:
                element._handle_event({'listener_id': listener.id, 'args': arguments})


async def rows(app: App, kind: Any) -> list[Any]:
    async with app.services.database.read(System()) as session:
        return list(await session.exec(select(kind).where(kind.proposal_id == MADEIRA)))


async def change(app: App, kind: Any, key: Any, **changes: Any) -> None:
    await app.services.run(edit, System(), kind=kind, id=key, changes=changes)


async def test_a_toggle_moves_the_total_of_another_visitor_in_the_same_element(app: App):
    sofia, erik = await open_proposal(app), await open_proposal(app)
    total = erik.root.find(data_testid='proposal-total')
    assert total.words == '€3,543'
    assert await choose(sofia, on=False) == {}
    await erik.sees(lambda _: total.words == '€3,358')
    assert erik.root.find(data_testid='proposal-total') is total
    await sofia.sees(lambda _: sofia.says('proposal-total') == '€3,358')
    assert switch(erik) == 'false'


async def test_an_own_wish_shows_before_it_is_carried_out(app: App):
    sofia, erik = await open_proposal(app), await open_proposal(app)
    async with sofia.screen.acts['choose'].__self__._turn:
        waits = asyncio.create_task(choose(sofia, on=False))
        await sofia.sees(lambda _: sofia.says('proposal-total') == '€3,358')
        assert erik.says('proposal-total') == '€3,543'
    await waits
    await erik.sees(lambda _: erik.says('proposal-total') == '€3,358')
    assert [each[3] for each in sofia.messages if each[3]] != [], 'and it was shown once'


async def test_a_new_title_is_sent_in_few_bytes_and_once_for_all(app: App):
    sofia, erik = await open_proposal(app), await open_proposal(app)
    (activity,) = [
        one for one in await rows(app, ProposalActivity) if one.title == 'Sunset catamaran'
    ]
    await change(app, ProposalActivity, activity.id, title='Evening catamaran')
    await sofia.sees(lambda _: option(sofia, 'Evening catamaran'))
    await erik.sees(lambda _: option(erik, 'Evening catamaran'))
    assert sofia.messages[-1] == erik.messages[-1]
    told = sofia.messages[-1][3]
    assert {change[1] for change in told} <= {'Evening catamaran', ', about Evening catamaran'}
    assert sofia.screen.view is erik.screen.view


async def test_a_hidden_tab_is_left_alone_and_caught_up_on_return(app: App):
    sofia, erik = await open_proposal(app), await open_proposal(app)
    erik.stand(hidden=True)
    await choose(sofia, on=False)
    await sofia.sees(lambda _: sofia.says('proposal-total') == '€3,358')
    assert erik.says('proposal-total') == '€3,543'
    erik.stand(hidden=False)
    await erik.sees(lambda _: erik.says('proposal-total') == '€3,358')


async def test_a_visitor_who_lost_messages_is_told_what_they_miss(app: App):
    sofia, erik = await open_proposal(app), await open_proposal(app)
    before = (erik.number, erik.root.find(data_testid='proposal-total'))
    erik.take = lambda *_: None  # type: ignore[method-assign]  # its socket is gone
    await choose(sofia, on=False)
    await sofia.sees(lambda _: sofia.says('proposal-total') == '€3,358')
    del erik.take
    assert erik.number == before[0]
    erik.stand(resumes=True)
    await erik.sees(lambda _: erik.says('proposal-total') == '€3,358')
    assert erik.root.find(data_testid='proposal-total') is before[1], 'and no more than that'


async def test_a_visitor_who_stands_nowhere_known_is_told_all(app: App):
    erik = await open_proposal(app)
    erik.number = 10**9
    erik.stand(resumes=True)
    await eventually(lambda: erik.messages and isinstance(erik.messages[-1][3], str))
    assert erik.says('proposal-total') == '€3,543'


async def test_a_switch_says_that_it_waits_until_the_socket_is_there(app: App):
    answer = await app.browser().http_client.get(path(app))
    assert 'aria-checked="true" aria-disabled="true" data-act="choose"' in answer.text
    assert 'data-state="connecting"' in answer.text
    sofia = await open_proposal(app)
    await sofia.sees(lambda page: 'aria-disabled' not in page.all(data_act='choose')[0].attributes)


async def test_a_visit_needs_eyes_and_is_counted_once(app: App):
    before = len(await rows(app, ProposalView))
    sofia = await open_proposal(app)
    reader = tracker(sofia)
    send(reader, 'reading', {'seen': False, 'name': ''})
    assert not app.services.presence.viewers(f'proposal:{MADEIRA}')
    for seen in (True, False, True):
        send(reader, 'reading', {'seen': seen, 'name': 'Sofia'})
    await eventually(lambda: app.services.presence.viewers(f'proposal:{MADEIRA}'))
    (person,) = app.services.presence.viewers(f'proposal:{MADEIRA}')
    assert (person.kind, person.name) == ('client', 'Sofia')
    await eventually(lambda: reader._visit)
    views = await rows(app, ProposalView)
    assert len(views) == before + 1
    sofia.client.delete()
    assert not app.services.presence.viewers(f'proposal:{MADEIRA}')

    async def ended() -> bool:
        (view,) = [one for one in await rows(app, ProposalView) if one.id == reader._visit]
        return view.ended_at is not None

    await eventually(ended)


async def test_what_is_acknowledged_before_the_visit_has_begun_waits_for_it(app: App):
    sofia = await open_proposal(app)
    reader = tracker(sofia)
    send(reader, 'reading', {'seen': True, 'name': 'Sofia'})
    send(reader, 'looked', {})
    await asyncio.gather(reader.acknowledge(1), reader._on_looked())
    assert reader._visit, 'they were told that it is noted'
    views = await rows(app, ProposalView)
    assert [one.id for one in views if one.acknowledged == 1] == [reader._visit]


async def test_a_colleague_is_no_reader(app: App):
    anna = await open_proposal(app, await app.sign_in(ANNA))
    assert not [one for one in anna.client.elements.values() if isinstance(one, VisitTracker)]


async def test_what_our_scripts_never_send_changes_nothing(app: App):
    before = (await rows(app, ProposalActivity), len(await rows(app, ProposalComment)))
    sofia = await open_proposal(app)
    whole = verdict()
    for forged in [*FORGED, whole | {'consent': 1}, whole | {'id': 5}]:
        for name in ('choose', 'ask', 'decide', 'seen', 'drop table'):
            await sofia.act(name, forged)
        send(tracker(sofia), 'reading', forged)
    answer = await sofia.act('decide', whole, number=10**9)
    assert 'nothing was approved' in answer['answer']['refusal']
    foreign = {
        'id': str(uuid4()),
        'body': 'Hi',
        'name': '',
        'about': str(uuid4()),
        'parent': '',
    }
    answer = await sofia.act('ask', foreign)
    assert answer['answer']['refusal']
    after = (await rows(app, ProposalActivity), len(await rows(app, ProposalComment)))
    assert [row.revision for row in after[0]] == [row.revision for row in before[0]]
    assert after[1] == before[1]
    assert not [one for one in await rows(app, ProposalApproval) if one.decision == 'approved']


async def test_an_approval_keeps_what_stood_on_the_button(app: App):
    sofia, erik = await open_proposal(app), await open_proposal(app)
    assert await sofia.act('decide', verdict()) == {}
    for visitor in (sofia, erik):
        await visitor.sees(lambda page: 'It is settled' in page.words)
    assert not erik.root.all(data_does='decide')
    switches = erik.root.all(role='switch')
    assert all(one.attributes['aria-disabled'] == 'true' for one in switches)
    (approval,) = [one for one in await rows(app, ProposalApproval) if one.decision == 'approved']
    assert (approval.total, approval.version) == (Decimal(3543), 3)


async def test_an_act_that_is_sent_again_is_done_once(app: App):
    sofia = await open_proposal(app)
    before = len(await rows(app, ProposalComment))
    question = {'id': str(uuid4()), 'body': 'Twice?', 'name': 'Sofia', 'about': '', 'parent': ''}
    for _ in range(2):
        assert await sofia.act('ask', question, again='once') == {}
    assert len(await rows(app, ProposalComment)) == before + 1


async def test_an_approval_is_of_what_the_browser_had_when_it_was_given(app: App):
    """Its price stands here again since, but what it was the price of does not."""
    sofia = await open_proposal(app)
    price, stood = sofia.says('approve-confirm'), sofia.number
    await change(app, Proposal, MADEIRA, terms='No refunds.')
    await sofia.sees(lambda page: 'No refunds.' in page.words)
    assert sofia.says('approve-confirm') == price
    answer = await sofia.act('decide', verdict(), number=stood)
    assert 'nothing was approved' in answer['answer']['refusal']
    assert [words for _, words in answer['answer']['changes']] == ['The travel terms changed']
    assert await sofia.act('decide', verdict()) == {}
    await sofia.sees(lambda page: 'It is settled' in page.words)


def verdict() -> dict[str, Any]:
    """What the form sends when somebody approves what stands on this page."""
    return {
        'id': str(uuid4()), 'approves': True,
        'name': 'Sofia Lindqvist', 'consent': True, 'reason': '',
    }  # fmt: skip


@pytest.mark.parametrize('token', ['nonsense', 'a.b', '%00', 'x' * 300])
async def test_a_wrong_link_builds_nothing(app: App, token: str):
    answer = await app.browser().http_client.get(f'/p/{token}')
    assert answer.status_code == 404
    assert 'This link no longer opens a proposal' in answer.text
    assert 'id="boot"' not in answer.text


@pytest.mark.parametrize('behind', ['.', '/', ').', ',', '%3E', '%C2%BB', '%20'])
async def test_a_link_opens_with_what_a_mail_program_left_behind_it(app: App, behind: str):
    path = f'/p/{app.services.tokens.token(RESULT.share_link_id)}'
    browser = app.browser().http_client
    answer = await browser.get(path + behind)
    assert (answer.status_code, answer.headers['location']) == (307, path)
    file = await browser.get(f'{path}/trip.ics{behind}')
    assert (file.status_code, file.headers['location']) == (307, f'{path}/trip.ics')


async def test_the_page_links_to_its_calendar_beside_its_own_address(app: App):
    answer = await app.browser().http_client.get(f'{path(app)}?trip.ics')
    assert answer.headers['content-type'].startswith('text/calendar')
    assert 'BEGIN:VEVENT' in answer.text


async def test_a_closed_page_leaves_no_query(app: App):
    sofia = await open_proposal(app)
    queries = sofia.screen.view, app.services.live.subscriptions
    assert queries[1]
    sofia.client.delete()
    assert not len(queries[0])
    await eventually(lambda: not app.services.live.subscriptions, within=20)


async def test_pages_that_nobody_connects_to_find_an_end(app: App, monkeypatch: pytest.MonkeyPatch):
    browser = app.browser().http_client
    before = late.waiting()
    await browser.get(path(app))
    assert late.waiting() == before + 1
    late.tidy()
    assert late.waiting() == before + 1, 'its browser may come yet'
    monkeypatch.setattr(late, 'LATE_S', -1.0)
    late.tidy()
    assert late.waiting() == 0
    monkeypatch.setattr(late, 'LATE_PAGES', 3)
    for _ in range(5):
        await browser.get(path(app))
    assert late.waiting() == 3
    assert limits.LATE_PAGES > 3
    late._waiting.clear()


async def test_another_organization_sees_no_preview(app: App):
    kari = await app.sign_in('kari@fjord.example')
    answer = await kari.http_client.get(f'/proposals/{MADEIRA}/preview')
    assert answer.status_code == 404
    assert 'Madeira' not in answer.text
    anna = await app.sign_in(ANNA)
    answer = await anna.http_client.get(f'/proposals/{MADEIRA}/preview')
    assert 'Madeira' in answer.text
