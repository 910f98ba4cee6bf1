"""One state for the whole line in: from its channels, and from what live queries report."""

import pytest

from services.realtime.health import Health
from services.realtime.metrics import Metrics
from services.realtime.status import Flow, LinkState


@pytest.mark.parametrize(
    ('flow', 'reports', 'state'),
    [
        (Flow.REFUSED, [LinkState.LIVE], LinkState.ERROR),
        (Flow.IDLE, [], LinkState.OFFLINE),
        (Flow.JOINING, [LinkState.LIVE], LinkState.CONNECTING),
        (Flow.DOWN, [LinkState.POLLING, LinkState.OFFLINE], LinkState.POLLING),
        (Flow.DOWN, [LinkState.OFFLINE], LinkState.OFFLINE),
        (Flow.FLOWING, [], LinkState.LIVE),
        (Flow.FLOWING, [LinkState.CONNECTING], LinkState.CONNECTING),
        (Flow.FLOWING, [LinkState.LIVE, LinkState.CONNECTING], LinkState.LIVE),
        (Flow.FLOWING, [LinkState.LIVE, LinkState.CATCHING_UP], LinkState.CATCHING_UP),
        (Flow.FLOWING, [LinkState.INCOMPLETE], LinkState.LIVE),
    ],
)
def test_the_state_follows_from_channels_and_reports(
    flow: Flow, reports: list[LinkState], state: LinkState
) -> None:
    health = Health(lambda: flow, Metrics())
    health.refresh()
    for reader, report in enumerate(reports):
        health.report(reader, report)
    assert health.status.state is state


def test_a_query_that_ends_or_recovers_no_longer_counts() -> None:
    health = Health(lambda: Flow.FLOWING, Metrics())
    states: list[LinkState] = []
    health.on_status(lambda status: states.append(status.state))
    health.report('one', LinkState.CATCHING_UP)
    health.report('other', LinkState.CATCHING_UP)
    health.report('one', LinkState.LIVE)
    assert health.status.state is LinkState.CATCHING_UP
    health.report('other', None)
    assert states == [LinkState.CATCHING_UP, LinkState.LIVE]
