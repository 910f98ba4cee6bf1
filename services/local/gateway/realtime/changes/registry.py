"""Who listens to what: subscriptions that are alike form one group, checked once per change."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from ..codec import Vsn
from ..join import Binding
from ..tokens import Claims
from .pgoutput import Kind
from .wishes import Subscription


class Listener(Protocol):
    """A channel, as far as changes are concerned."""

    @property
    def topic(self) -> str: ...
    @property
    def vsn(self) -> Vsn: ...
    @property
    def claims(self) -> Claims: ...
    @property
    def bindings(self) -> Sequence[Binding]: ...
    @property
    def is_open(self) -> bool: ...

    def deliver(self, frame: str) -> None:
        """A change, encoded."""

    def announce(self, status: str, message: str) -> None:
        """A `system` message of postgres_changes."""


@dataclass(slots=True, eq=False)
class Group:
    """Subscriptions of one table with equal event, filter, select, role and claims."""

    subscription: Subscription
    claims: Claims
    members: dict[Listener, list[int]] = field(default_factory=dict)
    """Listener to the ids of its bindings in this group."""

    def wants(self, kind: Kind) -> bool:
        return self.subscription.event in ('*', kind)


_Key = tuple[object, ...]


class Registry:
    """Groups by table."""

    def __init__(self) -> None:
        self._tables: dict[int, dict[_Key, Group]] = {}
        self._of: dict[Listener, list[tuple[int, _Key]]] = {}

    def add(self, listener: Listener, subscriptions: Iterable[Subscription]) -> None:
        """Replaces what the listener had."""
        self.remove(listener)
        claims = listener.claims
        keys = self._of.setdefault(listener, [])
        for it in subscriptions:
            conditions = tuple(matcher.condition for matcher in it.matchers)
            key = (it.event, conditions, it.select, claims.role, claims.text)
            groups = self._tables.setdefault(it.oid, {})
            group = groups.setdefault(key, Group(it, claims))
            group.members.setdefault(listener, []).append(it.binding_id)
            keys.append((it.oid, key))

    def remove(self, listener: Listener) -> None:
        for oid, key in self._of.pop(listener, ()):
            groups = self._tables.get(oid, {})
            group = groups.get(key)
            if group is None:
                continue
            group.members.pop(listener, None)
            if not group.members:
                del groups[key]
            if not groups:
                del self._tables[oid]

    def has(self, oid: int) -> bool:
        return oid in self._tables

    def groups(self, oid: int) -> Iterator[Group]:
        yield from self._tables.get(oid, {}).values()
