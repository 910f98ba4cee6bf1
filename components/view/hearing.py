"""What browsers say about views: where they stand, what a person did. Begins the way out.

`components/engine/frames.py` has looked at the shape of each message before.
"""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from nicegui import Client, app

from components.engine import acks, sockets
from components.engine.visibility import Visibility
from components.kit.toast import toast
from components.view.screen import Act, Screen, screens_of
from services.errors import AppError

FAILED = 'That did not work. Try again in a moment.'
KEPT = 64
"""Answers of a page that are given again when an act is sent again."""


def install(on_painted: Callable[[float], object] = lambda _: None) -> None:
    """Listen; call once, before the server starts.

    `on_painted` is told how many seconds the latest change took in a browser, from its arrival
    until it could be seen.
    """

    def stand_and_tell(client: Client, message: dict[str, Any]) -> None:
        stand(client, message)
        if painted_ms := message.get('painted_ms'):
            on_painted(painted_ms / 1000)

    sockets.listen('stand', stand_and_tell)
    acks.listen('stand', stand_and_tell)
    sockets.listen('act', act)


def stand(client: Client, message: dict[str, Any]) -> None:
    """A page says which drawings it shows, and whether it is looked at."""
    for place, number in enumerate(message['views']):
        if screen := screens_of(client).get(place):
            screen.hear(number, resumes=message['resumes'])
    visibility = Visibility.of(client)
    if visibility.is_hidden is not message['hidden']:
        visibility.change(is_hidden=message['hidden'])


async def act(client: Client, message: dict[str, Any]) -> dict[str, Any]:
    """Do what a person did, once, however often it is sent; says whether it was refused."""
    screen = screens_of(client).get(message['view'])
    done = Act(
        name=message['act'],
        key=message['key'],
        value=message.get('value'),
        number=message['number'],
    )
    if screen is None or done.name not in screen.acts:
        return {}
    answers: dict[str, asyncio.Task[dict[str, Any]]] = client.storage.setdefault('answers', {})
    found = answers.get(message['id'])
    if found is None:
        found = answers[message['id']] = asyncio.create_task(_do(client, screen, done))
        if len(answers) > KEPT:
            del answers[next(iter(answers))]
    return await asyncio.shield(found)


async def _do(client: Client, screen: Screen[Any], done: Act) -> dict[str, Any]:
    try:
        with client:
            result = screen.acts[done.name](done)
            if isinstance(result, Awaitable):
                result = await result
    except AppError as error:
        toast(client, str(error), kind='bad')
        return {'refused': True}
    except Exception as error:
        app.handle_exception(error)
        toast(client, FAILED, kind='bad')
        return {'refused': True}
    return {} if result is None else {'answer': result}
