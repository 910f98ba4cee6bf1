"""Makes NiceGUI carry a thousand open screens in one process.

All measures are about what an open page costs: signatures of handlers are looked up once, a page
is escaped in one go, deleted elements let go of themselves, and pages at rest are left out of
garbage collection and wait until they are woken. What an element costs is in `light`, what a
message costs in `sending` and `acks`.
"""

import asyncio
import atexit
import functools
import gc
import types
from collections.abc import Awaitable, Callable, Iterable
from threading import get_ident
from typing import Any

from nicegui import Client, app, core, helpers, json, outbox, slot
from nicegui import client as client_module
from nicegui.element import Element

from components.engine.light import Light

YOUNG = 20_000
"""Objects that are looked through at a time, about 8 ms."""
NEVER = 100_000
THAW_EVERY_S = 600.0
FEW_PAGES = 20
FAREWELL_S = 60.0
"""After its end an element keeps what it holds for this long: a handler of its may still run."""


def install() -> None:
    know_the_loop()
    remember_signatures()
    escape_pages_in_one_go()
    wait_until_woken()
    let_go_of_deleted_elements()
    gc.set_threshold(YOUNG, NEVER, NEVER)
    gc.callbacks.append(freeze_survivors)
    app.timer(THAW_EVERY_S, thaw, immediate=False)
    # a process that ends need not look for garbage among its pages; with fifty it took seconds
    atexit.register(gc.freeze)


def end_outboxes_at_the_end() -> None:
    app.on_shutdown(end_outboxes)


def end_outboxes() -> None:
    """An outbox whose page has just left swallows its cancelling; a stop would wait 2 s for it."""
    for client in list(Client.instances.values()):
        client.outbox.stop()


def freeze_survivors(phase: str, info: dict[str, int]) -> None:
    """Look at each object once, while it is young: a pass over 1,000 pages stalls all for 2 s."""
    if phase == 'stop':
        gc.freeze()


def thaw() -> None:
    """Look for what became garbage since, while hardly anybody is here to wait for it."""
    if len(Client.instances) <= FEW_PAGES:
        gc.unfreeze()
        gc.collect()


def know_the_loop() -> None:
    """Every element asks which task it is made in, which takes twice as long without the loop."""
    ask, home = slot.get_task_id, get_ident()

    def get_task_id() -> int:
        if core.loop is not None and get_ident() == home:
            task = asyncio.current_task(core.loop)
            if task is not None:
                return id(task)
        return ask()

    slot.get_task_id = get_task_id


def remember_signatures() -> None:
    """NiceGUI inspects the same methods for each element it builds: over a third of the cost."""
    inspect = helpers.expects_arguments

    @functools.lru_cache(4096)
    def of_method(function: Callable[..., Any]) -> bool:
        return inspect(types.MethodType(function, object()))

    def expects_arguments(func: Callable[..., Any]) -> bool:
        if type(func) is types.MethodType:
            return of_method(func.__func__)
        return inspect(func)

    helpers.expects_arguments = expects_arguments


class Escapable(str):
    """A text that holds few of the characters it is asked to translate."""

    __slots__ = ()

    def translate(self, table: Any) -> str:
        text = str(self)
        for code, name in table.items():
            text = text.replace(chr(code), name)
        return text


def escape_pages_in_one_go() -> None:
    """A page's elements are looked through character by character: 2 ms for 100 kB."""

    def dumps(what: Any) -> str:
        return Escapable(json.dumps(what))

    quick = types.SimpleNamespace(**vars(json) | {'dumps': dumps})
    client_module.json = quick  # type: ignore[assignment, attr-defined]


def wait_until_woken() -> None:
    """An outbox looks around once a second, although whoever fills or stops it wakes it up."""

    async def wait_for(waiting: Awaitable[Any], timeout: float | None) -> Any:
        return await waiting

    patient = types.SimpleNamespace(**vars(asyncio) | {'wait_for': wait_for})
    outbox.asyncio = patient  # type: ignore[assignment, attr-defined]


def let_go_of_deleted_elements() -> None:
    """What holds itself in a cycle is freed by the collector alone, and `freeze` keeps it from it.

    Stock elements hold methods of their own; ours hold parts, whose handlers hold them.
    """
    remove = Client.remove_elements

    def remove_elements(self: Client, elements: Iterable[Element]) -> None:
        gone = list(elements)
        remove(self, gone)
        # of a page that no browser came for, all at once: no handler can be under way
        was_never_seen = self._pinned_tab_id is None and not self.elements
        if core.loop is None or core.loop.is_closed() or was_never_seen:
            let_go(gone)
        else:
            core.loop.call_later(FAREWELL_S, let_go, gone)

    Client.remove_elements = remove_elements  # type: ignore[method-assign]


def let_go(gone: Iterable[Element]) -> None:
    """Empty what nobody will ask again."""
    for element in gone:
        if isinstance(element, Light):
            element.let_go()
        else:
            for part in (element._props, element._classes, element._style):
                part._change_handlers.clear()
