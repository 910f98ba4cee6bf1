"""What a light element shows of itself when it is asked: class names, props, its place for others.

Nothing here is kept by the element; `light` says why.
"""

from collections.abc import Iterator, MutableMapping
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Generic, Protocol, Self, TypeVar

from nicegui import slot
from nicegui.classes import Classes
from nicegui.props import Props
from nicegui.slot import Slot

Names = tuple[str, ...]


class Parted(Protocol):
    """What these parts need of their element."""

    _names: Names
    _attributes: dict[str, Any] | None
    _held: int

    def update(self) -> None: ...


Owner = TypeVar('Owner', bound=Parted)


@lru_cache(4096)
def split(classes: str) -> Names:
    """Names in order, each once; equal ones share their memory."""
    return tuple(dict.fromkeys(classes.split()))


@lru_cache(4096)
def _changed(
    names: Names, add: str | None, remove: str | None, toggle: str | None, replace: str | None
) -> Names:
    return tuple(Classes.update_list(list(names), add, remove, toggle, replace))


_parsed = lru_cache(1024)(Props.parse)


class LightSlot(Slot):
    __slots__ = ('_parent', 'children', 'name', 'template')

    def __enter__(self) -> Self:
        self.stacks.setdefault(slot.get_task_id(), []).append(self)
        return self

    def __exit__(self, *_: object) -> None:
        stack = self.stacks[task := slot.get_task_id()]
        stack.pop()
        if not stack:
            del self.stacks[task]


class LightClasses(Generic[Owner]):
    """The class names of one element, to look at and to change."""

    __slots__ = ('element',)

    def __init__(self, element: Owner) -> None:
        self.element = element

    def __call__(
        self,
        add: str | None = None,
        *,
        remove: str | None = None,
        toggle: str | None = None,
        replace: str | None = None,
    ) -> Owner:
        element = self.element
        names = _changed(element._names, add, remove, toggle, replace)
        if names != element._names:
            element._names = names
            element.update()
        return element

    def __iter__(self) -> Iterator[str]:
        return iter(self.element._names)

    def __contains__(self, name: str) -> bool:
        return name in self.element._names

    def __len__(self) -> int:
        return len(self.element._names)

    def append(self, name: str) -> None:
        self(name)

    def remove(self, name: str) -> None:
        self(remove=name)


class LightProps(MutableMapping[str, Any], Generic[Owner]):
    """The props of one element, to look at and to change."""

    __slots__ = ('element',)

    def __init__(self, element: Owner) -> None:
        self.element = element

    def __call__(self, add: str | None = None, *, remove: str | None = None) -> Owner:
        for key in _parsed(remove):
            self.pop(key, None)
        for key, value in _parsed(add).items():
            self[key] = value
        return self.element

    def __getitem__(self, key: str) -> Any:
        return (self.element._attributes or {})[key]

    def __setitem__(self, key: str, value: Any) -> None:
        element = self.element
        if element._attributes is None:
            element._attributes = {}
        element._attributes[key] = value
        if not element._held:
            element.update()

    def __delitem__(self, key: str) -> None:
        del (self.element._attributes or {})[key]
        if not self.element._held:
            self.element.update()

    def __iter__(self) -> Iterator[str]:
        return iter(self.element._attributes or ())

    def __len__(self) -> int:
        return len(self.element._attributes or ())

    def set_optional(self, key: str, value: Any) -> None:
        """Set, or take away where the value is None."""
        if value is None:
            self.pop(key, None)
        else:
            self[key] = value

    def set_bool(self, key: str, value: Any) -> None:
        """Set, or take away where the value is falsy."""
        self.set_optional(key, value or None)

    @property
    def _suspend_count(self) -> int:
        return self.element._held

    @contextmanager
    def suspend_updates(self) -> Iterator[None]:
        """Send nothing inside; `update` what is to be sent afterwards."""
        self.element._held += 1
        try:
            yield
        finally:
            self.element._held -= 1
