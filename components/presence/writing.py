"""Who writes a comment right now: three dots and a name. End of the line in."""

from collections.abc import Callable, Sequence

from components.engine.directions import isolated
from components.engine.light import Text
from components.kit.markup import box
from components.live.element import LiveElement
from services.naming import Speaker, called
from services.presence import Person, PersonKind, PresenceService


class Writing(LiveElement):
    """Keeps its height while nobody writes, so that nothing jumps."""

    def __init__(
        self,
        presence: PresenceService,
        topic: str,
        shows: Callable[[Person], bool],
        *,
        side: Callable[[], str] = str,
    ) -> None:
        """`side` says for whom colleagues speak, where that is not the reader's own side."""
        super().__init__()
        self._shows = shows
        self._side = side
        self.classes('t-writing t-12 t-3')
        with self:
            self._dots = box('t-typing', 'span', aria_hidden='true')
            with self._dots:
                for _ in range(3):
                    box(tag='i')
            with box('t-clip', 'span'):
                self._who = Text()
        self.on_end(presence.gestures.on_writers(topic, self._show))
        self._show(presence.gestures.writers(topic))

    def _show(self, people: Sequence[Person]) -> None:
        names = [called_with_side(person, self._side()) for person in people if self._shows(person)]
        self._who.set_text(f'{joined(names)} writing' if names else '')


def called_with_side(person: Person, side: str = '') -> str:
    """`Anna Keller`, `Sofia Lindqvist (client)`, for clients `Anna Keller (Skyline Tours)`."""
    side = 'client' if person.kind is PersonKind.CLIENT else side
    return Speaker(name=called(person.name), side=side).acting


def joined(names: Sequence[str]) -> str:
    """`Anna is`, `Anna and Ben are`"""
    once = list(dict.fromkeys(isolated(name) for name in names))
    if len(once) == 1:
        return f'{once[0]} is'
    return f'{", ".join(once[:-1])} and {once[-1]} are'
