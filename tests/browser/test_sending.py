"""Messages written straight to a page's socket: none is lost, doubled or overtaken."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import Database, Offer, switch

Visit = Callable[..., Page]
LISTEN = """() => {
  window.heard = [];
  window.socket.on('view', (place, from, to) => window.heard.push([from, to]));
}"""


def assert_unbroken(page: Page, *, at_least: int) -> None:
    """Each change that arrived goes on from the one before."""
    heard = page.evaluate('() => window.heard')
    assert len(heard) >= at_least
    assert [to for _, to in heard[:-1]] == [begins for begins, _ in heard[1:]]


def test_a_burst_of_changes_arrives_in_order_whole_and_once(
    visit: Visit, offer: Offer, sql: Database
) -> None:
    page = visit(offer.url)
    page.evaluate(LISTEN)
    option = switch(page, offer.activities['off'])
    for number in range(40):
        sql(
            'update proposal_activities set title = %s where id = %s',
            *(f'Kayak {number}', offer.activities['off']),
        )
        if number in {10, 25}:
            option.click()
    expect(page.get_by_role('heading', name='Kayak 39', exact=True)).to_be_visible()
    assert_unbroken(page, at_least=3)


def test_a_socket_that_breaks_gets_what_it_missed(
    visit: Visit, offer: Offer, sql: Database
) -> None:
    page = visit(offer.url)
    page.evaluate('() => { window.tagged = true; window.socket.io.engine.close(); }')
    sql(
        'update proposal_activities set title = %s where id = %s',
        *('Kayak by moonlight', offer.activities['off']),
    )
    expect(page.get_by_role('heading', name='Kayak by moonlight', exact=True)).to_be_visible()
    assert page.evaluate('() => window.tagged'), 'the page was loaded again'
