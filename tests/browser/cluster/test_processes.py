"""Two processes behind nginx: everyone is together, and one's death loses nothing."""

import re
import urllib.request
from collections.abc import Callable
from contextlib import AbstractContextManager

from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.browser.app import RunningApp, wait_for
from tests.browser.conftest import DESKTOP, Database, Offer, live, switch
from tests.browser.processes import Cluster, Enter, faces, process_of
from tests.browser.steps import column, look, retype, row
from tests.browser.test_public_links import ENDED
from tests.eventually import S

WITHIN_MS = 5000 * S
"""At once, on a machine that stands still for seconds; who is not told is not told for ever."""
GONE_MS = 10_000 * S
BACK_MS = 15_000 * S
ANNA, BEN = 'anna@skyline.example', 'ben@skyline.example'
NOTE_END = """(heading) => {
  const before = heading.textContent;
  const note = () => {
    if (document.querySelector('h1')?.textContent !== before) window.endedAt ??= Date.now();
  };
  new MutationObserver(note).observe(document.body, {
    subtree: true, childList: true, characterData: true,
  });
}"""


def test_the_first_request_of_all_finds_its_process(
    running_app: Cluster, contexts: Callable[..., BrowserContext]
) -> None:
    processes = set()
    for _ in range(4):
        page = contexts(viewport=DESKTOP).new_page()
        documents: list[str] = []
        page.on('domcontentloaded', lambda _, documents=documents: documents.append('loaded'))
        page.goto(f'{running_app.url}/login')
        page.wait_for_function('window.did_handshake === true')
        assert documents == ['loaded']
        assert process_of(page) == running_app.leads_to(page.context)
        processes.add(process_of(page))
    assert processes == {str(running_app.first.port), str(running_app.second.port)}


def test_assets_come_from_the_cache_and_carry_nobodys_cookie(running_app: Cluster) -> None:
    address = f'{running_app.url}/assets/icons.svg?v=test'
    for expected in ('MISS', 'HIT'):
        with urllib.request.urlopen(address) as answer:
            assert answer.headers['X-Cache'] == expected
            assert answer.headers['Set-Cookie'] is None
            assert 'max-age=31536000' in answer.headers['Cache-Control']


def test_operator_and_client_are_together_across_processes(
    running_app: Cluster, offer: Offer, enter: Enter, sql: Database
) -> None:
    anna = enter(running_app.first, f'/proposals/{offer.id}', ANNA)
    client = enter(running_app.second, offer.url.removeprefix(running_app.url))
    expect(faces(anna)).to_have_attribute('title', re.compile('Maria'))
    expect(client.locator('.p-here')).to_contain_text('Anna Keller is here')
    switch(client, offer.activities['off']).click()
    expect(anna.get_by_test_id('proposal-total')).to_have_text('€1,300')
    switch(anna, offer.activities['on']).click()
    expect(client.get_by_test_id('proposal-total')).to_have_text('€1,100')
    client.get_by_test_id('comment-input').fill('Is it calm in March?')
    client.get_by_test_id('comment-send').click()
    expect(anna.get_by_test_id('comment-list')).to_contain_text('Is it calm in March?')
    sql('update share_links set revoked_at = now() where id = %s', offer.link_id)
    ended = client.get_by_role('heading', name='This link no longer opens a proposal')
    expect(ended).to_be_visible(timeout=WITHIN_MS)
    expect(faces(anna)).to_have_count(0)


def test_two_colleagues_and_a_client_work_side_by_side(
    running_app: Cluster, offer: Offer, enter: Enter, sql: Database
) -> None:
    path = f'/proposals/{offer.id}'
    anna = enter(running_app.first, path, ANNA)
    ben = enter(running_app.second, path, BEN)
    client = enter(running_app.second, offer.url.removeprefix(running_app.url))
    for page, colleague in ((anna, 'Ben'), (ben, 'Anna')):
        expect(faces(page)).to_have_count(2)
        expect(page.get_by_test_id('people-here').get_by_title(colleague)).to_be_visible()
    client.get_by_test_id('comment-input').press_sequentially('Is it')
    for page in (anna, ben):
        expect(page.locator('.t-writing')).to_contain_text('Maria (client) is writing')
    row = f'activity-{offer.activities["on"]}'
    prices = [page.get_by_test_id(row).locator('[data-edit=price]') for page in (anna, ben)]
    prices[1].click()
    expect(prices[0]).to_have_attribute('title', 'Ben Okoro is editing Price')
    ben.keyboard.press('Escape')
    ben.get_by_test_id(row).hover(position={'x': 200, 'y': 10})
    pointer = anna.get_by_test_id('cursors').locator('.t-cursor', has_text='Ben')
    expect(pointer).to_be_visible()
    ben.close()
    expect(pointer).to_have_count(0)
    expect(faces(anna)).to_have_count(1)


def test_edits_that_meet_are_a_choice_and_a_late_approval_is_refused(
    running_app: Cluster, offer: Offer, enter: Enter, sql: Database
) -> None:
    path = f'/proposals/{offer.id}'
    anna = enter(running_app.first, path, ANNA)
    ben = enter(running_app.second, path, BEN)
    client = enter(running_app.second, offer.url.removeprefix(running_app.url))
    client.get_by_test_id('approve-open').click()
    client.get_by_test_id('approve-name').fill('Maria Lind')
    client.get_by_role('checkbox').check()
    for page in (anna, client):
        look(page, away=True)  # so what others do is not painted here
    retype(row(ben, offer, 'on'), 'price', '95')
    wait_for(lambda: column(sql, offer, 'on', 'price') == 95)
    retype(row(anna, offer, 'on'), 'price', '90')
    expect(anna.get_by_test_id('conflict').get_by_role('radio')).to_have_text(['€90', '€95'])
    anna.get_by_role('button', name='Keep all mine').click()
    expect(ben.get_by_test_id('proposal-total')).to_have_text('€1,180')
    client.get_by_test_id('approve-confirm').click()
    refused = client.get_by_test_id('approve-refused')
    expect(refused.get_by_role('listitem')).to_have_text('Supper walk: now €180, was €200')
    look(client, away=False)
    confirm = client.get_by_test_id('approve-confirm')
    expect(confirm).to_have_text('Approve for €1,180')
    confirm.click()
    for page in (anna, ben):
        look(page, away=False)
        expect(page.get_by_test_id('proposal-status')).to_have_text('Approved')


def test_a_link_ends_on_every_process_when_it_is_revoked_and_at_its_own_end(
    running_app: Cluster, enter: Enter, new_offer: Callable[..., Offer], sql: Database
) -> None:
    revoked, expiring = new_offer(), new_offer()

    def heading(app: RunningApp, offer: Offer) -> Locator:
        return enter(app, offer.url.removeprefix(running_app.url)).get_by_role('heading', level=1)

    apps = (running_app.first, running_app.second)
    of_revoked, of_expiring = ([heading(app, o) for app in apps] for o in (revoked, expiring))
    sql('update share_links set revoked_at = now() where id = %s', revoked.link_id)
    for each in of_revoked:
        expect(each).to_have_text(ENDED, timeout=WITHIN_MS)
    for each in of_expiring:
        expect(each).to_have_text(expiring.title)
        each.evaluate(NOTE_END)
    soon = "update share_links set expires_at = now() + interval '2 s' where id = %s"
    (link,) = sql(f'{soon} returning expires_at', expiring.link_id)
    for each in of_expiring:
        expect(each).to_have_text(ENDED, timeout=2000 + WITHIN_MS)
        ended_at = each.page.evaluate('window.endedAt / 1000')
        assert ended_at > link['expires_at'].timestamp() - 0.001  # browsers count milliseconds


def test_signing_out_everywhere_ends_pages_of_every_process(
    running_app: Cluster, enter: Enter
) -> None:
    here = enter(running_app.first, '/proposals', ANNA)
    there = enter(running_app.second, '/proposals', ANNA)
    copied = there.context.cookies()
    here.get_by_role('button', name='Anna Keller, account').first.click()
    here.get_by_role('menuitem', name='Sign out everywhere').click()
    there.wait_for_url(re.compile('/login'), timeout=WITHIN_MS, wait_until='commit')
    expect(there.get_by_test_id('login-notice')).to_contain_text('You were signed out')
    here.wait_for_url(re.compile('/login$'))
    there.context.add_cookies(copied)  # type: ignore[arg-type]
    for app in (running_app.first, running_app.second):
        running_app.put(there.context, app)
        there.goto(f'{running_app.url}/proposals')
        expect(there).to_have_url(re.compile('/login'))


def opens_anew(page: Page) -> AbstractContextManager[object]:
    return page.expect_request(re.compile('news=role'), timeout=WITHIN_MS)


def test_a_new_role_and_a_removal_reach_open_pages(
    running_app: Cluster, offer: Offer, enter: Enter, sql: Database
) -> None:
    in_list = enter(running_app.second, '/proposals', BEN)
    cookies = in_list.context.cookies()
    in_builder = enter(running_app.first, f'/proposals/{offer.id}', cookies=cookies)
    new, share = (
        in_list.get_by_test_id('proposal-new'),
        in_builder.get_by_test_id('share-link-create'),
    )
    expect(new).to_be_visible()
    expect(share).to_be_visible()
    become = 'update profiles set role = %s where email = %s'
    try:
        with opens_anew(in_list), opens_anew(in_builder):
            sql(become, 'read_only', BEN)
        for page, control in ((in_list, new), (in_builder, share)):
            expect(control).to_have_count(0)
            expect(page.get_by_test_id('toast').filter(has_text='change nothing')).to_be_visible()
            expect(page).not_to_have_url(re.compile('news'))
    finally:
        sql(become, 'member', BEN)
    for page, control in ((in_list, new), (in_builder, share)):
        expect(control).to_be_visible()
        expect(page.get_by_test_id('toast').filter(has_text='you can edit now')).to_be_visible()


def test_somebody_who_is_removed_is_out_at_once(
    running_app: Cluster, contexts: Callable[..., BrowserContext], sql: Database
) -> None:
    page = contexts(viewport=DESKTOP).new_page()
    page.goto(f'{running_app.url}/signup')
    for name, words in (
        ('organization', 'North Trails'),
        ('full_name', 'Nora Lund'),
        ('email', 'nora@north.example'),
        ('password', 'long enough'),
    ):
        page.get_by_test_id(f'login-{name}').fill(words)
    page.get_by_test_id('login-submit').click()
    page.wait_for_url(re.compile(r':[0-9]+/$'))
    live(page)
    sql("delete from profiles where email = 'nora@north.example'")
    page.wait_for_url(re.compile('/login'), timeout=WITHIN_MS, wait_until='commit')
    expect(page.get_by_test_id('login-notice')).to_contain_text('no longer a member')


def test_a_killed_process_hands_its_people_to_the_other(
    running_app: Cluster, offer: Offer, enter: Enter, new_offer: Callable[..., Offer]
) -> None:
    left = new_offer()
    anna = enter(running_app.first, '/proposals', ANNA)
    client = enter(running_app.second, offer.url.removeprefix(running_app.url))
    gone = enter(running_app.second, left.url.removeprefix(running_app.url))
    lost = anna.locator('.t-here').filter(has_text=left.title)
    expect(lost).to_be_visible()
    client.get_by_test_id('comment-input').press_sequentially('Half a question')
    gone.context.set_offline(True)
    running_app.second.die()  # the last test: nobody needs it any more
    expect(lost).to_have_count(0, timeout=GONE_MS)
    client.wait_for_function(
        'port => window.did_handshake && window.socket.io.opts.query.process === port',
        arg=str(running_app.first.port),
        timeout=BACK_MS,
    )
    live(client)
    expect(client.get_by_test_id('comment-input')).to_have_value('Half a question')
    switch(client, offer.activities['off']).click()
    expect(client.get_by_test_id('proposal-total')).to_have_text('€1,300')
    expect(anna.locator('.t-here').filter(has_text=offer.title)).to_be_visible()
    assert running_app.leads_to(client.context) == str(running_app.first.port)
