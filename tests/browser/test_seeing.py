"""Large type, few colours, small screens: nothing is cut off, covered or gone."""

from playwright.sync_api import Locator, Page, expect

from tests.browser.app import RunningApp
from tests.browser.conftest import PHONE, Database, Offer, Open, live, switch
from tests.browser.steps import row
from tests.browser.test_conflicts import clash

SMALL = {'width': 720, 'height': 450}, {'width': 320, 'height': 640}
"""1440 px at 200 %, and the narrowest screen that WCAG asks for."""

WATCH = """() => {
  window.moved = [];
  const look = () => {
    window.moved.push(...document.getAnimations().map((each) => each.effect.target.className));
    requestAnimationFrame(look);
  };
  look();
}"""


def assert_fits(page: Page) -> None:
    """Nobody has to scroll sideways."""
    for size in SMALL:
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.wait_for_function('(width) => innerWidth === width', arg=size['width'])
        width = page.evaluate('document.documentElement.scrollWidth')
        assert width <= size['width'], (page.url, size)


def test_nothing_is_cut_off(running_app: RunningApp, sign_in: Open, sql: Database) -> None:
    (known,) = sql("select id from proposals where title = 'Madeira, slowly' and not is_template")
    page = sign_in(viewport=SMALL[0])
    assert_fits(page)
    builder = f'/proposals/{known["id"]}'
    for path in (builder, f'{builder}/preview', '/realtime', '/realtime/check'):
        page.goto(f'{running_app.url}{path}')
        live(page)
        assert_fits(page)


def test_nothing_is_cut_off_for_strangers(
    running_app: RunningApp, visit: Open, offer: Offer
) -> None:
    page = visit(offer.url, viewport=SMALL[0])
    assert_fits(page)
    for path in ('/login', '/signup', '/p/nothing', '/nothing'):
        page.goto(f'{running_app.url}{path}')
        page.wait_for_load_state('networkidle')
        assert_fits(page)


def assert_tells(switch: Locator) -> None:
    """On and off look different, where only the system's own colours are painted."""
    before = switch.screenshot()
    was = switch.get_attribute('aria-checked')
    switch.click()
    expect(switch).not_to_have_attribute('aria-checked', was or '')
    switch.page.mouse.move(0, 0)
    assert switch.screenshot() != before


def test_forced_colours_leave_switches_and_what_is_chosen(
    sign_in: Open, visit: Open, offer: Offer
) -> None:
    page = sign_in(path=f'/proposals/{offer.id}', forced_colors='active')
    assert_tells(switch(page, offer.activities['off']))
    chosen, other = page.get_by_test_id('tab-itinerary'), page.get_by_test_id('tab-history')
    line = 'border-bottom-color'
    assert painted(chosen, line) != painted(other, line)
    client = visit(offer.url, forced_colors='active')
    assert_tells(switch(client, offer.activities['on']))
    place = page.get_by_role('navigation', name='Main').get_by_role('link', name='Proposals')
    assert painted(place, 'background-color') != painted(page.locator('body'), 'background-color')
    assert painted(page.locator('.t-live__dot').first, 'background-color') == painted(
        page.locator('body'), 'color'
    )


def test_forced_colours_leave_the_focus_in_fields(sign_in: Open, offer: Offer) -> None:
    page = sign_in(path=f'/proposals/{offer.id}', forced_colors='active')
    for field in (
        page.get_by_test_id('comment-input'),
        row(page, offer, 'on').locator('[data-edit="price"]'),
    ):
        field.click()
        focused = page.locator('textarea:focus, input:focus')
        assert painted(focused, 'outline-style') == 'solid'


def painted(element: Locator, name: str) -> str:
    found: str = element.evaluate('(node, name) => getComputedStyle(node)[name]', name)
    return found


def test_on_a_phone_no_toast_covers_a_dialog(sign_in: Open, offer: Offer, sql: Database) -> None:
    path = f'/proposals/{offer.id}'
    anna, ben = sign_in(path=path, viewport=PHONE), sign_in('ben@skyline.example', path=path)
    clash(anna, ben, offer, sql)
    toast = anna.get_by_test_id('toast')
    expect(toast).to_contain_text('changed Supper walk')
    said, sheet = toast.bounding_box(), anna.locator('.t-dialog').bounding_box()
    assert said
    assert sheet
    assert said['y'] >= 0
    assert said['y'] + said['height'] <= sheet['y']


def test_nothing_moves_for_whoever_wants_it_calm(
    sign_in: Open, visit: Open, offer: Offer, sql: Database
) -> None:
    page, client = sign_in(path=f'/proposals/{offer.id}'), visit(offer.url)
    for screen in (page, client):
        screen.evaluate(WATCH)
    sql('update proposal_activities set price = 150 where id = %s', offer.activities['on'])
    switch(client, offer.activities['off']).click()
    expect(page.get_by_test_id('toast').filter(has_text='Sunset kayak')).to_be_visible()
    for screen in (page, client):
        expect(screen.get_by_test_id('proposal-total')).to_have_text('€1,400')
        assert screen.evaluate('window.moved') == []
