"""What the metrics say is what was injected, here, in the other processes and for Prometheus."""

import re
import time
from collections.abc import AsyncIterator
from uuid import UUID

import pytest

from models import Contact
from models.viewer import System
from services.operations.dev import Wire
from services.operations.fleet import Fleet
from services.operations.prometheus import exposition
from services.realtime.live import LiveQuery
from services.realtime.status import LinkState
from tests.eventually import S, eventually
from tests.integration.live.conftest import Line, MakeLine, Screen, Writer, contacts

pytestmark = pytest.mark.own_gateway

CHANGES, SCREENS = 20, 7
ADD = 'insert into contacts (organization_id, full_name) values (%s, %s)'


@pytest.fixture
async def open_contacts(wired: Line, organization_id: UUID) -> LiveQuery[Contact]:
    opened = wired.live.open(contacts(organization_id), System())
    assert wired.live.open(contacts(organization_id), System()) is opened
    await opened.ready()
    await eventually(lambda: opened.status.state is LinkState.LIVE)
    return opened


@pytest.fixture
async def fleet(wired: Line) -> AsyncIterator[Fleet]:
    made = Fleet(wired.realtime, wired.live, wired.realtime.channel('viewers'), tell_s=0.3)
    await made.start()
    yield made
    await made.stop()


async def test_counts_equal_what_was_injected(
    wired: Line, fleet: Fleet, open_contacts: LiveQuery[Contact], write: Writer, wire: Wire
) -> None:
    screens = [Screen(open_contacts) for _ in range(SCREENS)]
    wire.delay_s = 0.05  # so that a read shows rows whose changes have still to arrive
    organization_id = open_contacts.query.organization_id
    for number in range(CHANGES):
        await write(ADD, organization_id, f'Guest {number:02}')
    await eventually(lambda: all(len(screen.shown) == CHANGES for screen in screens))
    metrics = wired.realtime.metrics
    await eventually(lambda: metrics.changes == CHANGES and fleet.own.queue == 0)
    own = fleet.own
    assert metrics.arrival_s.count == CHANGES
    # they are counted a turn of the loop after they are shown
    await eventually(lambda: metrics.patches.count == CHANGES * SCREENS)
    assert (own.subscriptions, own.queries, own.channels) == (2, 1, 2)
    assert own.reconnects == 0
    assert 0 < metrics.sending_s.count <= CHANGES  # some went out together
    text = exposition(metrics, own)
    assert f'tradewind_changes_total {CHANGES}\n' in text
    assert f'tradewind_patches_total {CHANGES * SCREENS}\n' in text
    assert re.search(r'^tradewind_link_state\{state="live"\} 1$', text, re.MULTILINE)
    wire.delay_s = 0.0
    for cut in range(1, 4):
        wire.cut()
        await eventually(lambda n=cut: wired.realtime.reconnects == n, within=10 * S)
        await eventually(lambda: wired.realtime.status.state is LinkState.LIVE, within=10 * S)
    assert fleet.own.reconnects == 3


async def test_ages_show_the_delay_that_was_injected(
    wired: Line, fleet: Fleet, open_contacts: LiveQuery[Contact], write: Writer, wire: Wire
) -> None:
    wire.delay_s = 0.25
    began = time.time()
    await write(ADD, open_contacts.query.organization_id, 'Maria')
    await eventually(lambda: [row.full_name for row in open_contacts.rows] == ['Maria'])
    passed_ms = (time.time() - began) * 1000
    arrival, sending = fleet.own.arrival_p50_ms, fleet.own.sending_p50_ms
    assert arrival is not None
    assert sending is not None
    assert arrival >= 250
    assert arrival + sending <= passed_ms + 1, 'the delay counts once; commits tell milliseconds'


async def test_uptime_is_the_share_in_which_rows_flowed(
    wired: Line, fleet: Fleet, open_contacts: LiveQuery[Contact], wire: Wire
) -> None:
    await eventually(lambda: fleet.own.uptime_percent > 0)
    before = fleet.own.uptime_percent
    wire.freeze()
    await eventually(lambda: wired.realtime.status.state is LinkState.POLLING, within=15 * S)
    down = fleet.own.uptime_percent
    await eventually(lambda: fleet.own.uptime_percent < down - 1, within=15 * S)
    wire.heal()
    await eventually(lambda: wired.realtime.status.state is LinkState.LIVE, within=15 * S)
    low = fleet.own.uptime_percent
    assert low < max(before, down)
    await eventually(lambda: fleet.own.uptime_percent > low, within=15 * S)


async def test_processes_tell_each_other_and_forget_who_is_silent(
    wired: Line, fleet: Fleet, make_line: MakeLine
) -> None:
    other = make_line()
    await other.start()
    channel = other.realtime.channel('viewers')
    theirs = Fleet(other.realtime, other.live, channel, tell_s=0.3)
    other.realtime.metrics.gauges['screens'] = lambda: 41
    await theirs.start()
    await eventually(lambda: [one.screens for one in fleet.others] == [41], within=15 * S)
    await eventually(lambda: len(theirs.others) == 1, within=15 * S)
    assert theirs.others[0].process == fleet.own.process
    await theirs.stop()
    await other.stop()
    await eventually(lambda: fleet.others == (), within=30 * S)
