"""The workspace on paper: what it says, without what one does on a screen, and always light."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Offer, Open

A4 = {'width': 794, 'height': 1123}
OVER_THE_PAGE = """() => [...document.querySelectorAll('.t-app *, .t-app ~ *')].filter((each) => {
  const { position, display } = getComputedStyle(each);
  return /fixed|sticky/.test(position) && display !== 'none' && each.getClientRects().length
    && each.getBoundingClientRect().height > 0;
}).map((each) => each.className)"""
LIGHTNESS = """(node) => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d');
  canvas.fillStyle = 'white';
  canvas.fillRect(0, 0, 1, 1);
  canvas.fillStyle = getComputedStyle(node).backgroundColor;
  canvas.fillRect(0, 0, 1, 1);
  return Math.min(...canvas.getImageData(0, 0, 1, 1).data);
}"""
PALE = 200


@pytest.fixture
def paper(sign_in: Open) -> Callable[..., Page]:
    """`page = paper('/proposals')`: a page as the dark theme prints it."""

    def opened(path: str) -> Any:
        page = sign_in(path=path, viewport=A4, color_scheme='dark')
        page.emulate_media(media='print', color_scheme='dark')
        return page

    return opened


def test_a_printed_proposal_shows_the_itinerary_and_no_controls(
    paper: Callable[..., Page], offer: Offer
) -> None:
    page = paper(f'/proposals/{offer.id}')
    for activity_id in offer.activities.values():
        expect(page.get_by_test_id(f'activity-{activity_id}')).to_be_visible()
    expect(page.get_by_test_id('proposal-total')).to_be_visible()
    for gone in ('Add activity', 'Add day', 'Share', 'More actions', 'New link', 'Send', 'Reply'):
        expect(page.get_by_role('button', name=gone, exact=True)).to_have_count(0)
    for role in ('navigation', 'tablist', 'textbox'):
        expect(page.get_by_role(role)).to_have_count(0)
    assert page.evaluate(OVER_THE_PAGE) == []
    assert page.evaluate('document.documentElement.scrollWidth') <= A4['width']


def test_a_printed_list_shows_the_proposals_and_no_controls(
    paper: Callable[..., Page], offer: Offer
) -> None:
    page = paper('/proposals')
    expect(page.get_by_text(offer.title)).to_be_visible()
    for gone in ('New proposal', 'Filter', 'More about this proposal', 'Show all'):
        expect(page.get_by_role('button', name=gone, exact=True)).to_have_count(0)
    for role in ('navigation', 'tablist', 'searchbox'):
        expect(page.get_by_role(role)).to_have_count(0)
    assert page.evaluate(OVER_THE_PAGE) == []


def test_the_dark_theme_prints_dark_words_on_white(
    paper: Callable[..., Page], offer: Offer
) -> None:
    page = paper(f'/proposals/{offer.id}')
    for each in ('body', '.t-sheet', '.t-card', '.t-acts', '[data-testid=proposal-status]'):
        assert page.locator(each).first.evaluate(LIGHTNESS) > PALE, each
