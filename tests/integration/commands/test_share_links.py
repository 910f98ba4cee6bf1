"""Links are made, named, ended and brought back; the first one sends the proposal."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from models import LinkScope, ProposalStatus, ShareLink
from models.viewer import System
from services import share_links
from services.errors import Conflict, Invalid, NotAllowed, NotFound
from services.proposals import drafting, lifecycle
from services.share_links import ShareTokens
from tests.integration.commands.desk import Desk

TOKENS = ShareTokens('s' * 64)


async def opens(desk: Desk, link_id: object) -> bool:
    return await share_links.present(desk.db, TOKENS, TOKENS.token(link_id)) is not None


async def test_the_first_link_sends_the_proposal_and_the_second_does_not(desk: Desk) -> None:
    await desk.link()
    sent = await desk.proposal
    assert sent.status == ProposalStatus.SENT
    await desk.link()
    assert (await desk.proposal).status_changed_at == sent.status_changed_at


async def test_a_link_has_a_name_a_scope_and_an_end(desk: Desk) -> None:
    end = datetime.now(UTC) + timedelta(days=1)
    made = await desk.run(
        share_links.create,
        desk.anna,
        proposal_id=desk.proposal_id,
        label='  Sofia   and Erik ',
        scope=LinkScope.INTERACT,
        expires_at=end,
    )
    assert (made.label, made.scope, made.expires_at) == ('Sofia and Erik', 'interact', end)
    holder = await share_links.present(desk.db, TOKENS, TOKENS.token(made.id))
    assert holder is not None
    assert (holder.share_link_id, holder.proposal_id) == (made.id, desk.proposal_id)
    assert holder.organization_id == desk.anna.organization_id


async def test_an_end_in_the_past_is_refused_and_nothing_is_sent(desk: Desk) -> None:
    with pytest.raises(Invalid, match='already passed') as refused:
        await desk.link(expires_at=datetime.now(UTC) - timedelta(seconds=1))
    assert refused.value.field == 'expires_at'
    assert (await desk.proposal).status == ProposalStatus.DRAFT
    assert await desk.rows(ShareLink) == []


async def test_a_link_stops_at_its_end(desk: Desk) -> None:
    from tests.eventually import eventually

    client = await desk.link(expires_at=datetime.now(UTC) + timedelta(hours=1))
    assert await opens(desk, client.share_link_id)
    async with desk.db.write(System()) as session:
        link = await session.get_one(ShareLink, client.share_link_id)
        link.expires_at = datetime.now(UTC) + timedelta(seconds=1)

    async def has_ended() -> bool:
        return not await opens(desk, client.share_link_id)

    await eventually(has_ended)


async def test_revoking_ends_a_link_and_undo_brings_it_back(desk: Desk) -> None:
    client = await desk.link()
    await desk.run(share_links.revoke, desk.ben, link_id=client.share_link_id)
    assert not await opens(desk, client.share_link_id)
    await desk.run(share_links.revoke, desk.ben, link_id=client.share_link_id, revoked=False)
    assert await opens(desk, client.share_link_id)


async def test_a_link_keeps_a_name(desk: Desk) -> None:
    client = await desk.link()
    renamed = await desk.run(
        share_links.adjust, desk.anna, link_id=client.share_link_id, label=' For  Erik '
    )
    assert renamed.label == 'For Erik'
    with pytest.raises(Invalid) as refused:
        await desk.run(share_links.adjust, desk.anna, link_id=client.share_link_id, label=' ')
    assert refused.value.field == 'label'


async def test_void_deleted_and_unknown_proposals_are_not_shared(desk: Desk) -> None:
    with pytest.raises(NotFound):
        await desk.run(share_links.create, desk.anna, proposal_id=uuid4())
    await desk.run(lifecycle.void, desk.anna, proposal_id=desk.proposal_id, reason='Sold out')
    with pytest.raises(Invalid):
        await desk.link()
    await desk.run(drafting.delete, desk.anna, proposal_id=desk.proposal_id)
    with pytest.raises(NotFound):
        await desk.link()


async def test_deleting_a_proposal_ends_its_links_and_undo_brings_them_back(desk: Desk) -> None:
    client = await desk.link()
    await desk.run(drafting.delete, desk.anna, proposal_id=desk.proposal_id)
    assert not await opens(desk, client.share_link_id)
    await desk.run(drafting.delete, desk.anna, proposal_id=desk.proposal_id, deleted=False)
    assert await opens(desk, client.share_link_id)


async def test_readers_share_and_revoke_nothing(desk: Desk) -> None:
    client = await desk.link()
    with pytest.raises(NotAllowed):
        await desk.run(share_links.create, desk.rita, proposal_id=desk.proposal_id)
    with pytest.raises(NotAllowed):
        await desk.run(share_links.revoke, desk.rita, link_id=client.share_link_id)


async def test_wrong_tokens_open_nothing(desk: Desk) -> None:
    client = await desk.link()
    token = TOKENS.token(client.share_link_id)
    for wrong in ('', token[:-1], token + 'A', token.swapcase(), TOKENS.token(uuid4())):
        assert await share_links.present(desk.db, TOKENS, wrong) is None
    assert await share_links.present(desk.db, ShareTokens('t' * 64), token) is None


async def test_two_who_adjust_one_link_lose_nothing_of_each_other(desk: Desk) -> None:
    link_id = (await desk.link(label='Guests')).share_link_id
    seen = {'label': 'Guests', 'scope': LinkScope.APPROVE}
    await desk.run(share_links.adjust, desk.ben, link_id=link_id, label='Parents', base=seen)
    merged = await desk.run(
        share_links.adjust, desk.anna, link_id=link_id, scope=LinkScope.VIEW, base=seen
    )
    assert (merged.label, merged.scope) == ('Parents', 'view')
    with pytest.raises(Conflict) as refused:
        await desk.run(share_links.adjust, desk.anna, link_id=link_id, label='Family', base=seen)
    (clash,) = refused.value.clashes
    assert (clash.mine, clash.theirs, clash.original) == ('Family', 'Parents', 'Guests')
    assert clash.by == desk.anna.user_id  # who wrote the row last
    kept = await desk.row(ShareLink, link_id)
    assert (kept.label, kept.revision) == ('Parents', merged.revision)


async def test_a_name_too_long_is_refused_not_cut(desk: Desk) -> None:
    link_id = (await desk.link()).share_link_id
    with pytest.raises(Invalid, match='200 characters fit'):
        await desk.run(share_links.adjust, desk.anna, link_id=link_id, label='x' * 201)
