"""Makes NiceGUI carry a thousand open screens in one process; call once, before any page.

Four measures, all about what an open page costs: signatures of handlers are looked up once,
deleted elements let go of themselves, pages at rest are left out of garbage collection, and
messages go straight to the socket.
"""

import atexit
import functools
import gc
import types
from collections.abc import Callable, Iterable
from typing import Any

from nicegui import Client, app, helpers
from nicegui.element import Element

from components import sending

FREEZE_EVERY_S = 60.0


def install() -> None:
    remember_signatures()
    let_go_of_deleted_elements()
    sending.install()
    gc.set_threshold(100_000, 50, 100)
    app.timer(FREEZE_EVERY_S, freeze, immediate=False)
    app.on_shutdown(end_outboxes)
    # a process that ends need not look for garbage among its pages; with fifty it took seconds
    atexit.register(gc.freeze)


def end_outboxes() -> None:
    """An outbox whose page has just left swallows its cancelling; a stop would wait 2 s for it."""
    for client in list(Client.instances.values()):
        client.outbox.stop()


def freeze() -> None:
    """Move what lives on out of the collector's sight; a full pass over 1,000 pages takes 2 s."""
    gc.collect(1)
    gc.freeze()


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


def let_go_of_deleted_elements() -> None:
    """Props, classes and style hold a method of their own: cycles that `freeze` would keep."""
    remove = Client.remove_elements

    def remove_elements(self: Client, elements: Iterable[Element]) -> None:
        gone = list(elements)
        remove(self, gone)
        for element in gone:
            for part in (element._props, element._classes, element._style):
                part._change_handlers.clear()

    Client.remove_elements = remove_elements  # type: ignore[method-assign]
