"""People as presence knows them: a name, a face and where they are. Serves both lines."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class PersonKind(StrEnum):
    OPERATOR = 'operator'
    CLIENT = 'client'


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who looks; many tabs with one `key` are one person."""

    key: str
    name: str
    kind: PersonKind = PersonKind.OPERATOR
    color: int = 1
    """Tint 1 to 6 of the design."""
    portrait: str = ''
    """Local address of a picture, or empty."""
    label: str = ''
    """What a client's link is called; whose face they have follows from it."""
    idle: bool = False
    """Nothing was touched for two minutes, or the tab is behind others."""
    place: str = ''
    """Id of what they have in view there: a day, a proposal; empty where nothing stands out."""
    words: str = ''
    """The same for people: `Day 3`."""
    progress: int = 0
    """How far that is, in percent of all there is to read."""
    since: datetime | None = None
    """When they came."""


def merged(tabs: Iterable[Person]) -> tuple[Person, ...]:
    """Everybody once, in order of arrival: active in any tab is active, the latest place counts."""
    once: dict[str, Person] = {}
    for tab in tabs:
        known = once.get(tab.key)
        if known is None:
            once[tab.key] = tab
        elif known.idle or not tab.idle:
            latest = tab if tab.place or known.idle is not tab.idle else known
            once[tab.key] = replace(
                known,
                idle=tab.idle,
                place=latest.place,
                words=latest.words,
                progress=latest.progress,
            )
    return tuple(once.values())
