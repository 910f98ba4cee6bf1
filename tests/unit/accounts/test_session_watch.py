"""A page leaves when its member's session has ended, and not because nobody could say."""

import asyncio
from types import SimpleNamespace
from uuid import UUID

from components.shell import session_watch
from models import LIVE_TABLES
from models.viewer import Operator
from services.accounts.members import Member
from services.database import Database
from services.realtime import RealtimeService
from services.realtime.link import Link
from services.realtime.live import LiveService
from tests.eventually import eventually

MEMBER = Member(
    viewer=Operator(user_id=UUID(int=1), organization_id=UUID(int=2)),
    session_id=UUID(int=3),
    name='Anna',
    email='anna@skyline.example',
    organization='Skyline Tours',
)


async def test_a_page_stays_when_its_process_ends_before_the_session_was_read() -> None:
    realtime = RealtimeService(Link('http://127.0.0.1:1/realtime/v1', 'none'), LIVE_TABLES)
    live = LiveService(Database('postgresql://nobody@127.0.0.1:1/none'), realtime)
    told: list[str] = []
    page = SimpleNamespace(
        is_deleted=False,
        storage={},
        request=SimpleNamespace(query_params={}, url=SimpleNamespace(path='/proposals')),
        on_delete=lambda _: None,
        run_javascript=told.append,
        remove_all_elements=lambda: None,
    )
    session_watch.watch(SimpleNamespace(live=live), page, MEMBER)  # type: ignore[arg-type]
    await live.stop()
    await eventually(
        lambda: 'session state' not in {each.get_name() for each in asyncio.all_tasks()}
    )
    assert told == []


def names_of_tasks() -> set[str]:
    return {each.get_name() for each in asyncio.all_tasks()}
