"""Links that open nothing say nothing; readers are counted once they really look."""

import time
import urllib.error
import urllib.request
from collections.abc import Callable
from statistics import median
from typing import Any
from uuid import UUID, uuid4

from playwright.sync_api import Browser, BrowserContext, Page, expect

from services.proposals.share_links import ShareTokens
from tests.browser.app import RunningApp, wait_for
from tests.browser.conftest import Database, Offer, Open, live, switch
from tests.eventually import S

WITHIN_S = 1 * S
"""One of three tries may take longer: a busy machine stalls for a second or two."""
ENDED = 'This link no longer opens a proposal'


def answer(url: str) -> tuple[int, str]:
    """Status and body of a plain request."""
    try:
        with urllib.request.urlopen(url) as found:
            return found.status, found.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()


def test_every_link_that_opens_nothing_gets_one_answer(
    running_app: RunningApp, new_offer: Any, sql: Database
) -> None:
    revoked, expired, deleted, void = (new_offer() for _ in range(4))
    sql('update share_links set revoked_at = now() where id = %s', revoked.link_id)
    sql('update share_links set expires_at = now() where id = %s', expired.link_id)
    sql('update proposals set deleted_at = now() where id = %s', deleted.id)
    sql("update proposals set status = 'void' where id = %s", void.id)
    secret = (running_app.data / 'secret').read_text().strip()
    unknown = ShareTokens(secret).token(uuid4())
    forged = ShareTokens('x' * 64).token(revoked.link_id)
    base = f'{running_app.url}/p/'
    urls = [revoked.url, expired.url, deleted.url, void.url, base + unknown, base + forged]
    urls += [base + wrong for wrong in ('nonsense', '%00', 'a/b', '.', 'x' * 500, '%F0%9F%8C%8A')]
    urls += [f'{url}/trip.ics' for url in (revoked.url, base + unknown)]
    answers = {answer(url) for url in urls}
    assert len(answers) == 1
    ((status, body),) = answers
    assert status == 404
    assert ENDED in body
    assert 'Skyline' not in body
    assert 'Anna' not in body


def ends(page: Page, offer: Offer, at_s: float) -> float:
    """Seconds from that moment until the page says nothing of the offer any more."""
    expect(page.get_by_role('heading', level=1)).to_have_text(ENDED)
    took_s = time.time() - at_s
    expect(page).to_have_title(ENDED)
    assert offer.title not in page.content()
    assert 'Skyline' not in page.content()
    return took_s


def test_an_open_page_ends_when_its_link_is_revoked(
    new_offer: Callable[..., Offer], visit: Open, sql: Database
) -> None:
    took_s = []
    for offer in (new_offer() for _ in range(3)):
        page = visit(offer.url)
        sql('update share_links set revoked_at = now() where id = %s', offer.link_id)
        took_s.append(ends(page, offer, time.time()))
    assert median(took_s) < WITHIN_S
    page.reload()
    expect(page.get_by_role('heading', level=1)).to_have_text(ENDED)


def test_an_open_page_ends_at_the_links_own_end(
    new_offer: Callable[..., Offer], visit: Open, sql: Database
) -> None:
    took_s = []
    for offer in (new_offer() for _ in range(3)):
        page = visit(offer.url)
        expect(page.get_by_role('heading', level=1)).to_have_text(offer.title)
        (row,) = sql(
            "update share_links set expires_at = now() + interval '2 s' where id = %s"
            ' returning expires_at',
            offer.link_id,
        )
        took_s.append(ends(page, offer, row['expires_at'].timestamp()))
    assert min(took_s) > 0, 'it ended before its end'
    assert median(took_s) < WITHIN_S


def test_an_open_page_opens_anew_when_its_link_allows_more_or_less(
    new_offer: Callable[..., Offer], visit: Open, sql: Database
) -> None:
    offer = new_offer(scope='view')
    page = visit(offer.url)
    decide, option = page.get_by_test_id('approve-open'), page.get_by_role('switch')
    expect(decide).to_be_hidden()
    for scope in ('approve', 'interact', 'approve', 'view'):
        sql('update share_links set scope = %s where id = %s', scope, offer.link_id)
        expect(decide).to_be_visible(visible=scope == 'approve')
        expect(option).to_have_count(0 if scope == 'view' else 2)
    expect(page.get_by_role('heading', level=1)).to_have_text(offer.title)


def test_an_open_page_ends_with_its_proposal(
    new_offer: Callable[..., Offer], visit: Open, sql: Database
) -> None:
    took_s = []
    for offer in (new_offer() for _ in range(3)):
        page = visit(offer.url)
        sql('delete from proposals where id = %s', offer.id)
        took_s.append(ends(page, offer, time.time()))
    assert median(took_s) < WITHIN_S


def visits(sql: Database, proposal_id: UUID) -> list[dict[str, Any]]:
    return sql('select * from proposal_views where proposal_id = %s', proposal_id)


def test_a_visit_is_counted_once_the_page_is_looked_at(
    offer: Offer, visit: Open, sql: Database
) -> None:
    assert answer(offer.url)[0] == 200
    assert visits(sql, offer.id) == []
    page = visit(offer.url)
    wait_for(lambda: len(visits(sql, offer.id)) == 1)
    switch(page, offer.activities['off']).click()
    expect(page.get_by_test_id('proposal-total')).to_have_text('€1,300')
    (seen,) = visits(sql, offer.id)
    assert seen['share_link_id'] == offer.link_id
    assert seen['ended_at'] is None
    looked_at = 'select client_activity_at as at, first_viewed_at from proposals where id = %s'
    (first,) = sql(looked_at, offer.id)
    assert first['first_viewed_at'] is not None
    page.reload()
    live(page)
    page.mouse.move(5, 5)
    wait_for(lambda: sql(looked_at, offer.id)[0]['at'] > first['at'])
    (still,) = visits(sql, offer.id)
    assert still['id'] == seen['id'], 'a reload is no other visit'
    visit(offer.url)
    wait_for(lambda: len(visits(sql, offer.id)) == 2)


def test_a_page_that_no_hand_touches_is_a_visit_after_some_seconds(
    offer: Offer, contexts: Callable[..., BrowserContext], sql: Database
) -> None:
    page = contexts().new_page()
    page.clock.install()
    page.goto(offer.url)
    live(page)
    page.clock.run_for(3000)
    assert visits(sql, offer.id) == []
    page.clock.run_for(1500)
    wait_for(lambda: len(visits(sql, offer.id)) == 1)


def test_a_program_is_no_visitor_whatever_it_does(offer: Offer, visit: Open, sql: Database) -> None:
    visit(offer.url, user_agent='Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/140.0.0.0')
    wait_for(lambda: [one['verdict'] for one in visits(sql, offer.id)] == ['machine'])


def test_a_colleague_who_opens_the_link_is_no_visit(
    running_app: RunningApp, offer: Offer, sign_in: Open, sql: Database
) -> None:
    page = sign_in(path=offer.url.removeprefix(running_app.url))
    switch(page, offer.activities['off']).click()
    expect(page.get_by_test_id('proposal-total')).to_have_text('€1,300')
    assert visits(sql, offer.id) == []
    expect(page.get_by_text('Hide that I am reading')).to_have_count(0)


def test_a_reader_may_hide(offer: Offer, visit: Open, sql: Database, browser: Browser) -> None:
    page = visit(offer.url, viewport={'width': 1440, 'height': 900})
    wait_for(lambda: len(visits(sql, offer.id)) == 1)
    page.get_by_role('switch', name='Hide that I am reading').click()
    expect(page.get_by_text('Show that I am reading')).to_be_visible()
    page.reload()
    live(page)
    switch(page, offer.activities['off']).click()
    expect(page.get_by_test_id('proposal-total')).to_have_text('€1,300')
    assert len(visits(sql, offer.id)) == 1
