"""The engine as the running app has it, and NiceGUI as it was afterwards."""

import atexit
import gc
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from engineio import async_socket
from engineio.async_drivers import asgi
from engineio.async_drivers.asgi import WebSocket
from engineio.async_socket import AsyncSocket
from nicegui import Client, client, core, helpers, outbox, slot
from nicegui.outbox import Outbox
from nicegui.persistence import PersistentDict
from uvicorn.protocols.websockets.wsproto_impl import WSProtocol

from components import engine

OWNERS = (
    *(WSProtocol, AsyncSocket, async_socket, WebSocket),
    *(PersistentDict, Outbox, Client, client, helpers, outbox, slot),
)
"""Classes and modules in which the engine puts something of its own."""


@contextmanager
def installed_engine() -> Iterator[None]:
    """Enter once NiceGUI is reset, before the first page."""
    replaced = (core.sio.handlers['/'], core.sio.eio.handlers, asgi._async)
    kept = [(held, dict(held)) for held in replaced]
    threshold, callbacks = gc.get_threshold(), gc.callbacks[:]
    try:
        with as_they_were(*OWNERS):
            engine.install()
            yield
    finally:
        gc.set_threshold(*threshold)
        gc.callbacks[:] = callbacks
        atexit.unregister(gc.freeze)
        for handlers, were in kept:
            handlers.update(were)


@contextmanager
def unlimited_log() -> Iterator[None]:
    """Give the log back without the limit that the app sets it when it starts.

    pytest's own handler serves every test of a worker.
    """
    handlers = [(each, each.filters[:]) for each in logging.getLogger().handlers]
    try:
        yield
    finally:
        for handler, filters in handlers:
            handler.filters[:] = filters


@contextmanager
def as_they_were(*owners: Any) -> Iterator[None]:
    """Put back what is replaced in classes and modules."""
    before = [(owner, dict(vars(owner))) for owner in owners]
    monitors = core.sio.eio.start_service_task
    try:
        yield
    finally:
        core.sio.eio.start_service_task = monitors
        for owner, names in before:
            for name, value in names.items():
                if vars(owner)[name] is not value:
                    setattr(owner, name, value)
