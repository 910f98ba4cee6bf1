"""Clients who look at a proposal right now, in the rail. End of the line in."""

from collections.abc import Sequence
from uuid import UUID

from nicegui import ui

from components.avatar import Face, face
from components.markup import Text, box, text
from components.shell import Frame
from services.presence import Person

Here = tuple[Person, UUID, str]
"""(who, which proposal, its title)"""


def face_of(person: Person) -> Face:
    return Face(name=person.name, color=person.color, portrait=person.portrait)


def faces(people: Sequence[Person], *, without: str = '') -> list[Face]:
    """Faces of these people; `without` is the key of oneself."""
    return [face_of(person) for person in people if person.key != without]


class ClientsHere(ui.element):
    """Keyed by person and proposal; hidden while nobody is here."""

    def __init__(self, shell: Frame) -> None:
        super().__init__('div')
        self._shell = shell
        self._entries: dict[tuple[str, UUID], tuple[ui.element, Text]] = {}

    def show(self, here: Sequence[Here]) -> None:
        """Show exactly these."""
        wanted = {(person.key, key): (person, title) for person, key, title in here}
        for key in self._entries.keys() - wanted.keys():
            self._entries.pop(key)[0].delete()
        with self:
            for key, (person, title) in wanted.items():
                if key in self._entries:
                    self._entries[key][1].set_text(title)
                else:
                    self._entries[key] = _entry(person, key[1], title)
        self._shell.show_here(bool(wanted))


def _entry(person: Person, proposal_id: UUID, title: str) -> tuple[ui.element, Text]:
    address = f'/proposals/{proposal_id}'
    with box('t-here', 'a', href=address, role='listitem', data_enter=True) as element:
        face(face_of(person), here=True)
        with box('t-grow', 'span'):
            text(person.name, 't-clip').style('display:block')
            place = text(title, 't-12 t-3 t-clip')
            place.style('display:block')
    return element, place
