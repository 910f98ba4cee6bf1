"""A person's face: portrait, or two letters on the tint that is theirs everywhere."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from nicegui import ui

from components.engine.directions import isolated
from components.engine.light import Light, Text
from components.kit.files import portrait
from components.kit.keyed import Keyed
from components.kit.markup import box, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Face:
    """What is needed to show a person: profiles and contacts have all of it."""

    name: str
    color: int = 1
    """Presence colour, 1 to 6."""
    portrait: str = ''
    """Name of a shipped portrait, or empty for initials."""
    idle: bool = False


def initials(name: str) -> str:
    """`Sofia Lindqvist` becomes `SL`."""
    words = [word for word in name.split() if word[0].isalnum()]
    return ''.join(word[0] for word in (words[:1] + words[1:][-1:])).upper() or '?'


def avatar(
    name: str,
    *,
    color: int = 1,
    portrait_name: str = '',
    size: int = 24,
    here: bool = False,
    idle: bool = False,
) -> ui.element:
    """A face that says its name; `here` draws the ring of someone who is looking now."""
    classes = 't-av' + (f' t-av--{size}' if size != 24 else '')
    classes += (' t-av--here' if here else '') + (' t-av--idle' if idle else '')
    address = portrait_name if portrait_name.startswith('/') else portrait(portrait_name)
    letters = '' if address else initials(name)
    said = f'{isolated(name)}, away' if idle else name
    element = text(letters, classes, role='img', aria_label=said, title=said, data_p=str(color))
    if address:
        with element:
            box(tag='img', src=address, alt='')
    return element


def face(person: Face, *, size: int = 24, here: bool = False) -> ui.element:
    """`avatar` for a `Face`."""
    return avatar(
        person.name,
        color=person.color,
        portrait_name=person.portrait,
        size=size,
        here=here and not person.idle,
        idle=person.idle,
    )


class Faces(Light):
    """People who are here: some faces, then `+N`; `show` changes them in place."""

    def __init__(self, people: Sequence[Face] = (), *, size: int = 24, most: int = 3) -> None:
        super().__init__('span')
        self.classes('t-stack')
        self._size = size
        self._most = most
        self._faces = Keyed(self, self._face, key=_awake)
        self._more: Text | None = None
        self.people: tuple[Face, ...] = ()
        """Whom it shows now."""
        self.show(people)

    def show(self, people: Sequence[Face]) -> None:
        """Show these people; nothing is sent when they are the same as before."""
        before, self.people = self.people, tuple(people)
        if before == self.people:
            return
        shown = self.people[: self._most]
        self._faces.show(shown)
        for person, element in zip(shown, self._faces.in_order, strict=True):
            _show_idle(element, is_idle=person.idle, name=person.name)
        self._show_more(self.people[self._most :])

    def _face(self, person: Face) -> ui.element:
        return face(person, size=self._size, here=True)

    def _show_more(self, more: Sequence[Face]) -> None:
        if self._more is not None and not more:
            self._more.delete()
            self._more = None
        if not more:
            return
        if self._more is None:
            with self:
                self._more = text('', f't-av t-av--{self._size} t-av--more')
        self._more.set_text(f'+{len(more)}')
        names = ', '.join(person.name for person in more)
        said = {'aria-label': f'{len(more)} more: {names}', 'title': names}
        if self._more.props.get('title') != names:
            self._more.props.update(said)


def _show_idle(shown: ui.element, *, is_idle: bool, name: str) -> None:
    said = f'{isolated(name)}, away' if is_idle else name
    if shown.props.get('title') == said:
        return
    away, here = ('add', 'remove') if is_idle else ('remove', 'add')
    shown.classes(**{away: 't-av--idle', here: 't-av--here'})
    shown.props.update({'aria-label': said, 'title': said})


def _awake(person: Face) -> Face:
    return replace(person, idle=False)
