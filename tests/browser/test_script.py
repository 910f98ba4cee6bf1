"""What people type stays text on every screen of others, patched in or loaded."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Database, Offer, Open, live

PAYLOADS = (
    'javascript:window.hit=1//',
    '<img src=x onerror="window.hit=1"><script>window.hit=1</script><svg onload=hit=1>',
    ':innerHTML="window.hit=1" v-on:focus="window.hit=1"',
    '"\'> onfocus=window.hit=1 autofocus x="',
    '{{7877*7}}${7877*7}{{constructor.constructor("window.hit=1")()}}',
)


def put(sql: Database, offer: Offer, words: str) -> None:
    """Write the words wherever a person may, past every check of the app."""
    sql(
        'update proposals set title = %s, subtitle = %s, intro = %s, terms = %s, departs_from = %s,'
        ' client_activity = %s, client_activity_at = now(), cover = %s where id = %s',
        *([words] * 7),
        offer.id,
    )
    sql(
        'update proposal_days set title = %s, body = %s, picture = %s where proposal_id = %s',
        *([words] * 3),
        offer.id,
    )
    sql(
        'update proposal_activities set title = %s, note = %s, description = %s, icon = %s'
        ' where proposal_id = %s',
        *([words] * 4),
        offer.id,
    )
    sql('update share_links set label = %s where proposal_id = %s', words, offer.id)
    sql(
        'update contacts set full_name = %s, portrait = %s'
        ' where id = (select client_id from proposals where id = %s)',
        *([words] * 2),
        offer.id,
    )
    sql(
        'insert into proposal_comments (proposal_id, activity_id, author_kind, author_name, body)'
        " values (%s, %s, 'client', %s, %s)",
        *(offer.id, offer.activities['on'], words, words),
    )


def decide(sql: Database, offer: Offer, words: str) -> None:
    """A client declines in these words."""
    sql(
        'insert into proposal_approvals (proposal_id, share_link_id, decision, name, reason,'
        " version, total, currency) values (%s, %s, 'declined', %s, %s, 1, 100, 'EUR')",
        *(offer.id, offer.link_id, words, words),
    )


def watch(page: Page) -> list[str]:
    """Dialogs that open on this page from now on."""
    opened: list[str] = []
    page.on('dialog', lambda dialog: (opened.append(dialog.message), dialog.dismiss()))
    return opened


def assert_text(page: Page, words: str, dialogs: list[str]) -> None:
    """The words stand there as they were typed, and did nothing."""
    expect(page.get_by_text(words, exact=True).first).to_be_attached()
    assert page.get_by_text('55139', exact=True).count() == 0
    assert page.evaluate('window.hit') is None
    assert page.locator('[onerror], [onload], [onfocus], svg[onload]').count() == 0
    assert page.locator('[href^="javascript:"]').count() == 0
    assert dialogs == []


def test_typed_words_are_never_run(sign_in: Open, visit: Open, offer: Offer, sql: Database) -> None:
    builder = sign_in(path=f'/proposals/{offer.id}')
    proposals = builder.context.new_page()
    proposals.goto(builder.url.replace(f'/{offer.id}', ''))
    preview = builder.context.new_page()
    preview.goto(f'{builder.url}/preview')
    pages = [(page, watch(page)) for page in (builder, proposals, preview, visit(offer.url))]
    for page, _ in pages:
        live(page)
    for words in PAYLOADS:
        put(sql, offer, words)
        for page, dialogs in pages:
            assert_text(page, words, dialogs)
    words = ' '.join(PAYLOADS[1::2])
    put(sql, offer, words)
    for page, dialogs in pages:
        page.reload()
        live(page)
        assert_text(page, words, dialogs)
    decide(sql, offer, words)
    for tab in ('prose', 'views', 'history'):
        builder.get_by_test_id(f'tab-{tab}').click()
        for page, dialogs in pages:
            assert_text(page, words, dialogs)
