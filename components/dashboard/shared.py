"""What all members of an organization see alike on the dashboard, drawn once for them. Step 6."""

import asyncio
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar
from uuid import UUID

from components.dashboard.counters import Counters, counters
from components.dashboard.pipeline import pipeline_card
from components.view.view import View
from services.dashboard.counters import ContactFigures, contact_figures
from services.dashboard.counting import Calendar
from services.dashboard.periods import next_quarter
from services.dashboard.pipeline import Pipeline, pipeline
from services.realtime.live import Figure, LiveQuery, Query
from services.signals import Signal

Value = TypeVar('Value')
Queries = Mapping[str, Query[Figure[Any]]]
NO_COUNTERS = Counters(ContactFigures(), Pipeline())


def queries(organization_id: UUID, time_zone: str) -> Queries:
    """What is read, by its name."""
    calendar = Calendar(time_zone=time_zone)
    return {
        'contacts': contact_figures(organization_id, calendar),
        'pipeline': pipeline(organization_id, calendar),
    }


class SharedDashboard:
    """Views over what is read once for all members, until `stop`."""

    def __init__(self, queries: Mapping[str, LiveQuery[Figure[Any]]]) -> None:
        self.users = 0
        self.clock: Signal[[]] = Signal()
        """Tells each quarter of an hour that dates and greetings may be others."""
        self._queries = queries
        self.counters: View[Counters] = View(counters, self._counters())
        self.pipeline: View[Pipeline] = View(pipeline_card, self._pipeline())
        self._endings: list[Callable[[], object]] = [
            self._follow('contacts', self._show_counters),
            self._follow('pipeline', self._show_pipeline),
            self.counters.stop,
            self.pipeline.stop,
        ]
        self._tick()

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
        return Counters(self._value('contacts', ContactFigures()), self._pipeline())

    def _pipeline(self) -> Pipeline:
        return self._value('pipeline', Pipeline())

    def _show_counters(self) -> None:
        self.counters.show(self._counters())

    def _show_pipeline(self) -> None:
        self.pipeline.show(self._pipeline())
        self._show_counters()


class SharedDashboards:
    """Those of the organizations of which somebody looks at theirs."""

    def __init__(self) -> None:
        self._shared: dict[tuple[UUID, str], SharedDashboard] = {}

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
