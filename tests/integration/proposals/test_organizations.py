"""Founding an organization, and the pictures that belong to it."""

import io
from uuid import uuid4

import pytest
from PIL import Image as Picture

from models import Image, MemberRole, Organization, Profile
from models.viewer import Operator, System
from services import images
from services.accounts import organizations
from services.errors import Invalid, NotAllowed
from services.proposals import drafting
from tests.integration.proposals.office import Office

PERSON = {'user_id': uuid4(), 'email': 'kari@fjord.example', 'full_name': ' Kari  Solberg '}


def a_picture() -> Image:
    content = io.BytesIO()
    Picture.new('RGB', (20, 10), 'teal').save(content, 'PNG')
    return images.prepare(content.getvalue())


async def test_the_founder_is_the_owner_and_can_begin_at_once(office: Office) -> None:
    owner = await office.run(organizations.create, System(), name=' Fjord  & Fell ', **PERSON)
    assert (owner.role, owner.full_name) == (MemberRole.OWNER, 'Kari Solberg')
    (made,) = await office.rows(Organization, id=owner.organization_id)
    assert (made.name, made.organization_id) == ('Fjord & Fell', made.id)
    kari = Operator(user_id=owner.user_id, organization_id=owner.organization_id)
    proposal = await office.run(drafting.create, kari)
    assert proposal.owner_id == owner.id
    assert [one.id for one in await office.rows(Profile, kari)] == [owner.id]


@pytest.mark.parametrize(
    ('more', 'field'), [({'name': ' '}, 'organization'), ({'full_name': ''}, 'full_name')]
)
async def test_founding_needs_names(office: Office, more: dict[str, str], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        await office.run(organizations.create, System(), **{'name': 'Fjord', **PERSON, **more})
    assert refused.value.field == field


async def test_one_person_founds_one_organization(office: Office) -> None:
    await office.run(organizations.create, System(), name='One', **PERSON)
    with pytest.raises(Invalid, match='already taken'):
        await office.run(organizations.create, System(), name='Two', **PERSON)
    assert len(await office.rows(Organization)) == 2, 'the second founding left nothing behind'


async def test_a_picture_is_kept_and_found_by_its_reference(office: Office) -> None:
    reference = await office.run(images.keep, office.ben, image=a_picture())
    (kept,) = await office.rows(Image, office.anna)
    assert reference == f'image:{kept.id}'
    assert (kept.width, kept.height) == (20, 10)
    assert await images.content(office.db, kept.id) == kept.content
    assert await images.content(office.db, uuid4()) is None


async def test_readers_upload_nothing(office: Office) -> None:
    with pytest.raises(NotAllowed):
        await office.run(images.keep, office.rita, image=a_picture())
    assert await office.rows(Image) == []
