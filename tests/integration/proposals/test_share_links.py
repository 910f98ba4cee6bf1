"""Links are made, named, ended and brought back; the first one sends the proposal."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from models import LinkScope, ProposalStatus, ShareLink
from models.viewer import System
from services.commands.editables import edit
from services.errors import Conflict, Invalid, NotAllowed, NotFound
from services.proposals import lifecycle, share_links
from services.proposals.editing import PROPOSAL
from services.proposals.share_links import ShareTokens
from services.records import commands as records
from tests.integration.proposals.office import Office

TOKENS = ShareTokens('s' * 64)


async def opens(office: Office, link_id: object) -> bool:
    return await share_links.present(office.db, TOKENS, TOKENS.token(link_id)) is not None


async def adjust(
    office: Office, who: Any, link_id: Any, changes: dict[str, Any], base: Any = None
) -> Any:
    return await office.run(edit, who, of=share_links.LINK, id=link_id, changes=changes, base=base)


async def test_the_first_link_sends_the_proposal_and_the_second_does_not(office: Office) -> None:
    await office.link()
    sent = await office.proposal
    assert sent.status == ProposalStatus.SENT
    await office.link()
    assert (await office.proposal).status_changed_at == sent.status_changed_at


async def test_a_link_has_a_name_a_scope_and_an_end(office: Office) -> None:
    end = datetime.now(UTC) + timedelta(days=1)
    made = await office.run(
        share_links.create,
        office.anna,
        proposal_id=office.proposal_id,
        label='  Sofia   and Erik ',
        scope=LinkScope.INTERACT,
        expires_at=end,
    )
    assert (made.label, made.scope, made.expires_at) == ('Sofia and Erik', 'interact', end)
    holder = await share_links.present(office.db, TOKENS, TOKENS.token(made.id))
    assert holder is not None
    assert (holder.share_link_id, holder.proposal_id) == (made.id, office.proposal_id)
    assert holder.organization_id == office.anna.organization_id


async def test_an_end_in_the_past_is_refused_and_nothing_is_sent(office: Office) -> None:
    with pytest.raises(Invalid, match='already passed') as refused:
        await office.link(expires_at=datetime.now(UTC) - timedelta(seconds=1))
    assert refused.value.field == 'expires_at'
    assert (await office.proposal).status == ProposalStatus.DRAFT
    assert await office.rows(ShareLink) == []


async def test_a_link_stops_at_its_end(office: Office) -> None:
    from tests.eventually import eventually

    client = await office.link(expires_at=datetime.now(UTC) + timedelta(hours=1))
    assert await opens(office, client.share_link_id)
    async with office.db.write(System()) as session:
        link = await session.get_one(ShareLink, client.share_link_id)
        link.expires_at = datetime.now(UTC) + timedelta(seconds=1)

    async def has_ended() -> bool:
        return not await opens(office, client.share_link_id)

    await eventually(has_ended)


async def test_revoking_ends_a_link_and_undo_brings_it_back(office: Office) -> None:
    client = await office.link()
    await office.run(share_links.revoke, office.ben, link_id=client.share_link_id)
    assert not await opens(office, client.share_link_id)
    await office.run(share_links.revoke, office.ben, link_id=client.share_link_id, revoked=False)
    assert await opens(office, client.share_link_id)


async def test_a_link_keeps_a_name(office: Office) -> None:
    client = await office.link()
    renamed = await office.run(
        edit,
        office.anna,
        of=share_links.LINK,
        id=client.share_link_id,
        changes={'label': ' For  Erik '},
    )
    assert renamed.label == 'For Erik'
    with pytest.raises(Invalid) as refused:
        await adjust(office, office.anna, client.share_link_id, {'label': ' '})
    assert refused.value.field == 'label'


async def test_void_deleted_and_unknown_proposals_are_not_shared(office: Office) -> None:
    with pytest.raises(NotFound):
        await office.run(share_links.create, office.anna, proposal_id=uuid4())
    await office.run(lifecycle.void, office.anna, proposal_id=office.proposal_id, reason='Sold out')
    with pytest.raises(Invalid):
        await office.link()
    await office.run(records.delete, office.anna, of=PROPOSAL, id=office.proposal_id)
    with pytest.raises(NotFound):
        await office.link()


async def test_deleting_a_proposal_ends_its_links_and_undo_brings_them_back(office: Office) -> None:
    client = await office.link()
    await office.run(records.delete, office.anna, of=PROPOSAL, id=office.proposal_id)
    assert not await opens(office, client.share_link_id)
    await office.run(records.delete, office.anna, of=PROPOSAL, id=office.proposal_id, deleted=False)
    assert await opens(office, client.share_link_id)


async def test_readers_share_and_revoke_nothing(office: Office) -> None:
    client = await office.link()
    with pytest.raises(NotAllowed):
        await office.run(share_links.create, office.rita, proposal_id=office.proposal_id)
    with pytest.raises(NotAllowed):
        await office.run(share_links.revoke, office.rita, link_id=client.share_link_id)


async def test_wrong_tokens_open_nothing(office: Office) -> None:
    client = await office.link()
    token = TOKENS.token(client.share_link_id)
    for wrong in ('', token[:-1], token + 'A', token.swapcase(), TOKENS.token(uuid4())):
        assert await share_links.present(office.db, TOKENS, wrong) is None
    assert await share_links.present(office.db, ShareTokens('t' * 64), token) is None


async def test_two_who_adjust_one_link_lose_nothing_of_each_other(office: Office) -> None:
    link_id = (await office.link(label='Guests')).share_link_id
    seen = {'label': 'Guests', 'scope': LinkScope.APPROVE}
    await adjust(office, office.ben, link_id, {'label': 'Parents'}, base=seen)
    merged = await office.run(
        edit,
        office.anna,
        of=share_links.LINK,
        id=link_id,
        changes={'scope': LinkScope.VIEW},
        base=seen,
    )
    assert (merged.label, merged.scope) == ('Parents', 'view')
    with pytest.raises(Conflict) as refused:
        await office.run(
            edit,
            office.anna,
            of=share_links.LINK,
            id=link_id,
            changes={'label': 'Family'},
            base=seen,
        )
    (clash,) = refused.value.clashes
    assert (clash.mine, clash.theirs, clash.original) == ('Family', 'Parents', 'Guests')
    assert clash.by == office.anna.user_id  # who wrote the row last
    kept = await office.row(ShareLink, link_id)
    assert (kept.label, kept.revision) == ('Parents', merged.revision)


async def test_a_name_too_long_is_refused_not_cut(office: Office) -> None:
    link_id = (await office.link()).share_link_id
    with pytest.raises(Invalid, match='200 characters fit'):
        await adjust(office, office.anna, link_id, {'label': 'x' * 201})
