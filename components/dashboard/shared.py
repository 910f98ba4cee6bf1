"""What all members of an organization see alike on the dashboard, drawn once for them. Step 6."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID

from components.activity.feed import SharedFeeds
from components.dashboard.clients import Clients, clients_card
from components.dashboard.counters import Counters, counters
from components.dashboard.first_steps import Beginning, first_steps_card
from components.dashboard.pipeline import pipeline_card
from components.dashboard.questions import Waiting, waiting_card
from components.live.row_viewers import RowViewers
from components.view.view import View
from services.dashboard.counters import (
    ContactFigures,
    EventFigures,
    contact_figures,
    event_figures,
)
from services.dashboard.counting import Calendar
from services.dashboard.first_steps import first_steps
from services.dashboard.periods import next_quarter
from services.dashboard.pipeline import Pipeline, pipeline
from services.dashboard.questions import Questions, open_questions
from services.presence import Person, PersonKind, PresenceService
from services.proposals.topics import clients_here, proposal_viewers
from services.proposals.windows import latest_acts
from services.realtime.live import LiveQuery, Query
from services.signals import Signal

Value = TypeVar('Value')
Queries = Mapping[str, Query[Any]]
NO_COUNTERS = Counters(ContactFigures(), EventFigures(), Pipeline())


def queries(organization_id: UUID, time_zone: str) -> Queries:
    """What is read, by its name."""
    calendar = Calendar(time_zone=time_zone)
    return {
        'contacts': contact_figures(organization_id, calendar),
        'events': event_figures(organization_id, calendar),
        'pipeline': pipeline(organization_id, calendar),
        'questions': open_questions(organization_id),
        'acts': latest_acts(organization_id),
        'steps': first_steps(organization_id),
    }


class SharedDashboard:
    """Views over what is read once for all members, until `stop`."""

    def __init__(
        self,
        organization_id: UUID,
        queries: Mapping[str, LiveQuery[Any]],
        presence: PresenceService,
    ) -> None:
        self.users = 0
        self.clock: Signal[[]] = Signal()
        """Tells each quarter of an hour that dates and greetings may be others."""
        self._organization_id = organization_id
        self._queries = queries
        self._presence = presence
        self._here = clients_here(organization_id)
        self._lookers = RowViewers(presence, proposal_viewers, self._show_questions)
        self.waiting: View[Waiting] = View(waiting_card, Waiting())
        self.clients: View[Clients] = View(clients_card, self._clients())
        self.steps: View[Beginning] = View(first_steps_card, self._beginning())
        self.counters: View[Counters] = View(counters, self._counters())
        self.pipeline: View[Pipeline] = View(pipeline_card, self._pipeline())
        self._endings: list[Callable[[], object]] = [
            self._follow('contacts', self._show_counters),
            self._follow('events', self._show_counters),
            self._follow('pipeline', self._show_pipeline),
            self._follow('questions', self._show_questions),
            self._follow('acts', self._show_clients),
            self._follow('steps', lambda: self.steps.show(self._beginning())),
            presence.on_change(self._here, lambda _: self._show_clients()),
            self._lookers.stop,
            *(view.stop for view in self.views),
        ]
        self._show_questions()
        self.waiting.draw_now()
        self._tick()

    @property
    def views(self) -> tuple[View[Any], ...]:
        return self.counters, self.steps, self.waiting, self.pipeline, self.clients

    def stop(self) -> None:
        """Follow nothing any more."""
        endings, self._endings = self._endings, []
        for ending in endings:
            ending()
        self._timer.cancel()

    def _tick(self) -> None:
        now = datetime.now(UTC)
        pause_s = (next_quarter(now) - now).total_seconds()
        self._timer = asyncio.get_running_loop().call_later(pause_s, self._on_quarter)

    def _on_quarter(self) -> None:
        self._tick()
        self.clock.emit()

    def _follow(self, name: str, show: Callable[[], None]) -> Callable[[], object]:
        return self._queries[name].subscribe(lambda _: show())

    def _value(self, name: str, nothing: Value) -> Value:
        return next((figure.value for figure in self._queries[name].rows), nothing)

    def _counters(self) -> Counters:
        contacts = self._value('contacts', ContactFigures())
        return Counters(contacts, self._value('events', EventFigures()), self._pipeline())

    def _pipeline(self) -> Pipeline:
        return self._value('pipeline', Pipeline())

    def _beginning(self) -> Beginning:
        return Beginning(of=str(self._organization_id), steps=self._value('steps', None))

    def _clients(self) -> Clients:
        return Clients(self._presence.viewers(self._here), tuple(self._queries['acts'].rows))

    def _show_clients(self) -> None:
        self.clients.show(self._clients())

    def _show_questions(self) -> None:
        questions = self._value('questions', Questions())
        self._lookers.watch(each.proposal_id for each in questions.shown)
        lookers = tuple(
            (proposal_id, names)
            for proposal_id, people in self._lookers.people.items()
            if (names := tuple(one.name.split()[0] for one in people if is_colleague(one)))
        )
        self.waiting.show(Waiting(questions=questions, lookers=lookers))

    def _show_counters(self) -> None:
        self.counters.show(self._counters())

    def _show_pipeline(self) -> None:
        self.pipeline.show(self._pipeline())
        self._show_counters()


def is_colleague(person: Person) -> bool:
    return person.kind is PersonKind.OPERATOR


class SharedDashboards:
    """Those of the organizations of which somebody looks at theirs."""

    def __init__(self) -> None:
        self._shared: dict[tuple[UUID, str], SharedDashboard] = {}
        self.feeds = SharedFeeds()

    def enter(self, key: tuple[UUID, str], make: Callable[[], SharedDashboard]) -> SharedDashboard:
        """The one of this organization and time zone; whoever enters leaves by `leave`."""
        found = self._shared.get(key)
        if found is None:
            found = self._shared[key] = make()
        found.users += 1
        return found

    def leave(self, key: tuple[UUID, str]) -> None:
        found = self._shared[key]
        found.users -= 1
        if found.users == 0:
            del self._shared[key]
            found.stop()
