"""A client on the public proposal: reads, chooses, asks; every screen follows in place."""

from collections.abc import Callable
from uuid import UUID

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.browser.app import RunningApp, wait_for
from tests.browser.conftest import DESKTOP, PHONE, Database, Offer, Open, live, switch
from tests.browser.steps import held

MARK = "(node) => { node.dataset.tag = 'the same node'; }"
SCRIPT = '<img src=x onerror="document.body.dataset.bad=\'yes\'"><script>alert(1)</script>'


def test_a_switch_moves_the_total_on_every_screen_in_place(offer: Offer, visit: Open) -> None:
    phone, desk = visit(offer.url), visit(offer.url, viewport=DESKTOP)
    expect(phone.get_by_test_id('proposal-total')).to_have_text('€1,200')
    desk.get_by_test_id('proposal-total').evaluate(MARK)
    kayak = switch(phone, offer.activities['off'])
    expect(kayak).to_have_accessible_name('Sunset kayak €100')
    kayak.click()
    expect(kayak).to_have_attribute('aria-checked', 'true')
    for page in (phone, desk):
        expect(page.get_by_test_id('proposal-total')).to_have_text('€1,300')
    expect(switch(desk, offer.activities['off'])).to_have_attribute('aria-checked', 'true')
    expect(desk.locator('[data-tag]')).to_have_text('€1,300')
    expect(desk.get_by_text('2 of 2 options chosen')).to_be_visible()


def test_the_last_of_many_quick_moves_wins(offer: Offer, visit: Open, sql: Database) -> None:
    page = visit(offer.url)
    kayak = switch(page, offer.activities['off'])
    for _ in range(7):
        kayak.click()
    expect(page.get_by_test_id('proposal-total')).to_have_text('€1,300')
    expect(kayak).to_have_attribute('aria-checked', 'true')
    chosen = 'select 1 from proposal_activities where id = %s and is_selected'
    wait_for(lambda: sql(chosen, offer.activities['off']))


def test_a_refused_move_goes_back_with_a_sentence(
    running_app: RunningApp, offer: Offer, visit: Open
) -> None:
    page = visit(offer.url)
    kayak = switch(page, offer.activities['off'])
    with held(running_app, offer, 'off'):
        kayak.click()
        expect(page.get_by_test_id('toast')).to_contain_text('Somebody else is saving this')
    expect(kayak).to_have_attribute('aria-checked', 'false')
    expect(page.get_by_test_id('proposal-total')).to_have_text('€1,200')


def test_edits_appear_without_taking_focus_scroll_or_half_typed_text(
    offer: Offer, visit: Open, sql: Database
) -> None:
    page = visit(offer.url)
    box = page.get_by_test_id('comment-input')
    box.fill('Is it far')
    before = page.evaluate('window.scrollY')
    title = page.get_by_role('heading', level=1)
    title.evaluate(MARK)
    sql("update proposals set title = 'Madeira, slower' where id = %s", offer.id)
    sql(
        "update proposal_activities set title = 'Night kayak', price = 60 where id = %s",
        offer.activities['off'],
    )
    sql("update proposal_days set title = 'The harbour' where id = %s", offer.days[0])
    expect(title).to_have_text('Madeira, slower')
    expect(page).to_have_title('Madeira, slower')
    assert title.get_attribute('data-tag') == 'the same node'
    expect(page.get_by_role('switch', name='Night kayak €120')).to_be_attached()
    expect(page.get_by_role('heading', name='The harbour')).to_be_attached()
    expect(box).to_be_focused()
    expect(box).to_have_value('Is it far')
    assert page.evaluate('window.scrollY') == before


def test_days_and_activities_come_move_and_go_by_key(
    offer: Offer, visit: Open, sql: Database
) -> None:
    page = visit(offer.url, viewport=DESKTOP)
    headings = page.locator('.p-day h3')
    expect(headings).to_have_text(['Arrival', 'By the sea'])
    headings.nth(0).evaluate(MARK)
    sql(
        'insert into proposal_days (proposal_id, title, position) values (%s, %s, 0.5)',
        *(offer.id, 'The day before'),
    )
    expect(headings).to_have_text(['The day before', 'Arrival', 'By the sea'])
    expect(page.locator('.p-day__n b')).to_have_text(['1', '2', '3'])
    sql('update proposal_days set position = 0.1 where id = %s', offer.days[1])
    expect(headings).to_have_text(['By the sea', 'The day before', 'Arrival'])
    expect(page.locator('[data-tag]')).to_have_text('Arrival')
    sql(
        'update proposal_activities set day_id = %s where id = %s',
        *(offer.days[0], offer.activities['off']),
    )
    arrival = page.get_by_role('region', name='Day 3')
    expect(arrival.get_by_test_id(f'activity-{offer.activities["off"]}')).to_be_visible()
    sql('update proposal_days set deleted_at = now() where id = %s', offer.days[1])
    expect(headings).to_have_text(['The day before', 'Arrival'])
    sql('delete from proposal_activities where id = %s', offer.activities['on'])
    expect(page.get_by_test_id(f'activity-{offer.activities["on"]}')).to_have_count(0)
    expect(page.get_by_test_id('proposal-total')).to_have_text('€1,000')


def test_questions_and_answers_go_both_ways(offer: Offer, visit: Open, sql: Database) -> None:
    asks, reads = visit(offer.url), visit(offer.url)
    asks.get_by_test_id(f'activity-{offer.activities["off"]}').get_by_text('Ask about').click()
    asks.get_by_test_id('comment-name').fill('Maria')
    asks.get_by_test_id('comment-input').fill(f'Is it calm? {SCRIPT}')
    asks.get_by_test_id('comment-send').click()
    said = reads.get_by_test_id('comment-list')
    expect(said).to_contain_text('Maria, client, just now, about Sunset kayak')
    expect(said).to_contain_text(f'Is it calm? {SCRIPT}')
    expect(asks.get_by_test_id('comment-input')).to_have_value('')
    expect(asks.get_by_text('Writing as Maria.')).to_be_visible()
    (question,) = sql('select id from proposal_comments where proposal_id = %s', offer.id)
    sql(
        'insert into proposal_comments (proposal_id, parent_id, author_name, body)'
        " values (%s, %s, 'Anna Keller', 'Mostly, yes.')",
        *(offer.id, question['id']),
    )
    expect(asks.locator('.p-say .p-say')).to_contain_text('Mostly, yes.')
    sql('update proposal_comments set is_resolved = true where id = %s', question['id'])
    expect(asks.get_by_text('Answered', exact=True)).to_be_visible()
    assert asks.evaluate('document.body.dataset.bad') is None
    assert reads.evaluate('document.body.dataset.bad') is None


def test_a_half_typed_question_survives_a_reload(offer: Offer, visit: Open) -> None:
    page = visit(offer.url)
    page.get_by_test_id('comment-input').fill('When does the boat leave?')
    page.reload()
    live(page)
    box = page.get_by_test_id('comment-input')
    expect(box).to_have_value('When does the boat leave?')
    box.press('Control+Enter')
    expect(page.get_by_test_id('comment-list')).to_contain_text('When does the boat leave?')
    expect(box).to_have_value('')


def test_a_view_link_shows_words_instead_of_switches(
    new_offer: Callable[..., Offer], visit: Open
) -> None:
    offer = new_offer(scope='view')
    page = visit(offer.url)
    expect(page.get_by_test_id(f'activity-{offer.activities["on"]}')).to_contain_text('Included')
    expect(page.get_by_test_id(f'activity-{offer.activities["off"]}')).to_contain_text('Optional')
    expect(
        page.get_by_test_id(f'activity-{offer.activities["off"]}').get_by_role('switch')
    ).to_have_count(0)
    for name in ('comment-input', 'approve-name'):
        expect(page.get_by_test_id(name)).to_have_count(0)
    expect(page.get_by_test_id('approve-open')).to_be_hidden()


def test_an_interact_link_chooses_and_asks_but_does_not_decide(
    new_offer: Callable[..., Offer], visit: Open
) -> None:
    offer = new_offer(scope='interact')
    page = visit(offer.url)
    switch(page, offer.activities['off']).click()
    expect(page.get_by_test_id('proposal-total')).to_have_text('€1,300')
    expect(page.get_by_test_id('comment-input')).to_be_visible()
    expect(page.get_by_test_id('approve-open')).to_be_hidden()
    expect(page.get_by_test_id('approve-name')).to_have_count(0)


def test_what_people_type_is_never_markup(offer: Offer, visit: Open, sql: Database) -> None:
    sql(
        'update proposals set title = %s, subtitle = %s, intro = %s, terms = %s, departs_from = %s'
        ' where id = %s',
        *([SCRIPT] * 5),
        offer.id,
    )
    sql(
        'update proposal_days set title = %s, body = %s where id = %s',
        SCRIPT,
        SCRIPT,
        offer.days[0],
    )
    for activity_id in offer.activities.values():
        sql(
            'update proposal_activities set title = %s, note = %s, description = %s where id = %s',
            *([SCRIPT] * 3),
            activity_id,
        )
    page = visit(offer.url)
    expect(page.get_by_role('heading', level=1)).to_have_text(SCRIPT)
    assert page.evaluate('document.body.dataset.bad') is None


def test_it_reads_without_script(
    offer: Offer, contexts: Callable[..., BrowserContext], sql: Database
) -> None:
    sql("update proposals set subtitle = '<i>Slow</i> days' where id = %s", offer.id)
    page = contexts(viewport=PHONE, java_script_enabled=False).new_page()
    page.goto(offer.url)
    for words in (offer.title, '<i>Slow</i> days', 'By the sea', 'Sunset kayak', '€100', '€1,200'):
        expect(page.get_by_text(words).first).to_be_visible()


@pytest.mark.parametrize('width', [320, 390, 1024, 1440, 1920])
def test_nothing_sticks_out_at_any_width(offer: Offer, visit: Open, width: int) -> None:
    page = visit(offer.url, viewport={'width': width, 'height': 800})
    assert page.evaluate('document.documentElement.scrollWidth') <= width


def test_the_sheet_opens_on_a_phone_by_keyboard(offer: Offer, visit: Open) -> None:
    page = visit(offer.url)
    line = page.locator('.p-sum__chosen').get_by_text('Supper walk')
    expect(line).to_be_hidden()
    pull = page.get_by_role('button', name='What the price is made of')
    pull.focus()
    page.keyboard.press('Enter')
    expect(line).to_be_visible()
    expect(pull).to_have_attribute('aria-expanded', 'true')
    expect(page.get_by_test_id('proposal-total')).to_have_count(1)


def test_staff_preview_shows_the_page_and_answers_nothing(
    offer: Offer, sign_in: Open, sql: Database
) -> None:
    page = sign_in(path=f'/proposals/{offer.id}/preview')
    expect(page.get_by_text('this is what your client sees')).to_be_visible()
    kayak = switch(page, offer.activities['off'])
    expect(kayak).to_have_attribute('aria-disabled', 'true')
    kayak.click(force=True)
    sql("update proposals set title = 'Seen by staff' where id = %s", offer.id)
    expect(page.get_by_role('heading', level=1)).to_have_text('Seen by staff')
    expect(kayak).to_have_attribute('aria-checked', 'false')
    assert visits(sql, offer.id) == []


def visits(sql: Database, proposal_id: UUID) -> list[dict[str, object]]:
    return sql('select * from proposal_views where proposal_id = %s', proposal_id)
