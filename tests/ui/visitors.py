"""A visitor of a page that is drawn by views, without a browser: asks for it, connects, looks."""

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import uuid4
from weakref import WeakValueDictionary

from nicegui import Client, core
from nicegui.nicegui import _on_handshake
from nicegui.testing import User

from components.engine import late
from components.view import hearing
from components.view.element import ViewElement
from components.view.screen import screens_of
from tests.drawn import Element, read
from tests.eventually import eventually

QUERY = re.compile(r'<script type="application/json" id="query">(.*?)</script>', re.DOTALL)
VIEW = re.compile(r'<div data-view="(\d+)".*</div>(?=<div id="app">)', re.DOTALL)


_open: WeakValueDictionary[tuple[str, int], 'Visitor'] = WeakValueDictionary()
"""By pages and the places of views on them."""


@contextmanager
def heard() -> Iterator[None]:
    """Hand what is sent to pages without a socket to their visitors."""
    emit = core.sio.emit

    async def hear(event: str, data: Any = None, **rest: Any) -> None:
        if event == 'view' and (visitor := _open.get((rest.get('room', ''), data[0]))):
            visitor.take(*data)
        await emit(event, data, **rest)

    core.sio.emit = hear
    try:
        yield
    finally:
        core.sio.emit = emit


class Visitor:
    """What stands on their screen; `act` is what they do."""

    def __init__(self, client: Client, root: Element, number: int, *, place: int = 0) -> None:
        self.client = client
        self.place = place
        self.root = root
        self.number = number
        self.messages: list[tuple[Any, ...]] = []

    @classmethod
    async def open(cls, user: User, path: str) -> 'Visitor':
        """Ask for the page and connect to it, as its scripts do."""
        answer = await user.http_client.get(path)
        assert answer.status_code == 200, answer.text
        query, view = QUERY.search(answer.text), VIEW.search(answer.text)
        assert query, answer.text
        assert view, answer.text
        name = json.loads(query[1])['client_id']
        late._come(name)
        visitor = cls(Client.instances[name], read(view[0]), int(view[1]))
        fields = {'client_id': name, 'tab_id': str(uuid4()), 'document_id': str(uuid4())}
        await _on_handshake(f'test-{uuid4()}', fields)
        _open[name, 0] = visitor
        visitor.stand(resumes=True)
        return visitor

    @classmethod
    def of(cls, element: ViewElement[Any]) -> 'Visitor':
        """Look at a view in a page of elements, as its browser does once it has mounted it."""
        props = element._to_dict()['props']
        root = read(props['markup'] or '<div></div>')
        visitor = cls(element.client, root, props['number'], place=props['place'])
        _open[element.client.id, visitor.place] = visitor
        visitor.stand(resumes=True)
        return visitor

    def stand(self, *, resumes: bool = False, hidden: bool = False) -> None:
        """Say which drawing is shown."""
        views = [0] * self.place + [self.number]
        fields = {'views': views, 'hidden': hidden, 'resumes': resumes}
        hearing.stand(self.client, fields)

    async def act(
        self,
        name: str,
        value: Any = None,
        *,
        key: str = '',
        number: int | None = None,
        again: str = '',
    ) -> dict[str, Any]:
        """Do something to the page; what the server answers."""
        message = {
            'id': again or str(uuid4()), 'act': name, 'key': key, 'value': value,
            'view': self.place,
            'number': self.number if number is None else number,
        }  # fmt: skip
        return await hearing.act(self.client, message)

    async def sees(self, what: Callable[[Element], object]) -> None:
        """Wait until the screen shows it."""

        def look() -> bool:
            try:
                return bool(what(self.root))
            except AssertionError:
                return False

        await eventually(look)

    def says(self, testid: str) -> str:
        """The words of the element of this name."""
        return self.root.find(data_testid=testid).words

    @property
    def screen(self) -> Any:
        return screens_of(self.client)[self.place]

    def take(self, place: int, before: int, after: int, what: Any) -> None:
        self.messages.append((place, before, after, what))
        if isinstance(what, str):
            self.root = read(what)
        else:
            assert before == self.number
            self.root.carry_out(what)
        self.number = after
