"""A record as it stands in a list, and the cells that many lists have. Pure; line in, step 6."""

from collections.abc import Callable
from typing import Any, Generic, NamedTuple, TypeVar

from components.kit.avatar import Face
from components.presence.people_here import face_of
from components.view.node import Node, el
from components.view.pieces import avatar, faces, icon, moment
from services.presence import Person

Record = TypeVar('Record')
MOST_TAGS = 2
"""Of one row; the rest is counted."""


class RecordRow(NamedTuple, Generic[Record]):
    """All that a row shows."""

    record: Record
    owner: Face | None
    people: tuple[Person, ...]
    """Who has it open now."""
    is_new: bool
    more: Any = None
    """What the list reads beside the record."""


def link(words: str, address: str) -> Node:
    """What a row is called, on the way to its page."""
    name = el('span', '', words)
    return el('a', 't-clip t-medium t-line__link', name, href=address, data_step=True)


def tags(row: RecordRow[Any]) -> Node:
    given = row.record.tags
    shown = [el('span', 't-tag', tag, key=tag) for tag in given[:MOST_TAGS]]
    more = [el('span', 't-tag', f'+{len(given) - MOST_TAGS}', key='+')] * (len(given) > MOST_TAGS)
    return el('div', 't-tags', [*shown, *more], role='cell')


def owner(row: RecordRow[Any]) -> Node:
    face = row.owner
    shown = [avatar(face, size=20), el('span', 't-clip', face.name)] if face else ()
    return el('div', 't-line__owner', shown, role='cell')


def touched(row: RecordRow[Any]) -> Node:
    return el('div', 't-line__act', moment(row.record.updated_at, 't-3 t-nowrap'), role='cell')


def here(row: RecordRow[Any]) -> Node:
    return faces([face_of(person) for person in row.people], role='cell')


def more(kind: str) -> Callable[[object], Node]:
    """The cell that opens a row's menu."""
    button = el(
        'button', 't-x', icon('ellipsis'), type='button', aria_haspopup='menu',
        aria_label=f'More about this {kind}', data_act='menu',
    )  # fmt: skip
    cell = el('div', 't-line__more', button, role='cell')
    return lambda _: cell
