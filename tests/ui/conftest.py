"""The whole app in this process, over a real database and gateway, with simulated browsers."""

import gc
import logging
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
from nicegui import core, ui
from nicegui.testing import User
from nicegui.testing.general import nicegui_reset_globals
from nicegui.testing.user_simulation import prepare_simulation

import pages
from components import view
from components.shell import theme
from services import core as composition
from services.core import Services
from services.demo.load import PASSWORD
from services.settings import Settings
from tests.conftest import Server, TestDatabase, TestGateway
from tests.eventually import S
from tests.restoring import Kept
from tests.ui.installed import installed_engine, unlimited_log
from tests.ui.visitors import heard

ANNA, BEN, KARI = 'anna@skyline.example', 'ben@skyline.example', 'kari@fjord.example'
LOOKS = round(50 * S)
"""NiceGUI looks ten times a second, and by itself three times: a read may take longer."""


class App:
    """The running app; `sign_in` gives somebody a browser of their own."""

    def __init__(self, services: Services) -> None:
        self.services = services
        self._clients: list[httpx.AsyncClient] = []

    def browser(self, address: str = '127.0.0.1') -> User:
        """A browser without a session."""
        transport = httpx.ASGITransport(core.app, client=(address, 1))
        client = httpx.AsyncClient(transport=transport, base_url='http://test')
        self._clients.append(client)
        return User(client)

    async def sign_in(self, email: str) -> User:
        user = self.browser()
        answer = await user.http_client.post('/login', data={'email': email, 'password': PASSWORD})
        assert answer.headers['location'] == '/', answer.text
        return user

    async def close(self) -> None:
        for client in self._clients:
            await client.aclose()


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a page should show is waited for as long as all else in these tests."""
    for look in (User.should_see, User.should_not_see):
        monkeypatch.setitem(look.__kwdefaults__, 'retries', LOOKS)


@pytest.fixture(scope='module')
def module_database(postgres: Server, demo_template: str) -> Iterator[TestDatabase]:
    """The demo organizations; each test with an `app` leaves them as they were."""
    with postgres.copy(demo_template) as copy:
        yield copy


@pytest.fixture
def database(module_database: TestDatabase) -> TestDatabase:
    return module_database


@pytest.fixture
def gateway(module_gateway: TestGateway) -> TestGateway:
    return module_gateway


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


@pytest.fixture(scope='module', autouse=True)
def settled() -> Iterator[None]:
    """NiceGUI looks for garbage twice a test, and not among what stays for the whole run."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


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
    settings: Settings, kept: Kept, clean_nicegui: None, caplog: pytest.LogCaptureFixture
) -> AsyncIterator[App]:
    """The app with its demo organizations."""
    services = composition.build(settings)
    prepare_simulation()
    with installed_engine(), heard(), unlimited_log():
        view.install()
        theme.install()
        pages.register(services)
        ui.run(storage_secret=settings.secret, reconnect_timeout=30)
        async with core.app.router.lifespan_context(core.app):
            await services.start()
            running = App(services)
            yield running
            await running.close()
            await services.stop()
    kept.restore()
    errors = [each for each in caplog.get_records('call') if each.levelno >= logging.ERROR]
    assert not errors, errors
