"""Signals: somebody tells, any number of listeners hear, and none of them can hurt the others.

Serves both lines.
"""

import logging
from collections.abc import Callable, Iterator
from functools import partial
from typing import Generic, ParamSpec

log = logging.getLogger(__name__)

P = ParamSpec('P')
Unsubscribe = Callable[[], None]


def isolated(call: Callable[P, object]) -> Callable[P, None]:
    """Log what the call raises instead of letting it end the caller's loop."""
    return partial(_call_isolated, call)  # each page holds some: a third of a closure's memory


def _call_isolated(call: Callable[P, object], /, *args: P.args, **kwargs: P.kwargs) -> None:
    try:
        call(*args, **kwargs)
    except Exception:
        log.exception('a listener failed')


class Signal(Generic[P]):
    """Listeners in the order they came; subscribing and leaving while it is emitted is safe."""

    def __init__(self) -> None:
        self._listeners: dict[object, Callable[P, None]] = {}

    def __len__(self) -> int:
        return len(self._listeners)

    def subscribe(self, listener: Callable[P, object]) -> Unsubscribe:
        """Call `listener(...)` at each emit; returns how to leave, once or more often."""
        token = object()  # whoever has left holds on to this, and not to the listener
        self._listeners[token] = isolated(listener)
        return partial(self._leave, token)

    def _leave(self, token: object) -> None:
        self._listeners.pop(token, None)

    def emit(self, *args: P.args, **kwargs: P.kwargs) -> None:
        """Tell everybody who listens now and still does when their turn comes."""
        for listener in self.turns():
            listener(*args, **kwargs)

    def turns(self) -> Iterator[Callable[P, None]]:
        """The listeners one by one, for whoever lets the loop breathe in between."""
        for token in list(self._listeners):
            if (listener := self._listeners.get(token)) is not None:
                yield listener

    def clear(self) -> None:
        self._listeners.clear()


class TopicSignals(Generic[P]):
    """A signal for each topic that somebody listens to; the others cost nothing."""

    def __init__(self) -> None:
        self._signals: dict[str, Signal[P]] = {}

    def subscribe(self, topic: str, listener: Callable[P, object]) -> Unsubscribe:
        """Call `listener(...)` for what is told on `topic`."""
        signal = self._signals.setdefault(topic, Signal())
        leave = signal.subscribe(listener)

        def unsubscribe() -> None:
            leave()
            if not signal and self._signals.get(topic) is signal:
                del self._signals[topic]

        return unsubscribe

    def emit(self, topic: str, *args: P.args, **kwargs: P.kwargs) -> None:
        if topic in self._signals:
            self._signals[topic].emit(*args, **kwargs)
