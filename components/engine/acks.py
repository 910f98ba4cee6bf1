"""Takes a browser's word of what has arrived, where it comes in.

A screen that shows a change says so within three seconds. NiceGUI takes that through four layers
of ASGI, a queue and three tasks, at several times the cost of the change itself; here its outbox
is told at once. Whatever else a browser says goes NiceGUI's way.
"""

from collections.abc import Mapping
from typing import Any

from nicegui import Client, json
from uvicorn.protocols.websockets.wsproto_impl import WSProtocol

from components.engine.sending import is_socket_of

ACK = '42["ack",'
"""Engine.IO's message with Socket.IO's event in it, as `nicegui.js` sends it."""
LONGEST = 200
"""Characters; a number and a client's id."""


def take(socket: WSProtocol, text: str) -> bool:
    """Let the page's outbox forget what has arrived; False for anything else."""
    fields = acknowledged(text)
    if fields is None:
        return False
    client = Client.instances.get(fields['client_id'])
    # another page's word goes NiceGUI's way, where nobody listens to it
    if client and not is_socket_of(client, socket):
        return False
    if client:
        client.outbox.prune_history(fields['next_message_id'])
    return True


def acknowledged(text: str) -> Mapping[str, Any] | None:
    """`client_id`, and the `next_message_id` it waits for; None where a text is something else."""
    if not text.startswith(ACK) or len(text) > LONGEST:
        return None
    try:
        _, fields = json.loads(text[2:])
        is_sound = isinstance(fields['client_id'], str) and type(fields['next_message_id']) is int
    except (LookupError, TypeError, ValueError):
        return None
    return fields if is_sound else None
