"""Parts of a view, drawn again only when what they show is something else. Step 6 of the line in.

A part is a function from values to a node. Rows count as what they are (the same object is the
same row: live queries keep rows that did not change), words, numbers and tuples by their value.

    @part
    def activity_row(activity: ProposalActivity, currency: str) -> Node: ...

A section is a function from the whole state to a node. It is drawn again only when something that
it read of the state is something else, and need not say what that is.

    @section
    def hero(offer: Offer) -> Node: ...
"""

from collections.abc import Callable, Hashable
from datetime import date, datetime
from decimal import Decimal
from functools import wraps
from types import MethodType
from typing import Any, ParamSpec, TypeVar
from uuid import UUID

from pydantic import BaseModel

from components.kit.avatar import Face
from components.view.node import Node

Given = ParamSpec('Given')
State = TypeVar('State')
PLAIN = frozenset((str, int, float, bool, type(None), Decimal, UUID, date, datetime, Face))
"""Compared by value; anything else by what it is, tuples by what is in them."""
Key = tuple[Hashable, ...]
Drawn = TypeVar('Drawn', Node, Node | None)
Path = tuple[str, ...]
"""`('proposal', 'title')` of a state."""
Read = dict[Path, object]
"""What was read of a state, and what stood there."""


class Watched:
    """A state that notes what is read of it: by methods too, and of a row only its fields."""

    __slots__ = ('_path', '_read', '_state')

    def __init__(self, state: Any, read: Read, path: Path = ()) -> None:
        self._state = state
        self._read = read
        self._path = path

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._state, name)
        if type(value) is MethodType:
            return MethodType(value.__func__, self)
        path = (*self._path, name)
        if isinstance(value, BaseModel | Watched):
            self._read[*path, '__class__'] = value.__class__
            return Watched(value, self._read, path)
        self._read[path] = value
        return value


class Parts:
    """What was drawn last; what the latest drawing did not use is forgotten."""

    def __init__(self, shared: 'Parts | None' = None) -> None:
        """`shared` are looked at too, and left as they are: a screen's own drawing is like it."""
        self._shared = shared
        self._kept: dict[Key, tuple[tuple[object, ...], Node]] = {}
        self._used: dict[Key, tuple[tuple[object, ...], Node]] = {}
        self._sections: dict[Callable[..., Any], tuple[Read, Node | None]] = {}

    def draw(self, view: Callable[[State], Node], state: State) -> Node:
        """Call the view; parts in it that show the same as before are the same nodes."""
        global _drawing  # noqa: PLW0603  # a drawing never waits, so there is one at a time
        outer, _drawing = _drawing, self
        self._used = {}
        try:
            node = view(state)
            self._kept = self._used
            return node
        finally:
            _drawing = outer

    def part(self, draw: Callable[..., Node], given: tuple[object, ...]) -> Node:
        key = (draw, *map(_identity, given))
        if self._shared and (known := self._shared._kept.get(key)):
            return known[1]
        found = self._used.get(key) or self._kept.get(key)
        if found is None:
            # what was given is kept, so that nothing else takes its identity
            found = (given, draw(*given))
        self._used[key] = found
        return found[1]

    def section(self, draw: Callable[[Any], Node | None], state: Any) -> Node | None:
        for parts in (self, self._shared):
            known = parts._sections.get(draw) if parts else None
            if known and all(_is_same(state, path, was) for path, was in known[0].items()):
                return known[1]
        read: Read = {}
        node = draw(Watched(state, read))
        self._sections[draw] = (read, node)
        return node


_drawing: Parts | None = None


def part(draw: Callable[Given, Node]) -> Callable[Given, Node]:
    """Make a function a part; its arguments are positional."""

    @wraps(draw)
    def drawn(*args: Given.args, **kwargs: Given.kwargs) -> Node:
        if _drawing is None or kwargs:
            return draw(*args, **kwargs)
        return _drawing.part(draw, args)

    return drawn


def section(draw: Callable[[State], Drawn]) -> Callable[[State], Drawn]:
    """Make a function of the whole state a section; it stands in a view once."""

    @wraps(draw)
    def drawn(state: State) -> Drawn:
        return _drawing.section(draw, state) if _drawing else draw(state)  # type: ignore[return-value]

    return drawn


def _is_same(value: Any, path: Path, was: object) -> bool:
    for name in path:
        value = getattr(value, name, None)
    return value is was or (type(value) is type(was) and value == was)


def _identity(value: Any) -> Hashable:
    if type(value) in PLAIN:
        return value  # type: ignore[no-any-return]
    if isinstance(value, tuple):
        return tuple(map(_identity, value))
    return id(value)
