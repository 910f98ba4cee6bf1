"""A screen shows what its viewer may see at this moment, and nothing after that."""

from uuid import UUID, uuid4

import pytest

from models.viewer import Anonymous, LinkHolder, System
from services.proposals import queries
from services.realtime.status import LinkState
from tests.eventually import S, eventually
from tests.integration.live.conftest import Line, Writer


@pytest.fixture
async def proposal_id(write: Writer, organization_id: UUID) -> UUID:
    made = uuid4()
    await write(
        "insert into proposals (id, organization_id, title, status) values (%s, %s, 'Madeira', %s)",
        made,
        organization_id,
        'sent',
    )
    return made


@pytest.fixture
async def holder(write: Writer, organization_id: UUID, proposal_id: UUID) -> LinkHolder:
    link_id = uuid4()
    await write(
        'insert into share_links (id, organization_id, proposal_id, scope) values (%s, %s, %s, %s)',
        link_id,
        organization_id,
        proposal_id,
        'approve',
    )
    return LinkHolder(
        share_link_id=link_id, proposal_id=proposal_id, organization_id=organization_id
    )


async def test_a_revoked_link_empties_its_open_screens_and_no_other(
    line: Line, write: Writer, holder: LinkHolder
) -> None:
    spec = queries.proposal(holder.proposal_id, holder.organization_id)
    theirs, ours = line.live.open(spec, holder), line.live.open(spec, System())
    assert theirs is not ours
    for query in (theirs, ours):
        await query.ready()
        await eventually(lambda q=query: q.status.state is LinkState.LIVE)
    assert [row.title for row in theirs.rows] == ['Madeira']
    await write('update share_links set revoked_at = now()')
    await eventually(lambda: theirs.rows == [], within=1 * S)
    await write("update proposals set title = 'Azores'")
    await eventually(lambda: [row.title for row in ours.rows] == ['Azores'], within=1 * S)
    assert theirs.rows == []


async def test_nobody_in_particular_sees_nothing_and_hears_nothing(
    line: Line, write: Writer, proposal_id: UUID, organization_id: UUID
) -> None:
    query = line.live.open(queries.proposal(proposal_id, organization_id), Anonymous())
    await query.ready()
    await eventually(lambda: query.status.state is LinkState.LIVE)
    heard: list[object] = []
    query.subscribe(heard.append)
    reads = query.reads
    await write("update proposals set title = 'Azores'")
    await eventually(lambda: query.reads > reads)
    assert query.rows == []
    assert heard == []
