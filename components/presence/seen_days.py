"""Which day a client has in view, marked at the day's head. End of the line in."""

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from nicegui import ui

from components.engine.light import Light, Text
from components.kit.avatar import Face, face
from components.kit.markup import box
from components.live.element import LiveElement
from components.presence.writing import called_with_side, joined
from services.presence import Person, PersonKind, PresenceService


class SeenDays:
    """Puts a pill into the sections of `sections`; call `show` when there are other sections."""

    def __init__(
        self,
        owner: LiveElement,
        presence: PresenceService,
        topic: str,
        sections: Mapping[UUID, ui.element],
        look: Callable[[Person], Face],
    ) -> None:
        self._sections = sections
        self._look = look
        self._pills: dict[UUID, _Pill] = {}
        self._people: Sequence[Person] = ()
        owner.on_end(presence.on_change(topic, self._on_viewers))
        self._on_viewers(presence.viewers(topic))

    def _on_viewers(self, people: Sequence[Person]) -> None:
        self._people = [one for one in people if one.kind is PersonKind.CLIENT and not one.idle]
        self.show()

    def show(self) -> None:
        """Mark what is in view now, and nothing else."""
        wanted: dict[UUID, list[Person]] = {}
        for key in self._sections:
            if readers := [one for one in self._people if one.place == str(key)]:
                wanted[key] = readers
        for key in self._pills.keys() - wanted.keys():
            gone = self._pills.pop(key)
            if not gone.is_deleted:
                gone.delete()
        for key, readers in wanted.items():
            pill: _Pill | None = self._pills.get(key)
            if pill is None or pill.is_deleted:
                with self._sections[key]:
                    pill = self._pills[key] = _Pill()
            pill.show(self._look(readers[0]), readers)


class _Pill(Light):
    """`Sofia Lindqvist (client) is reading this day`"""

    def __init__(self) -> None:
        super().__init__('span')
        self._shown: Face | None = None
        self.classes('t-seen t-day__seen').props('data-enter data-testid=day-seen')
        with self:
            self._face = box(tag='span')
            with box('t-clip', 'span'):
                self._words = Text()

    def show(self, shown: Face, readers: Sequence[Person]) -> None:
        self._words.set_text(
            f'{joined([called_with_side(one) for one in readers])} reading this day'
        )
        if shown != self._shown:
            self._shown = shown
            self.props['data-p'] = str(shown.color)
            self._face.clear()
            with self._face:
                face(shown, size=20)
