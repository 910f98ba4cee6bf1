"""Colleagues and clients on a page: faces, and a menu with names. End of the line in."""

from collections.abc import Callable, Sequence

from nicegui import ui

from components.engine.light import Light
from components.kit.avatar import Face, Faces, face
from components.kit.icons import icon
from components.kit.markup import box, text
from services.presence import Person, PersonKind

TICK = """(e) => {
  window.tradewind.toggleCursors();
  e.currentTarget.setAttribute('aria-checked', String(!window.tradewind.hidesCursors()));
}"""
SHOW_TICK = "tick.setAttribute('aria-checked', String(!window.tradewind.hidesCursors()))"


def face_of(person: Person) -> Face:
    """Idle people are grey."""
    return Face(name=person.name, color=person.color, portrait=person.portrait, idle=person.idle)


def doing(person: Person) -> str:
    """`Away`, `Client · Day 3`, or nothing for a colleague who is there."""
    side = 'Client' if person.kind is PersonKind.CLIENT else ''
    return ' · '.join(part for part in (side, 'Away' if person.idle else person.words) if part)


class PeopleHere(Light):
    """Three faces and "+N"; a click names everybody, and may hide the cursors."""

    def __init__(
        self, *, look: Callable[[Person], Face] = face_of, has_cursors: bool = False
    ) -> None:
        super().__init__('button')
        self._look = look
        self._has_cursors = has_cursors
        self._people: tuple[Person, ...] = ()
        self.classes('t-here-now').props('type=button aria-haspopup=dialog data-testid=people-here')
        with self:
            self.faces = Faces(size=28)
        self.on('click', self._open, args=[])

    def show(self, people: Sequence[Person]) -> None:
        """Show these people, without oneself."""
        if tuple(people) == self._people:
            return
        self._people = tuple(people)
        self.faces.show([self._look(person) for person in people])
        self.props['aria-label'] = f'Here now: {", ".join(person.name for person in people)}'

    def _open(self) -> None:
        with self:
            menu = ui.menu(value=True).props('no-parent-event max-height=70vh role=dialog')
            menu.props['aria-label'] = 'Here now'
            menu.props.update({'anchor': 'bottom right', 'self': 'top right', 'offset': [0, 4]})
            menu.on('hide', menu.delete, args=[])
            with menu, box('t-menu t-menu--people'):
                for person in self._people:
                    _line(self._look(person), doing(person))
                if self._has_cursors:
                    _switch()


def _line(person: Face, words: str) -> None:
    with box('t-people__one'):
        face(person, size=28, here=True)
        with box('t-grow', 'span'):
            text(person.name, 't-clip t-block')
            if words:
                text(words, 't-clip t-12 t-3 t-block')


def _switch() -> None:
    switch = box('t-people__cursors t-no-phone', 'button', type='button', role='switch')
    switch.props['data-testid'] = 'cursors-switch'
    switch.on('click', js_handler=TICK)
    with switch:
        icon('mouse-pointer-2')
        text('Show cursors', 't-grow')
        icon('check', end=True)
    # only this browser knows how it stands
    switch.client.run_javascript(f'const tick = getHtmlElement({switch.id}); if (tick) {SHOW_TICK}')
