"""Pictures that were replaced go, once nothing refers to them any more."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlmodel.ext.asyncio.session import AsyncSession

from models import Image, Proposal, ProposalDay, ProposalVersion
from models.viewer import System
from services import images
from services.proposals import editing
from services.proposals.covers import change_cover
from tests.integration.proposals.office import Office

NOW = datetime(2026, 11, 30, tzinfo=UTC)
SYSTEM = System()


async def upload(office: Office) -> str:
    """Put a new picture on the proposal; its reference."""
    image = Image(organization_id=UUID(int=0), width=1, height=1, content=b'x')
    row = await office.run(change_cover, office.anna, proposal_id=office.proposal_id, image=image)
    return str(row.cover)


async def kept(office: Office) -> set[str]:
    return {f'image:{row.id}' for row in await office.rows(Image)}


async def put(office: Office, kind: type, id: UUID, **changes: str) -> None:
    await office.run(editing.edit, office.anna, kind=kind, id=id, changes=changes)


async def keep_version(session: AsyncSession, viewer: System, **fields: Any) -> None:
    snapshot = {'proposal': {'cover': fields.pop('cover')}, 'days': [], 'activities': []}
    session.add(ProposalVersion(number=7, snapshot=snapshot, **fields))


async def test_a_replaced_picture_goes_after_a_week_and_an_undo_brings_it_back(
    office: Office,
) -> None:
    first, second = await upload(office), await upload(office)
    assert await office.run(images.sweep, SYSTEM, now=NOW) == 0
    await put(office, Proposal, office.proposal_id, cover=first)
    assert await office.run(images.sweep, SYSTEM, now=NOW + timedelta(days=8)) == 0
    await put(office, Proposal, office.proposal_id, cover=second)
    for days, left in ((9, {first, second}), (15, {first, second}), (17, {second})):
        await office.run(images.sweep, SYSTEM, now=NOW + timedelta(days=days))
        assert await kept(office) == left


async def test_days_and_versions_keep_their_pictures(office: Office) -> None:
    of_version = await upload(office)
    await office.run(
        keep_version,
        SYSTEM,
        organization_id=office.anna.organization_id,
        proposal_id=office.proposal_id,
        cover=of_version,
    )
    of_day = await upload(office)
    await put(office, ProposalDay, office.day_id, picture=of_day)
    unused, shown = await upload(office), await upload(office)
    for days in (0, 8):
        await office.run(images.sweep, SYSTEM, now=NOW + timedelta(days=days))
    assert unused not in await kept(office)
    assert await kept(office) == {of_version, of_day, shown}
