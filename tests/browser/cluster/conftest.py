"""Two processes behind nginx, instead of one, for all tests of this folder."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext

from tests.browser import processes
from tests.browser.conftest import Database
from tests.browser.processes import Cluster, Enter


@pytest.fixture(scope='module')
def running_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    yield from processes.running(tmp_path_factory.mktemp('cluster'))


@pytest.fixture(scope='module')
def sql(running_app: Cluster) -> Database:
    return Database(running_app.status['database_url'])


@pytest.fixture
def enter(running_app: Cluster, contexts: Callable[..., BrowserContext]) -> Iterator[Enter]:
    """`page = enter(app, path, email)`; no process may have stumbled by the end."""
    yield processes.entrance(running_app, contexts)
    for app in (running_app.first, running_app.second):
        assert 'Traceback' not in app.output()
