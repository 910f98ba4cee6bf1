"""Pictures that operators upload: checked, upright, in sRGB, resized, kept as WebP."""

import io
from datetime import datetime, timedelta
from uuid import UUID

from PIL import Image as Picture
from PIL import ImageCms, ImageOps, UnidentifiedImageError
from sqlalchemy import Text, cast, delete, exists, literal, not_, or_, update
from sqlmodel import col
from sqlmodel.ext.asyncio.session import AsyncSession

from models import Image, Proposal, ProposalDay, ProposalVersion
from models.viewer import Operator, System
from services.database import Database
from services.errors import Invalid

LARGEST_BYTES = 12 * 1024 * 1024
LARGEST_PIXELS = 25_000_000
"""As much as phones make by default; unpacked, each one takes four bytes and its copies more."""
WIDEST = 2000
KEPT_UNUSED = timedelta(days=7)
FORMATS = ('JPEG', 'PNG', 'WEBP')
SPACES = {'RGB ': 'RGB', 'GRAY': 'L', 'CMYK': 'CMYK'}
"""Colour space of a profile, and in which mode its pictures are."""
_reference = literal('image:') + cast(Image.id, Text)


def prepare(content: bytes) -> Image:
    """A picture fit to be kept, without an owner yet; CPU work, call it off the event loop.

    Raises: `Invalid` when it is too large or no JPEG, PNG or WebP.
    """
    if len(content) > LARGEST_BYTES:
        raise Invalid('That picture is over 12 MB. Choose a smaller one.', field='cover')
    try:
        with Picture.open(io.BytesIO(content), formats=FORMATS) as picture:
            if picture.width * picture.height > LARGEST_PIXELS:
                raise Invalid(
                    'That picture has more than 25 megapixels. Choose a smaller one.', field='cover'
                )
            kept = flat(in_srgb(ImageOps.exif_transpose(shrunk(picture))))
    except (UnidentifiedImageError, OSError, ValueError, Picture.DecompressionBombError) as error:
        raise Invalid('That is not a picture we can read: JPEG, PNG or WebP.') from error
    packed = io.BytesIO()
    kept.save(packed, 'WEBP', quality=82, method=4)
    return Image(
        organization_id=UUID(int=0),
        width=kept.width,
        height=kept.height,
        content=packed.getvalue(),
    )


def shrunk(picture: Picture.Image) -> Picture.Image:
    """No larger than is kept, before anything else makes copies of it."""
    has_keys = picture.mode in {'1', 'P'} or 'transparency' in picture.info
    if has_keys and not picture.mode.startswith('I'):  # values that cannot be mixed
        picture = picture.convert('RGBA' if picture.has_transparency_data else 'RGB')
    picture.thumbnail((WIDEST, WIDEST), Picture.Resampling.LANCZOS)
    return picture


def in_srgb(picture: Picture.Image) -> Picture.Image:
    """Its colours as every screen takes them; by its own profile, which is not kept."""
    content = picture.info.get('icc_profile')
    if not content:
        return picture
    alpha = picture.getchannel('A') if 'A' in picture.getbands() else None
    base = picture if picture.mode == 'CMYK' else flat_grey(picture)
    base = base.convert('L' if base.mode in {'L', 'LA'} else 'RGB') if alpha else base
    try:
        profile = ImageCms.ImageCmsProfile(io.BytesIO(content))
        if SPACES.get(profile.profile.xcolor_space) != base.mode:
            return picture
        seen = ImageCms.profileToProfile(
            base,
            profile,
            ImageCms.createProfile('sRGB'),
            ImageCms.Intent.RELATIVE_COLORIMETRIC,
            'RGB',
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture  # a damaged profile says nothing
    if seen and alpha:
        seen.putalpha(alpha)
    return seen or picture


def flat_grey(picture: Picture.Image) -> Picture.Image:
    """Sixteen-bit grey brought down to eight rather than cut off; others as they are."""
    if not picture.mode.startswith('I'):
        return picture
    return picture.convert('I').point(lambda value: value / 256).convert('L')


def flat(picture: Picture.Image) -> Picture.Image:
    """As RGB: see-through parts on white."""
    picture = flat_grey(picture)
    if not picture.has_transparency_data:
        return picture.convert('RGB')
    seen = picture.convert('RGBA')
    paper = Picture.new('RGBA', seen.size, 'white')
    return Picture.alpha_composite(paper, seen).convert('RGB')


async def keep(session: AsyncSession, viewer: Operator, *, image: Image) -> str:
    """Store a prepared picture; answers with the reference for a cover: `image:<id>`."""
    image.organization_id = viewer.organization_id
    session.add(image)
    await session.flush()
    return f'image:{image.id}'


async def sweep(session: AsyncSession, viewer: System, *, now: datetime) -> int:
    """Delete what nothing has referred to for a week; returns how many.

    Until then whoever replaced a picture may undo it. Versions of a proposal refer to theirs.
    """
    is_used = or_(
        exists().where(col(Proposal.cover) == _reference),
        exists().where(col(ProposalDay.picture) == _reference),
        exists().where(
            col(ProposalVersion.organization_id) == col(Image.organization_id),
            cast(col(ProposalVersion.snapshot), Text).contains(_reference),
        ),
    )
    since = col(Image.unused_since)
    await session.exec(update(Image).where(since.is_not(None), is_used).values(unused_since=None))
    await session.exec(update(Image).where(since.is_(None), not_(is_used)).values(unused_since=now))
    gone = await session.exec(
        delete(Image).where(since < now - KEPT_UNUSED).returning(col(Image.id))
    )
    return len(gone.all())


async def content(database: Database, image_id: UUID) -> bytes | None:
    """WebP of a picture; its id is unguessable and stands on the pages that may show it."""
    async with database.read(System()) as session:
        image = await session.get(Image, image_id)
        return image.content if image else None
