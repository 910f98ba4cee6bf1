"""Who has the rows open that a list shows. Line in, step 6."""

from collections.abc import Callable, Iterable
from uuid import UUID

from services.presence import Person, PresenceService
from services.signals import Unsubscribe

People = tuple[Person, ...]
TopicOf = Callable[[UUID], str]


class RowViewers:
    """`on_change()` is called when somebody comes or goes where rows are watched."""

    def __init__(
        self, presence: PresenceService, topic_of: TopicOf, on_change: Callable[[], object]
    ) -> None:
        """`topic_of(id)`: where those are seen who have a row open."""
        self._presence = presence
        self._topic_of = topic_of
        self._on_change = on_change
        self._leave: dict[UUID, Unsubscribe] = {}
        self.people: dict[UUID, People] = {}
        """Of the rows where somebody is."""

    def watch(self, ids: Iterable[UUID]) -> None:
        """Watch these rows from now on, and no longer those that left."""
        shown = set(ids)
        for gone in self._leave.keys() - shown:
            self._leave.pop(gone)()
            self.people.pop(gone, None)
        for new in shown - self._leave.keys():
            self._begin(new)

    def stop(self) -> None:
        self.watch(())
        # whoever it tells holds this one: a circle would wait for the collector
        del self._on_change

    def _begin(self, row_id: UUID) -> None:
        topic = self._topic_of(row_id)

        def show(people: People) -> None:
            if people:
                self.people[row_id] = people
            else:
                self.people.pop(row_id, None)
            self._on_change()

        self._leave[row_id] = self._presence.on_change(topic, show)
        if people := self._presence.viewers(topic):
            self.people[row_id] = people
