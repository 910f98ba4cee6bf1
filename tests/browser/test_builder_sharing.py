"""Around the itinerary: questions and answers, links, cover, status, and who may do what."""

import re
from collections.abc import Callable
from io import BytesIO
from uuid import uuid4

import httpx
from PIL import Image
from playwright.sync_api import Page, expect

from tests.browser.conftest import Offer
from tests.eventually import S

Open = Callable[..., Page]


def builder(sign_in: Open, offer: Offer, email: str = 'anna@skyline.example', **options) -> Page:
    return sign_in(email, path=f'/proposals/{offer.id}', **options)


def test_a_question_is_answered_and_resolved_on_both_sides(
    sign_in: Open, visit: Open, offer: Offer
):
    anna, client = builder(sign_in, offer), visit(offer.url)
    client.get_by_test_id('comment-input').first.fill('Is the sea calm in March?')
    client.get_by_test_id('comment-send').first.click()
    asked = anna.get_by_test_id('comment-list')
    expect(asked).to_contain_text('Is the sea calm in March?')
    expect(anna.get_by_test_id('proposal-status')).to_have_text('Commented')
    asked.get_by_role('button', name='Reply to').click()
    anna.get_by_test_id('comment-input').fill('Most mornings, yes.')
    anna.get_by_test_id('comment-send').click()
    expect(asked).to_contain_text('Most mornings, yes.')
    expect(asked.get_by_text('Answered')).to_be_visible()
    expect(anna.get_by_test_id('comment-input')).to_have_value('')
    expect(client.get_by_test_id('comment-list').first).to_contain_text('Most mornings, yes.')
    asked.get_by_role('button', name='Resolve').click()
    expect(asked).not_to_contain_text('Is the sea calm')
    anna.get_by_test_id('toast').get_by_role('button', name='Undo').click()
    expect(asked).to_contain_text('Is the sea calm')


def test_the_first_link_sends_a_draft_and_opens_for_a_client(
    sign_in: Open, visit: Open, offer: Offer, sql
):
    sql("update proposals set status = 'draft' where id = %s", offer.id)
    sql('delete from share_links where proposal_id = %s', offer.id)
    anna = builder(sign_in, offer)
    expect(anna.get_by_test_id('proposal-status')).to_have_text('Draft')
    anna.get_by_test_id('share-link-create').click()
    expect(anna.get_by_test_id('proposal-status')).to_have_text('Sent')
    url = anna.get_by_test_id('share-link-url').inner_text()
    client = visit(url)
    expect(client.get_by_text(offer.title).first).to_be_visible()
    expect(anna.get_by_test_id('proposal-status')).to_have_text('Viewed')


def test_a_link_is_adjusted_revoked_and_opened_again(sign_in: Open, offer: Offer, sql):
    anna = builder(sign_in, offer)
    anna.get_by_test_id('share-link-create').click()
    label = anna.get_by_test_id('link-label')
    label.fill('For the parents')
    label.press('Enter')
    anna.get_by_role('radio', name='View').click()
    link = anna.locator('.t-linkrow').first
    expect(link).to_contain_text('For the parents')
    expect(link).to_contain_text('Can view')
    anna.get_by_role('button', name='Done').click()
    link.get_by_role('button', name='Link actions').click()
    anna.get_by_role('menuitem', name='Revoke').click()
    ended = anna.locator('.t-linkrow--over')
    expect(ended).to_contain_text('Revoked just now')
    expect(ended.get_by_test_id('share-link-url')).to_be_hidden()
    anna.get_by_test_id('toast').last.get_by_role('button', name='Undo').click()
    expect(anna.locator('.t-linkrow--over')).to_have_count(0)


def test_two_who_have_a_link_s_settings_open_see_each_other_s_changes(
    sign_in: Open, offer: Offer, sql
):
    anna = builder(sign_in, offer)
    ben = sign_in('ben@skyline.example', path=f'/proposals/{offer.id}')
    for page in (anna, ben):
        page.get_by_role('button', name='Link actions').first.click()
        page.get_by_role('menuitem', name='Settings').click()
    label = anna.get_by_test_id('link-label')
    label.fill('For the par')
    theirs = ben.get_by_test_id('link-label')
    theirs.fill('Family')
    theirs.press('Enter')
    ben.get_by_role('radio', name='View').click()
    expect(anna.get_by_text('Ben Okoro changed this to Family')).to_be_visible()
    expect(anna.get_by_role('radio', name='View')).to_have_attribute('aria-checked', 'true')
    expect(label).to_have_value('For the par')
    anna.get_by_role('button', name='Keep mine').click()
    for page in (anna, ben):
        expect(page.locator('.t-linkrow').first).to_contain_text('For the par')
        expect(page.locator('.t-linkrow').first).to_contain_text('Can view')


def picture(kind: str = 'PNG', size: tuple[int, int] = (2400, 1200)) -> bytes:
    kept = BytesIO()
    Image.new('RGB', size, (15, 92, 110)).save(kept, kind)
    return kept.getvalue()


def test_a_cover_of_one_s_own_is_checked_resized_and_shown(
    sign_in: Open, offer: Offer, running_app
):
    anna = builder(sign_in, offer)
    cover = anna.locator('.t-cover img')
    anna.get_by_role('button', name='Change cover').click()
    field = anna.locator('input[type=file]')
    field.set_input_files({'name': 'x.png', 'mimeType': 'image/png', 'buffer': b'no picture'})
    expect(anna.get_by_text('That is not a picture we can read')).to_be_visible()
    field.set_input_files({'name': 'sea.png', 'mimeType': 'image/png', 'buffer': picture()})
    expect(cover).to_have_attribute('src', re.compile('^/images/'))
    answer = anna.request.get(f'{running_app.url}{cover.get_attribute("src")}')
    assert answer.headers['content-type'] == 'image/webp'
    assert answer.headers['x-content-type-options'] == 'nosniff'
    assert 'immutable' in answer.headers['cache-control']
    assert Image.open(BytesIO(answer.body())).width == 2000


def test_a_cover_is_taken_from_members_of_the_organization_only(
    sign_in: Open, contexts, offer: Offer, running_app
):
    kari = sign_in('kari@fjord.example')
    url = f'{running_app.url}/proposals/{offer.id}/cover'
    assert kari.request.post(url, data=picture()).status in {403, 404}
    assert contexts().request.post(url, data=picture()).status == 401
    anna = builder(sign_in, offer)
    other_site = {'Origin': 'https://evil.example'}
    assert anna.request.post(url, data=picture(), headers=other_site).status == 403
    # past the browser, whose driver would take ten seconds to hand it on
    cookies = {each['name']: each['value'] for each in anna.context.cookies()}
    large = httpx.post(url, content=bytes(13 * 1024 * 1024), cookies=cookies, timeout=60 * S)
    assert large.status_code == 422


def test_voiding_asks_why_and_the_history_keeps_it(sign_in: Open, offer: Offer):
    anna = builder(sign_in, offer)
    anna.get_by_role('button', name='More actions').click()
    anna.get_by_role('menuitem', name='Void').click()
    anna.get_by_role('button', name='Void proposal').click()
    expect(anna.get_by_text('Say why, so that colleagues know later.')).to_be_visible()
    anna.get_by_label('Why').fill('Hotel is closed')
    anna.get_by_role('button', name='Void proposal').click()
    expect(anna.get_by_test_id('proposal-status')).to_have_text('Void')
    anna.get_by_test_id('tab-history').click()
    expect(anna.locator('.t-history')).to_contain_text('Hotel is closed')


def test_facts_change_in_place_and_refuse_what_cannot_be(sign_in: Open, offer: Offer):
    anna = builder(sign_in, offer)
    anna.get_by_title('Travellers').click()
    field = anna.get_by_test_id('fact-travellers')
    field.fill('0')
    field.press('Enter')
    expect(anna.get_by_text('Travellers cannot be less than 1.')).to_be_visible()
    field.fill('3')
    field.press('Enter')
    expect(anna.get_by_title('Travellers')).to_contain_text('3 travellers')
    expect(anna.get_by_test_id('proposal-total')).to_have_text('€1,300')


def test_read_only_members_see_everything_and_change_nothing(sign_in: Open, offer: Offer, sql):
    ben = 'ben@skyline.example'
    sql("update profiles set role = 'read_only' where email = %s", ben)
    try:
        page = builder(sign_in, offer, ben)
        expect(page.get_by_test_id('proposal-total')).to_have_text('€1,200')
        for gone in ('Share', 'Add day', 'Change cover', 'More actions', 'New link'):
            expect(page.get_by_role('button', name=gone)).to_have_count(0)
        expect(page.locator('[data-edit]')).to_have_count(0)
        expect(page.get_by_test_id('comment-input')).to_have_count(0)
        switch = page.get_by_test_id(f'activity-{offer.activities["on"]}').get_by_role('switch')
        expect(switch).to_be_disabled()
    finally:
        sql("update profiles set role = 'member' where email = %s", ben)


def test_a_foreign_and_an_unknown_proposal_get_one_answer(sign_in: Open, offer: Offer, running_app):
    kari = sign_in('kari@fjord.example')
    for address in (offer.id, uuid4(), 'nonsense'):
        answer = kari.goto(f'{running_app.url}/proposals/{address}')
        assert answer
        assert answer.status == 404
        expect(kari.get_by_text('There is no proposal here')).to_be_visible()
        expect(kari.get_by_text(offer.title)).to_have_count(0)


def test_a_proposal_deleted_while_open_says_so_and_comes_back(sign_in: Open, offer: Offer, sql):
    anna = builder(sign_in, offer)
    sql('update proposals set deleted_at = now() where id = %s', offer.id)
    expect(anna.get_by_text('This proposal is no longer here')).to_be_visible()
    expect(anna.get_by_test_id('proposal-total')).to_be_hidden()
    anna.get_by_role('button', name='Bring it back').click()
    expect(anna.get_by_test_id('proposal-total')).to_be_visible()


def test_colleague_and_client_are_seen_while_they_look(sign_in: Open, visit: Open, offer: Offer):
    anna = builder(sign_in, offer)
    ben = builder(sign_in, offer, 'ben@skyline.example')
    head = anna.locator('.t-head__end')
    expect(head.get_by_role('img', name='Ben Okoro')).to_be_visible()
    visit(offer.url)
    expect(anna.get_by_text('Maria (client) viewing now')).to_be_visible()
    ben.context.close()
    expect(head.get_by_role('img', name='Ben Okoro')).to_have_count(0)


def test_refresh_says_that_it_is_not_needed(sign_in: Open, offer: Offer):
    anna = builder(sign_in, offer)
    anna.get_by_role('button', name='Refresh').click()
    expect(anna.get_by_test_id('toast')).to_contain_text('Everything here is already current.')


def test_what_was_approved_stays_until_it_is_reopened(sign_in: Open, offer: Offer, sql):
    sql("update proposals set status = 'approved' where id = %s", offer.id)
    anna = builder(sign_in, offer)
    title = anna.get_by_test_id(f'activity-{offer.activities["on"]}').locator('[data-edit="title"]')
    title.click()
    title.locator('.t-cell__in').fill('Something else')
    anna.keyboard.press('Enter')
    expect(anna.get_by_role('alert')).to_contain_text('This proposal is approved')
    anna.keyboard.press('Escape')
    expect(title).to_have_text('Supper walk')
    anna.get_by_role('button', name='More actions').click()
    anna.get_by_role('menuitem', name='Reopen as a new version').click()
    expect(anna.get_by_test_id('proposal-status')).to_have_text('Sent')
    expect(anna.locator('.t-facts')).to_contain_text('Version 2')
    title.click()
    title.locator('.t-cell__in').fill('Something else')
    anna.keyboard.press('Enter')
    expect(title).to_have_text('Something else')


def test_typing_survives_a_reload_and_a_removed_row(sign_in: Open, offer: Offer, sql):
    anna = builder(sign_in, offer)
    title = anna.get_by_test_id(f'activity-{offer.activities["on"]}').locator('[data-edit="title"]')
    title.click()
    title.locator('.t-cell__in').fill('Half a thought')
    anna.reload()
    expect(title.locator('.t-cell__in')).to_have_value('Half a thought')
    gone = 'update proposal_activities set deleted_at = now() where id = %s'
    sql(gone, offer.activities['on'])
    expect(anna.get_by_test_id('toast').filter(has_text='Half a thought')).to_be_visible()
