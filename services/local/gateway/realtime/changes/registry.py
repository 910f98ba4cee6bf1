"""Who listens to what: subscriptions that are alike form one group, checked once per change."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from ..codec import Vsn
from ..join import Binding
from ..tokens import Claims
from .interest import Interest
from .matching import Matcher
from .pgoutput import Kind
from .subscriptions import Subscription

HintKey = tuple[object, ...]
"""What was done to which row."""


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
    @property
    def interest(self) -> Interest | None:
        """None: it takes whole records, and all of them."""

    def deliver(self, frame: str) -> None:
        """A change, encoded."""

    def hint(self, row: HintKey, text: str) -> None:
        """That a row changed, encoded; of what was not sent yet, the newest is enough."""

    def acknowledge(self, serial: int) -> None:
        """Nothing of this interest can be missed from here on."""

    def announce(self, status: str, message: str) -> None:
        """A `system` message of postgres_changes."""


@dataclass(slots=True, eq=False)
class Group:
    """Subscriptions of one table with equal event, filter, select, role and claims."""

    subscription: Subscription
    claims: Claims
    members: dict[Listener, list[int]] = field(default_factory=dict)
    """Listener to the ids of its bindings in this group."""

    @property
    def index(self) -> Matcher | None:
        """The filter whose values lead to the group."""
        named = (matcher for matcher in self.subscription.matchers if matcher.values is not None)
        return next(named, None)

    def wants(self, kind: Kind) -> bool:
        return self.subscription.event in ('*', kind)


_Key = tuple[object, ...]
Row = Mapping[str, str | None]


class _TableGroups:
    """Groups of one table; those that name the values of a column are found by the row's value."""

    def __init__(self) -> None:
        self.by_key: dict[_Key, Group] = {}
        self._open: dict[_Key, Group] = {}
        self._by_value: dict[str, dict[str, dict[_Key, Group]]] = {}

    def add(self, key: _Key, group: Group) -> None:
        self.by_key[key] = group
        for place in self._places(group):
            place[key] = group

    def remove(self, key: _Key) -> None:
        group = self.by_key.pop(key)
        for place in self._places(group):
            del place[key]
        self._forget_empty(group)

    def candidates(self, row: Row | None) -> Iterator[Group]:
        """Groups that the row may concern; without one, all."""
        if row is None:
            yield from self.by_key.values()
            return
        yield from self._open.values()
        for column, by_value in self._by_value.items():
            value = row.get(column)
            if value is not None and value in by_value:
                yield from by_value[value].values()

    def _places(self, group: Group) -> list[dict[_Key, Group]]:
        matcher = group.index
        if matcher is None or matcher.values is None:
            return [self._open]
        by_value = self._by_value.setdefault(matcher.column, {})
        return [by_value.setdefault(value, {}) for value in matcher.values]

    def _forget_empty(self, group: Group) -> None:
        if matcher := group.index:
            by_value = self._by_value[matcher.column]
            for value in matcher.values or ():
                if not by_value.get(value, True):
                    del by_value[value]


class Registry:
    """Groups by table."""

    def __init__(self) -> None:
        self.version = 0
        """Raised with whoever comes, goes or looks at something else."""
        self._tables: dict[int, _TableGroups] = {}
        self._of: dict[Listener, list[tuple[int, _Key]]] = {}

    def add(self, listener: Listener, subscriptions: Iterable[Subscription]) -> None:
        """Replaces what the listener had."""
        self.remove(listener)
        self.version += 1
        claims = listener.claims
        keys = self._of.setdefault(listener, [])
        for it in subscriptions:
            conditions = tuple(matcher.condition for matcher in it.matchers)
            key = (it.event, conditions, it.select, claims.role, claims.text)
            table = self._tables.setdefault(it.oid, _TableGroups())
            if key not in table.by_key:
                table.add(key, Group(it, claims))
            table.by_key[key].members.setdefault(listener, []).append(it.binding_id)
            keys.append((it.oid, key))

    def remove(self, listener: Listener) -> None:
        self.version += 1
        for oid, key in dict.fromkeys(self._of.pop(listener, ())):
            table = self._tables[oid]
            members = table.by_key[key].members
            del members[listener]
            if not members:
                table.remove(key)
            if not table.by_key:
                del self._tables[oid]

    def groups(self, oid: int) -> list[Group]:
        """All groups of the table."""
        table = self._tables.get(oid)
        return list(table.by_key.values()) if table else []

    def candidates(self, oid: int, row: Row | None) -> Iterator[Group]:
        """Groups of the table that the row may concern; their filters are still to be asked."""
        if table := self._tables.get(oid):
            yield from table.candidates(row)
