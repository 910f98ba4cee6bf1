"""A page that was closed is gone: nothing of it waits for the collector, which is kept from it."""

import gc
from collections.abc import Iterator
from weakref import ref

import pytest
from nicegui import Client, background_tasks, helpers

from components.engine import tuning
from components.engine.light import Light
from tests.eventually import eventually
from tests.ui.conftest import ANNA, BEN, App
from tests.ui.test_contacts import HANNA
from tests.ui.test_proposals_page import open_list
from tests.ui.test_public_page import MADEIRA, open_proposal


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """As in the running app, but without the minute for handlers that still run."""
    monkeypatch.setattr(tuning, 'FAREWELL_S', 0.0)
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures('soon')
@pytest.mark.parametrize(
    'which', ['dashboard', 'list', 'builder', 'contacts', 'contact', 'figures', 'check']
)
async def test_every_element_of_a_closed_page_goes_without_the_collector(
    app: App, which: str
) -> None:
    addresses = {
        'dashboard': '/', 'list': '/proposals', 'builder': f'/proposals/{MADEIRA}',
        'figures': '/realtime', 'check': '/realtime/check', 'contacts': '/contacts',
        'contact': f'/contacts/{HANNA}',
    }  # fmt: skip
    user = await app.sign_in(ANNA)
    assert (await user.http_client.get(addresses[which])).status_code == 200
    page = list(Client.instances.values())[-1]
    held = [ref(each) for each in page.elements.values() if isinstance(each, Light)]
    assert len(held) > 20
    page.delete()
    del page
    await eventually(lambda: not [each() for each in held if each() is not None])


@pytest.mark.usefixtures('soon')
async def test_a_closed_screen_of_a_view_goes_without_the_collector(app: App) -> None:
    sofia = await open_proposal(app)
    visitor = sofia.screen.acts['choose'].__self__
    held = [ref(sofia.client), ref(sofia.screen), ref(visitor)]
    held += [ref(each) for each in sofia.client.elements.values() if isinstance(each, Light)]
    assert len(held) == 5
    sofia.client.delete()
    del sofia, visitor
    await eventually(lambda: not [each() for each in held if each() is not None])


@pytest.mark.parametrize('address', ['/', '/proposals', f'/proposals/{MADEIRA}', '/realtime/check'])
async def test_a_page_whose_browser_never_comes_does_no_more(
    app: App, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    await open_list(app, BEN)  # somebody to be shown there
    warned: list[str] = []
    monkeypatch.setattr(helpers, 'warn_once', lambda words, **_: warned.append(words))
    user = await app.sign_in(ANNA)
    assert (await user.http_client.get(address)).status_code == 200
    page = list(Client.instances.values())[-1]

    def waits() -> bool:
        names = (task.get_name() for task in background_tasks.running_tasks)
        return any(name.startswith('wait for result') for name in names)

    assert waits()
    page.delete()
    await eventually(lambda: not waits())
    assert not warned
