"""A record with its page, declared once: what stands beside its fields. Pure; line in, step 6.

    CONTACT_PAGE: PlainRecord[Contact] = PlainRecord(
        read=contact,
        found_in=CONTACTS,
        hint='Name them',
        looks=(STAGE,),
        properties=(Property('email', 'E-mail', 'mail'), …),
        …
    )

`components/records/record_page.py` is its page.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar
from uuid import UUID

from components.kit.avatar import Face
from components.kit.moments import Saying
from components.live import record_parts
from components.records.looks import Looks, Words
from components.records.plain_list import PlainList
from components.view.node import Node, el
from components.view.pieces import avatar, moment
from services.realtime.live import Query

AnyRow = TypeVar('AnyRow')
Read = Callable[[UUID, UUID], Query[Any]]
"""By the record's id and the organization's."""


class Property(NamedTuple):
    """A field on one line."""

    name: str
    label: str
    symbol: str
    kind: str = ''
    """As `LiveInput` says it: `date`, `decimal`."""


class Prose(NamedTuple):
    """A field of many lines."""

    name: str
    label: str
    help: str = ''


class Card(NamedTuple):
    """Rows of another table that belong to it."""

    read: Read
    draw: Callable[[Sequence[Any]], Node]


class Shown(NamedTuple, Generic[AnyRow]):
    """What is drawn beside the fields."""

    record: AnyRow
    owner: Face | None
    may_edit: bool
    cards: tuple[tuple[Any, ...], ...] = ()
    """The rows of each."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlainRecord(Generic[AnyRow]):
    """What a domain says of the page of one; it has an `owner_id`."""

    read: Read
    found_in: PlainList[Any]
    hint: str
    """What stands where it has no name."""
    about: str = 'Profile'
    """The head over its properties."""
    face: Callable[[AnyRow], Face] | None = None
    looks: tuple[Looks, ...] = ()
    """Beside its name, to be changed there."""
    properties: tuple[Property, ...]
    tags: Words | None = None
    prose: tuple[Prose, ...] = ()
    cards: tuple[Card, ...] = ()


def portrait(face: Callable[[Any], Face], shown: Shown[Any]) -> Node:
    return avatar(face(shown.record), size=56)


def touched(shown: Shown[Any]) -> Node:
    when = moment(shown.record.updated_at, saying=Saying.FULL)
    return el('p', 't-2', el('span', '', 'Last touched '), when)


def owner(shown: Shown[Any]) -> Node:
    return record_parts.owner(shown.owner, may_edit=shown.may_edit)


def tags(shown: Shown[Any]) -> Node:
    return record_parts.tags(shown.record.tags, may_edit=shown.may_edit)


def card(number: int, of: Card, shown: Shown[Any]) -> Node:
    return of.draw(shown.cards[number])
