"""An open page ends with its link, whatever the clock of the app says."""

import asyncio
from datetime import UTC, datetime, timedelta

import psycopg
import pytest

from components.proposals.public.ended import TITLE
from components.proposals.public.expiry import Expiry
from models import ShareLink
from services.demo.load import RESULT
from tests.conftest import TestDatabase
from tests.eventually import S, eventually
from tests.ui.conftest import App
from tests.ui.test_public_page import open_proposal

LEFT_S = 4 * S
"""Longer than a slow machine takes until the page knows of the end."""
START = datetime(2026, 11, 20, 12, tzinfo=UTC)


class Clock:
    """The database's, as it is heard of."""

    def __init__(self) -> None:
        self.at = START

    def __call__(self) -> datetime:
        return self.at


def link(end: datetime | None) -> ShareLink:
    return ShareLink(expires_at=end)


async def test_an_open_page_ends_when_the_database_says_so(
    app: App, database: TestDatabase
) -> None:
    sofia = await open_proposal(app)
    end = datetime.now(UTC) + timedelta(seconds=LEFT_S)
    with psycopg.connect(database.owner_url) as connection:
        connection.execute(
            'update share_links set expires_at = %s where id = %s', (end, RESULT.share_link_id)
        )
    sofia.stand(hidden=True)
    await eventually(lambda: TITLE in sofia.root.words, within=LEFT_S + 5 * S)
    assert 'Madeira' not in sofia.root.words, 'and a hidden tab shows nothing of it either'


@pytest.mark.parametrize('shift_s', [-3600, -5, 5, 3600])
async def test_the_app_knows_the_time_of_the_database(
    app: App, monkeypatch: pytest.MonkeyPatch, shift_s: float
) -> None:
    class Shifted(datetime):
        @classmethod
        def now(cls, tz: object = None) -> datetime:
            return datetime.now(UTC) + timedelta(seconds=shift_s)

    monkeypatch.setattr('services.database.datetime', Shifted)
    await app.services.database.ping()
    off = datetime.now(UTC) - app.services.database.now()
    assert timedelta(0) <= off < timedelta(seconds=2 * S)


async def test_it_is_asked_once_and_then_ever_less_often() -> None:
    asked: list[datetime] = []
    clock = Clock()
    expiry = Expiry(lambda: asked.append(clock()), clock, delays=lambda: iter([0.05, 0.05, 3600.0]))
    expiry.watch([link(START + timedelta(seconds=0.1)), link(None)])
    clock.at = START + timedelta(seconds=0.05)
    assert asked == []
    clock.at = START + timedelta(seconds=0.2)
    await eventually(lambda: len(asked) == 3)
    assert expiry._timer is not None
    assert expiry._timer.when() > asyncio.get_running_loop().time() + 3000
    expiry.stop()
    assert expiry._timer is None


async def test_a_clock_that_was_found_to_be_behind_is_waited_for() -> None:
    asked: list[datetime] = []
    clock = Clock()
    expiry = Expiry(lambda: asked.append(clock()), clock)
    expiry.watch([link(START + timedelta(seconds=0.01))])
    first = expiry._timer
    clock.at = START - timedelta(hours=1)
    await eventually(lambda: expiry._timer is not first)
    assert asked == [], 'it would have said that the link lives'
    expiry.stop()


async def test_links_that_are_gone_are_asked_about_at_once() -> None:
    asked: list[bool] = []
    expiry = Expiry(lambda: asked.append(True), Clock())
    expiry.watch([])
    assert asked == [True]
    expiry.stop()
    assert expiry._timer is None
