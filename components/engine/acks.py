"""Takes a browser's word of what has arrived, where it comes in.

A screen that shows a change says so within seconds. NiceGUI takes that through four layers of
ASGI, a queue and three tasks, at several times the cost of the change itself; here whoever keeps
it is told at once. Whatever else a browser says goes NiceGUI's way.
"""

from collections.abc import Callable
from typing import Any

from nicegui import Client, json
from uvicorn.protocols.websockets.wsproto_impl import WSProtocol

from components.engine.sending import is_socket_of

LONGEST = 300
"""Characters; some numbers and a client's id."""


def _prune(client: Client, fields: dict[str, Any]) -> None:
    client.outbox.prune_history(fields['next_message_id'])


_takers: dict[str, Callable[[Client, dict[str, Any]], object]] = {'ack': _prune}


def listen(event: str, taker: Callable[[Client, dict[str, Any]], object]) -> None:
    """Have an event of this name taken here too; `frames` has looked at its shape."""
    _takers[event] = taker


def take(socket: WSProtocol, text: str) -> bool:
    """Hand over what a page says of what it has; False for anything else."""
    name = text[4 : text.find('"', 4)] if text.startswith('42["') else ''
    taker = _takers.get(name)
    if taker is None or len(text) > LONGEST:
        return False
    fields = json.loads(text[2:])[1]
    client = Client.instances.get(fields['client_id'])
    # another page's word goes NiceGUI's way, where nobody listens to it
    if client and not is_socket_of(client, socket):
        return False
    if client:
        taker(client, fields)
    return True
