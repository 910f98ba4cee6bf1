"""Who is in the workspace: clients with what they read, and colleagues. End of the line in.

Stands in the rail of every page of the workspace.
"""

from collections.abc import Callable, Sequence

from components.engine.light import Light, Text
from components.engine.tree import container, index_of
from components.kit.avatar import Face, Faces, face
from components.kit.markup import box, text
from components.live.element import LiveElement
from components.presence.people_here import face_of
from components.shell.frame import Frame
from services.accounts.members import Member
from services.accounts.topics import colleague, workspace
from services.presence import Person, PresenceService
from services.proposals.topics import clients_here


class RailHere(LiveElement):
    """Fill `shell.here` with it: `with shell.here: RailHere(…)`."""

    def __init__(
        self,
        shell: Frame,
        presence: PresenceService,
        member: Member,
        *,
        look: Callable[[Person], Face] = face_of,
    ) -> None:
        super().__init__()
        self._shell = shell
        self._look = look
        self._me = colleague(member).key
        self._entries: dict[str, _Entry] = {}
        self.clients: tuple[Person, ...] = ()
        organization_id = member.viewer.organization_id
        with self:
            self._list = box()
        with container(shell.here_box) or self:
            self._team = box('t-team t-label-hide')
            with self._team:
                self._faces = Faces()
                text('here too', 't-12 t-3')
        self._team.move(target_index=index_of(shell.here_box) + 1)
        for topic, handler in (
            (clients_here(organization_id), self._show_clients),
            (workspace(organization_id), self._show_team),
        ):
            self.on_end(presence.on_change(topic, handler))
            handler(presence.viewers(topic))

    def refresh(self) -> None:
        """Faces may be known by now."""
        self._show_clients(self.clients)

    def _show_clients(self, people: Sequence[Person]) -> None:
        self.clients = tuple(people)
        for key in self._entries.keys() - {person.key for person in people}:
            self._entries.pop(key).delete()
        with self._list:
            for person in people:
                if person.key not in self._entries:
                    self._entries[person.key] = _Entry(person)
                self._entries[person.key].show(self._look(person), person)
        self._shell.show_here(bool(people))

    def _show_team(self, people: Sequence[Person]) -> None:
        self._faces.show([face_of(person) for person in people if person.key != self._me])


class _Entry(Light):
    """A client and what they read; a link to it."""

    def __init__(self, person: Person) -> None:
        super().__init__('a')
        self._shown: Face | None = None
        self.classes('t-here').props('data-enter')
        with self:
            self._face = box(tag='span')
            with box('t-grow', 'span'):
                self._name: Text = text(person.name, 't-clip t-block')
                self._words: Text = text(person.words, 't-12 t-3 t-clip t-block')

    def show(self, shown: Face, person: Person) -> None:
        address = f'/proposals/{person.place}'
        if self.props.get('href') != address:
            self.props['href'] = address
        self._name.set_text(shown.name)
        self._words.set_text(person.words)
        if shown != self._shown:
            self._shown = shown
            self._face.clear()
            with self._face:
                face(shown, here=True)
