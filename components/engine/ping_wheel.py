"""Whom to ask next whether they are still there, and who has not answered in time; pure.

Serves `pings`. Nobody has a timer: all who wait to be asked stand in the slots of one wheel.
"""

from collections.abc import Hashable
from typing import Generic, TypeVar

Member = TypeVar('Member', bound=Hashable)


class PingWheel(Generic[Member]):
    """Call `turn` at even times: each member is asked once in so many turns as there are slots."""

    def __init__(self, slots: int, patience: int) -> None:
        """`patience` is the number of turns that an answer may take."""
        self._slots: list[set[Member]] = [set() for _ in range(slots)]
        self._slot_of: dict[Member, int] = {}
        self._patience = patience
        self._turn = 0
        self._asked: dict[Member, int] = {}
        """The turn at which each was asked, oldest first."""

    def __len__(self) -> int:
        return len(self._slot_of)

    def add(self, member: Member) -> None:
        """Take it in where fewest are, so that many who came at once are not asked at once."""
        ahead = [(self._turn + far) % len(self._slots) for far in range(len(self._slots), 0, -1)]
        slot = min(ahead, key=lambda index: len(self._slots[index]))
        self._slots[slot].add(member)
        self._slot_of[member] = slot

    def remove(self, member: Member) -> None:
        """Ask it no more; harmless for a stranger."""
        slot = self._slot_of.pop(member, None)
        if slot is not None:
            self._slots[slot].discard(member)
        self._asked.pop(member, None)

    def hear(self, member: Member) -> bool:
        """Note an answer; False for one that does not belong here."""
        self._asked.pop(member, None)
        return member in self._slot_of

    def turn(self) -> tuple[list[Member], list[Member]]:
        """Those to ask now, and those who did not answer in time: they are removed."""
        self._turn += 1
        silent = []
        for member, asked_at in self._asked.items():
            if self._turn - asked_at < self._patience:
                break
            silent.append(member)
        for member in silent:
            self.remove(member)
        due = [
            member
            for member in self._slots[self._turn % len(self._slots)]
            if member not in self._asked
        ]
        self._asked.update(dict.fromkeys(due, self._turn))
        return due, silent
