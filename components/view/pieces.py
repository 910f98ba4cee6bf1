"""Small things that stand on many screens, as nodes: icons, faces, moments, prose. Pure."""

import re
from collections.abc import Sequence
from datetime import datetime
from functools import cache

from components.engine.directions import isolated
from components.kit.avatar import Face, initials
from components.kit.files import asset, portrait
from components.kit.icons import SIZES
from components.kit.logo import PATHS
from components.kit.moments import Saying, milliseconds
from components.view.node import Node, el


@cache
def icon(name: str, size: int = 16) -> Node:
    """One symbol of `icons.svg` in the colour of the text around it."""
    use = el('use', href=f'{asset("icons.svg")}#i-{name}')
    return el('svg', SIZES[size], use, aria_hidden='true')


@cache
def mark() -> Node:
    """The boat under sail."""
    paths = [el('path', d=path) for path in PATHS]
    return el('svg', '', paths, viewBox='0 0 24 24', fill='currentColor', aria_hidden='true')


def avatar(face: Face, *, size: int = 24, here: bool = False) -> Node:
    """A face that says its name; `here` draws the ring of someone who is looking now."""
    classes = 't-av' + (f' t-av--{size}' if size != 24 else '')
    classes += (' t-av--here' if here and not face.idle else '') + (' t-av--idle' * face.idle)
    address = face.portrait if face.portrait.startswith('/') else portrait(face.portrait)
    said = f'{isolated(face.name)}, away' if face.idle else face.name
    image = el('img', src=address, alt='') if address else initials(face.name)
    return el('span', classes, image, role='img', aria_label=said, title=said, data_p=face.color)


def faces(
    people: Sequence[Face], *, size: int = 24, most: int = 3, role: str | None = None
) -> Node:
    """People who are here: some faces, then `+N`."""
    shown = [
        avatar(one, size=size, here=True)._replace(key=f'{one.name} {one.portrait} {one.color}')
        for one in people[:most]
    ]
    return el('span', 't-stack', shown, _further(people[most:], size), role=role)


def _further(people: Sequence[Face], size: int) -> Node | None:
    if not people:
        return None
    names = ', '.join(one.name for one in people)
    said = f'{len(people)} more: {names}'
    classes = f't-av t-av--{size} t-av--more'
    return el('span', classes, f'+{len(people)}', key='more', aria_label=said, title=names)


def chip(label: str, *, tone: str, symbol: str, name: str = '') -> Node:
    """A word with its tone and its icon."""
    return el('span', 't-chip', label, icon(symbol), data_tone=tone, data_testid=name or None)


def moment(
    at: datetime | None, classes: str = '', *, saying: Saying = Saying.AGE, first: str = ''
) -> Node:
    """A moment by the clock of whoever reads; `first` stands there until the browser says it."""
    said = None if saying is Saying.AGE else saying.value
    return el('span', classes, first, data_at=milliseconds(at), data_saying=said)


def paragraphs(prose: str) -> list[Node]:
    """Prose that a person typed, paragraph by paragraph."""
    parts = re.split(r'\n\s*\n', prose.strip())
    return [el('p', '', part.strip(), data_glow=True) for part in parts if part.strip()]
