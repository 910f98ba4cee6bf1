"""The whole app in this process, over a real database and gateway, with simulated browsers."""

import logging
from collections.abc import AsyncIterator, Iterator
from uuid import UUID

import httpx
import pytest
from nicegui import core, ui
from nicegui.testing import User
from nicegui.testing.general import nicegui_reset_globals
from nicegui.testing.user_simulation import prepare_simulation
from supabase import AsyncClientOptions, acreate_client

import pages
from components.shell import theme
from services import core as composition
from services.core import Services
from services.demo.load import PASSWORD, load
from services.settings import Settings
from tests.conftest import TestDatabase, TestGateway
from tests.eventually import S

ANNA, BEN, KARI = 'anna@skyline.example', 'ben@skyline.example', 'kari@fjord.example'
LOOKS = round(50 * S)
"""NiceGUI looks ten times a second, and by itself three times: a read may take longer."""


class App:
    """The running app; `sign_in` gives somebody a browser of their own."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self._clients: list[httpx.AsyncClient] = []

    def browser(self) -> User:
        """A browser without a session."""
        transport = httpx.ASGITransport(core.app)
        client = httpx.AsyncClient(transport=transport, base_url='http://test')
        self._clients.append(client)
        return User(client)

    async def sign_in(self, email: str) -> User:
        user = self.browser()
        answer = await user.http_client.post('/login', data={'email': email, 'password': PASSWORD})
        assert answer.headers['location'] == '/proposals', answer.text
        return user

    async def close(self) -> None:
        for client in self._clients:
            await client.aclose()


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a page should show is waited for as long as all else in these tests."""
    for look in (User.should_see, User.should_not_see):
        monkeypatch.setitem(look.__kwdefaults__, 'retries', LOOKS)


@pytest.fixture
def settings(database: TestDatabase, gateway: TestGateway) -> Settings:
    return Settings(
        supabase_url=gateway.url,
        supabase_anon_key=gateway.anon_key,
        supabase_service_role_key=gateway.service_role_key,
        database_url=database.url,
        base_url='http://test',
        secret='of these tests, and of nothing else at all',
    )


@pytest.fixture
def clean_nicegui(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """NiceGUI keeps routes and pages in globals; each test begins without any."""
    monkeypatch.setenv('NICEGUI_USER_SIMULATION', 'true')  # no server, no browser
    handlers = dict(core.app.exception_handlers)
    with nicegui_reset_globals():
        yield
    # what NiceGUI does not reset: our own page for 404 would hide its root page
    core.app.exception_handlers.clear()
    core.app.exception_handlers.update(handlers)


@pytest.fixture
async def app(
    settings: Settings, clean_nicegui: None, caplog: pytest.LogCaptureFixture
) -> AsyncIterator[App]:
    """The app with its demo organizations."""
    services = composition.build(settings)
    await load(services.database, lambda *who: create_user(settings, *who))
    prepare_simulation()
    theme.install()
    pages.register(services)
    ui.run(storage_secret=settings.secret, reconnect_timeout=30)
    async with core.app.router.lifespan_context(core.app):
        await services.start()
        running = App(services)
        yield running
        await running.close()
        await services.stop()
    errors = [each for each in caplog.get_records('call') if each.levelno >= logging.ERROR]
    assert not errors, errors


async def create_user(settings: Settings, email: str, password: str, full_name: str) -> UUID:
    async with httpx.AsyncClient() as http:
        options = AsyncClientOptions(
            auto_refresh_token=False, persist_session=False, httpx_client=http
        )
        client = await acreate_client(
            settings.supabase_url, settings.supabase_service_role_key, options
        )
        made = await client.auth.admin.create_user(
            {'email': email, 'password': password, 'email_confirm': True}
        )
    return UUID(made.user.id)
