"""Pictures for proposals: from whom they are taken, and how many at a time."""

import asyncio
import io
import threading
from uuid import UUID, uuid4

import psycopg
import pytest
from nicegui.testing import User
from PIL import Image as Picture

from models import Image
from services import images
from services.errors import NotAllowed, NotFound
from tests.conftest import TestDatabase
from tests.ui.conftest import ANNA, BEN, App

NO_PICTURE = b'refused before anybody looks at it'


def scalar(database: TestDatabase, statement: str, *values: object) -> UUID:
    """Run a statement as the owner; its first value."""
    with psycopg.connect(database.owner_url) as connection:
        (value,) = connection.execute(statement, values).fetchone() or (None,)
    return value


def a_draft_of(database: TestDatabase, email: str) -> UUID:
    return scalar(
        database,
        'select p.id from proposals p join profiles m using (organization_id)'
        " where m.email = %s and p.status = 'draft' limit 1",
        email,
    )


async def upload(user: User, proposal_id: UUID, content: bytes) -> tuple[int, dict[str, str]]:
    answer = await user.http_client.post(f'/proposals/{proposal_id}/cover', content=content)
    return answer.status_code, answer.json()


async def test_who_may_not_edit_is_refused_first(app: App, database: TestDatabase) -> None:
    ben = await app.sign_in(BEN)
    scalar(database, "update profiles set role = 'read_only' where email = %s returning id", BEN)
    refused = 403, {'sentence': NotAllowed.sentence}
    assert await upload(ben, a_draft_of(database, BEN), NO_PICTURE) == refused


async def test_a_proposal_that_is_not_there_is_refused_first(app: App) -> None:
    anna = await app.sign_in(ANNA)
    assert await upload(anna, uuid4(), NO_PICTURE) == (404, {'sentence': NotFound.sentence})


async def test_pictures_are_prepared_one_by_one(
    app: App, database: TestDatabase, monkeypatch: pytest.MonkeyPatch
) -> None:
    cell_presence = threading.Lock()
    met: list[bool] = []

    def watched(content: bytes) -> Image:
        alone = cell_presence.acquire(blocking=False)
        met.append(not alone)
        try:
            return prepare(content)
        finally:
            if alone:
                cell_presence.release()

    prepare = images.prepare
    monkeypatch.setattr(images, 'prepare', watched)
    anna = await app.sign_in(ANNA)
    draft = a_draft_of(database, ANNA)
    content = io.BytesIO()
    Picture.effect_noise((1_200, 900), 60).save(content, 'PNG')
    answers = await asyncio.gather(*(upload(anna, draft, content.getvalue()) for _ in range(4)))
    assert [status for status, _ in answers] == [200] * 4
    assert met == [False] * 4
