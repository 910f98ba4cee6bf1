"""An open page ends with its link, whatever the clocks of app and database say."""

from datetime import UTC, datetime, timedelta

import psycopg

from components.proposals.public.ended import Ended
from components.proposals.public.expiry import AFTER_END_S, AGAIN_S, Expiry
from components.proposals.public.page import PublicProposal
from services.demo.load import RESULT
from tests.conftest import TestDatabase
from tests.eventually import S, eventually
from tests.ui.conftest import App
from tests.ui.test_builder import the
from tests.ui.test_public_page import open_proposal

AHEAD = timedelta(hours=1)
LEFT_S = 4 * S
"""Longer than a slow machine takes until the page knows of the end."""


async def test_a_link_ends_although_the_clock_of_the_app_is_ahead(
    app: App, database: TestDatabase
) -> None:
    sofia = await open_proposal(app)
    (page,) = the(sofia, PublicProposal)
    asked: list[datetime] = []

    def ask() -> None:
        asked.append(datetime.now(UTC))
        page.sources.proposal.refresh()

    page._expiry.stop()
    expiry = Expiry(ask, clock=lambda: datetime.now(UTC) + AHEAD)
    page.on_end(expiry.stop)
    end = datetime.now(UTC) + timedelta(seconds=LEFT_S)
    with psycopg.connect(database.owner_url) as connection:
        connection.execute(
            'update share_links set expires_at = %s where id = %s', (end, RESULT.share_link_id)
        )
    await eventually(lambda: page.sources.links.rows[0].expires_at == end)
    page._expiry.stop()  # its clock is right
    expiry.watch(page.sources.links.rows)
    await eventually(lambda: page.is_deleted, within=LEFT_S + AGAIN_S + 5 * S)
    assert the(sofia, Ended)
    assert asked[0] < end < asked[-1]
    assert expiry._timer is None, 'it ended with its page'


async def test_links_that_are_gone_are_asked_about_at_once_and_again() -> None:
    asked: list[bool] = []
    expiry = Expiry(lambda: asked.append(True))
    expiry.watch([])
    assert asked == [True]
    await eventually(lambda: len(asked) >= 2, within=AGAIN_S + AFTER_END_S + 5 * S)
    expiry.stop()
    assert expiry._timer is None
