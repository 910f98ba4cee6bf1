"""Who is seen on a page, as its sockets come and go."""

from uuid import uuid4

from nicegui import Client
from nicegui.nicegui import _on_handshake
from nicegui.testing import User

from services.accounts.topics import workspace
from tests.eventually import S, eventually
from tests.ui.conftest import ANNA, BEN, App
from tests.ui.test_proposals_page import open_list, screen_of

GONE_S = 10 * S


async def come_back_on_another_socket(user: User, client: Client) -> None:
    """As a phone does that goes from one network to the next: the old one is still held."""
    (document,) = client._socket_to_document_id.values()
    place = {'client_id': client.id, 'tab_id': user.tab_id, 'document_id': document}
    assert await _on_handshake(f'test-{uuid4()}', place)


async def test_a_socket_reaped_after_its_successor_came_takes_nobody_out(app: App) -> None:
    anna, ben = await open_list(app, ANNA), await open_list(app, BEN)
    here, leaving = anna.client, ben.client
    assert here
    assert leaving
    topic = workspace(screen_of(anna).member.viewer.organization_id)

    def names() -> set[str]:
        return {person.name for person in app.services.presence.viewers(topic)}

    await eventually(lambda: names() == {'Anna Keller', 'Ben Okoro'})
    (old,) = here._socket_to_document_id
    await come_back_on_another_socket(anna, here)
    here.handle_disconnect(old)
    (only,) = leaving._socket_to_document_id
    leaving.handle_disconnect(only)  # a moment later, so Anna would be gone first
    await eventually(lambda: 'Ben Okoro' not in names(), within=GONE_S)
    assert names() == {'Anna Keller'}
