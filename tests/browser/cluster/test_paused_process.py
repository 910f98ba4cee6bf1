"""Two processes in trouble: one stands still in mid-edit, or websockets reach neither."""

from playwright.sync_api import Page, expect

from tests.browser.app import wait_for
from tests.browser.blocking import BlockingProxy, Way
from tests.browser.conftest import Database, Offer, switch
from tests.browser.processes import Cluster, Enter, faces
from tests.browser.steps import assert_kept, badge, column, keep, retype, row, total
from tests.eventually import S

TOLD_MS = 10_000 * S
GONE_MS = 10_000 * S
HEALED_MS = 10_000 * S
TOGETHER_MS = 10_000 * S
ANNA, BEN = 'anna@skyline.example', 'ben@skyline.example'
NOTE_TITLES = """(title) => {
  window.titles = [title.textContent];
  new MutationObserver(() => window.titles.push(title.textContent)).observe(title, {
    subtree: true, childList: true, characterData: true,
  });
}"""


def rename(sql: Database, offer: Offer, title: str) -> None:
    sql('update proposals set title = %s where id = %s', title, offer.id)


def titles(page: Page) -> list[str]:
    """What the page was called, one after the other; each name once where it did not go back."""
    return list(dict.fromkeys(page.evaluate('() => window.titles')))


def test_a_process_that_stands_still_loses_nothing(
    running_app: Cluster, offer: Offer, enter: Enter, sql: Database
) -> None:
    path = f'/proposals/{offer.id}'
    anna = enter(running_app.first, path, ANNA)
    ben = enter(running_app.second, path, BEN)
    client = enter(running_app.second, offer.url.removeprefix(running_app.url))
    everyone = (anna, ben, client)
    expect(faces(anna)).to_have_count(2)
    client.get_by_test_id('comment-input').press_sequentially('Half a sen')
    cell = row(ben, offer, 'on').locator('[data-edit="note"]')
    cell.click()
    ben.keyboard.type('Bring a')
    keep(*everyone)
    for page in everyone:
        page.get_by_role('heading', level=1).evaluate(NOTE_TITLES)
    with running_app.second.frozen():
        for name in ('One', 'Two', 'Three'):
            rename(sql, offer, name)
            expect(anna.get_by_role('heading', level=1)).to_have_text(name)
        retype(row(anna, offer, 'fixed'), 'price', '2000')
        expect(total(anna)).to_have_text('€2,200')
        ben.keyboard.type(' coat')
        ben.keyboard.press('Enter')
        client.keyboard.type('tence')
        client.get_by_test_id('comment-send').click()
        switch(client, offer.activities['off']).click()
        for page in (ben, client):  # who waits for an answer is told that none comes
            expect(badge(page)).to_have_attribute('data-state', 'offline', timeout=TOLD_MS)
        expect(faces(anna)).to_have_count(0, timeout=GONE_MS)
        assert column(sql, offer, 'off', 'is_selected') is False
    for page in everyone:
        expect(badge(page)).to_have_attribute('data-state', 'live', timeout=HEALED_MS)
        expect(total(page)).to_have_text('€2,300', timeout=HEALED_MS)
        expect(page.get_by_role('heading', level=1)).to_have_text('Three', timeout=HEALED_MS)
        comments = page.get_by_test_id('comment-list')
        expect(comments.get_by_text('Half a sentence')).to_have_count(1, timeout=HEALED_MS)
        expect(row(page, offer, 'on')).to_contain_text('Bring a coat', timeout=HEALED_MS)
    for page in (anna, ben):
        expect(faces(page)).to_have_count(2, timeout=TOGETHER_MS)
    expect(client.locator('.p-here')).to_contain_text('are here', timeout=TOGETHER_MS)
    assert_kept(*everyone)
    names = [offer.title, 'One', 'Two', 'Three']
    for page in everyone:
        assert titles(page) == [name for name in names if name in titles(page)]
    said = sql('select body from proposal_comments where proposal_id = %s', offer.id)
    assert [each['body'] for each in said] == ['Half a sentence']
    assert column(sql, offer, 'on', 'note') == 'Bring a coat'
    assert column(sql, offer, 'fixed', 'price') == 2000


def test_without_websockets_a_pages_requests_stay_with_its_process(
    running_app: Cluster, offer: Offer, enter: Enter, sql: Database
) -> None:
    log = running_app.nginx.folder / 'tradewind.log'
    apps = (running_app.first, running_app.second)
    for app, other in zip(apps, reversed(apps), strict=True):
        with BlockingProxy(running_app.nginx.port) as proxy:
            proxy.begin(Way.REFUSED)
            page = enter(app, offer.url.removeprefix(running_app.url), url=proxy.url)
            keep(page)
            before = len(log.read_text())  # the last words of the page before are in it by now
            running_app.put(page.context, other)  # the page knows better than the cookie
            for number in range(10):
                rename(sql, offer, f'Number {number}')
                expect(page.get_by_role('heading', level=1)).to_have_text(f'Number {number}')
            chosen = column(sql, offer, 'off', 'is_selected')
            switch(page, offer.activities['off']).click()
            wait_for(lambda was=chosen: column(sql, offer, 'off', 'is_selected') is not was)
            assert_kept(page)
            lines = [line.split() for line in log.read_text()[before:].splitlines()]
            page.context.close()
        asked = [line for line in lines if line[3].startswith('/_nicegui_ws/')]
        assert len(asked) > 10
        assert {line[-1] for line in asked} == {f'127.0.0.1:{app.port}'}
        assert {line[4] for line in asked} == {'200'}
