"""Pictures as people upload them, and as attackers would."""

import io
import struct
import subprocess
import sys
import zlib
from contextlib import suppress
from pathlib import Path

import pytest
from PIL import Image as Picture
from PIL import ImageOps

from services import images
from services.errors import Invalid
from tests.unit import colour_profiles

ORIENTATION = 0x0112


def picture(
    kind: str, size: tuple[int, int] = (400, 200), mode: str = 'RGB', **save: object
) -> bytes:
    """A picture with a red left half and a blue right half."""
    made = Picture.new('RGB', size, 'blue')
    made.paste('red', (0, 0, size[0] // 2, size[1]))
    content = io.BytesIO()
    made.convert(mode).save(content, kind, **save)
    return content.getvalue()


def opened(content: bytes) -> Picture.Image:
    return Picture.open(io.BytesIO(content))


@pytest.mark.parametrize(
    ('kind', 'mode'),
    [
        ('JPEG', 'RGB'),
        ('JPEG', 'L'),
        ('JPEG', 'CMYK'),
        ('PNG', 'RGB'),
        ('PNG', 'RGBA'),
        ('PNG', 'P'),
        ('PNG', 'LA'),
        ('PNG', '1'),
        ('WEBP', 'RGB'),
        ('WEBP', 'RGBA'),
    ],
)
def test_pictures_of_every_kind_become_webp(kind: str, mode: str) -> None:
    content = picture(kind, mode=mode)
    kept = images.prepare(content)
    found = opened(kept.content)
    assert (found.format, found.size) == ('WEBP', (400, 200))
    assert (kept.width, kept.height) == (400, 200)


def test_deep_greys_keep_their_brightness() -> None:
    deep = Picture.new('I;16', (40, 40), 0x8000)
    content = io.BytesIO()
    deep.save(content, 'PNG')
    (value, *_) = opened(images.prepare(content.getvalue()).content).getpixel((20, 20))
    assert abs(value - 0x80) < 10


@pytest.mark.parametrize('kind', ['PNG', 'WEBP'])
def test_see_through_parts_are_white(kind: str) -> None:
    content = io.BytesIO()
    Picture.new('RGBA', (40, 40), (255, 0, 0, 0)).save(content, kind)
    found = opened(images.prepare(content.getvalue()).content)
    assert all(value > 245 for value in found.getpixel((20, 20)))


def test_large_pictures_are_made_smaller_and_small_ones_are_not_blown_up() -> None:
    assert opened(images.prepare(picture('JPEG', (4000, 1000))).content).size == (2000, 500)
    assert opened(images.prepare(picture('JPEG', (500, 3000))).content).size == (333, 2000)
    assert opened(images.prepare(picture('PNG', (1, 1))).content).size == (1, 1)


@pytest.mark.parametrize('orientation', range(1, 9))
def test_pictures_are_turned_upright_and_lose_their_metadata(orientation: int) -> None:
    exif = Picture.Exif()
    exif[ORIENTATION] = orientation
    exif[0x010F] = 'Camera of Sofia'
    content = picture('JPEG', exif=exif)
    found = opened(images.prepare(content).content)
    upright = ImageOps.exif_transpose(opened(content))
    assert found.size == upright.size
    middle = found.height // 2
    wanted, got = upright.getpixel((5, middle)), found.getpixel((5, middle))
    assert all(abs(a - b) < 40 for a, b in zip(wanted, got, strict=True))
    assert not found.getexif()


def test_the_position_where_a_photo_was_taken_is_not_kept() -> None:
    exif = Picture.Exif()
    exif.get_ifd(0x8825)[2] = (53.0, 33.0, 0.0)
    exif[ORIENTATION] = 1
    kept = images.prepare(picture('JPEG', exif=exif)).content
    assert b'Exif' not in kept
    assert b'EXIF' not in kept


def png_that_claims(width: int, height: int) -> bytes:
    """A few bytes that unpack to a huge picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))
        )

    header = struct.pack('>IIBBBBB', width, height, 1, 0, 0, 0, 0)
    return (
        b'\x89PNG\r\n\x1a\n'
        + chunk(b'IHDR', header)
        + chunk(b'IDAT', zlib.compress(b'\x00' * 1000))
        + chunk(b'IEND', b'')
    )


@pytest.mark.parametrize(
    'size', [(5_000, 5_001), (20_000, 20_000), (60_000, 60_000), (2**31 - 1, 1)]
)
def test_bombs_are_refused_before_they_unpack(size: tuple[int, int]) -> None:
    with pytest.raises(Invalid):
        images.prepare(png_that_claims(*size))


def test_who_chose_too_many_pixels_is_told_how_many_are_taken() -> None:
    with pytest.raises(Invalid, match='more than 25 megapixels'):
        images.prepare(png_that_claims(5_000, 5_001))


MEASURE = """
import sys
from services import images

def peak_kib():
    lines = open('/proc/self/status').read().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith('VmHWM'))

content = sys.stdin.buffer.read()
before = peak_kib()
images.prepare(content)
print(peak_kib() - before)
"""


@pytest.mark.parametrize(('kind', 'most_mib'), [('PNG', 300), ('WEBP', 500)])
def test_the_largest_picture_is_unpacked_into_few_copies(kind: str, most_mib: int) -> None:
    content = io.BytesIO()
    Picture.new('RGBA', (5_000, 5_000), (255, 0, 0, 128)).save(content, kind)
    command = [sys.executable, '-c', MEASURE]
    done = subprocess.run(command, input=content.getvalue(), stdout=subprocess.PIPE, check=True)
    assert int(done.stdout) < most_mib * 1024


@pytest.mark.parametrize('mode', ['P', 'L', 'RGB'])
def test_a_colour_that_means_see_through_is_white_when_made_smaller(mode: str) -> None:
    made = Picture.new('L', (4_000, 400), 7)
    made.paste(200, (2_000, 0, 4_000, 400))
    content = io.BytesIO()
    key = (7, 7, 7) if mode == 'RGB' else 7
    made.convert(mode).save(content, 'PNG', transparency=key)
    found = opened(images.prepare(content.getvalue()).content)
    assert found.size == (2_000, 200)
    assert all(value > 245 for value in found.getpixel((500, 100)))
    assert all(abs(value - 200) < 10 for value in found.getpixel((1_500, 100)))


def test_files_that_are_too_large_are_refused_unread() -> None:
    with pytest.raises(Invalid, match='over 12 MB'):
        images.prepare(b'\xff\xd8' + bytes(images.LARGEST_BYTES))


@pytest.mark.parametrize(
    'content',
    [
        b'',
        b'not a picture',
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b'%PDF-1.7',
        b'\xff\xd8\xff\xe0' + b'\x00' * 100,
        b'\x89PNG\r\n\x1a\n',
        b'RIFF\x10\x00\x00\x00WEBPVP8 ',
        b'MZ' + b'\x00' * 200,
    ],
    ids=['nothing', 'text', 'svg', 'pdf', 'jpeg head', 'png head', 'webp head', 'program'],
)
def test_what_is_no_picture_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(Invalid, match='JPEG, PNG or WebP'):
        images.prepare(content)


@pytest.mark.parametrize('kind', ['GIF', 'BMP', 'TIFF', 'ICO', 'PPM'])
def test_other_kinds_of_pictures_are_refused(kind: str) -> None:
    with pytest.raises(Invalid, match='JPEG, PNG or WebP'):
        images.prepare(picture(kind, (64, 64)))


@pytest.mark.parametrize('kind', ['JPEG', 'PNG', 'WEBP'])
def test_damaged_pictures_are_refused_or_kept_but_never_break(kind: str) -> None:
    whole = picture(kind)
    for part in (0.1, 0.3, 0.5, 0.9, 0.99):
        with suppress(Invalid):
            images.prepare(whole[: int(len(whole) * part)])


Colour = tuple[int, int, int]
SEA: Colour = (0, 195, 182)


def colour(content: bytes) -> Colour:
    kept = opened(images.prepare(content).content).convert('RGB')
    found = kept.getpixel((kept.width // 2, kept.height // 2))
    assert isinstance(found, tuple)
    return found[0], found[1], found[2]


def about(wanted: Colour) -> object:
    return pytest.approx(wanted, abs=3)


def plain(mode: str, value: object, kind: str, **save: object) -> bytes:
    content = io.BytesIO()
    Picture.new(mode, (40, 30), value).save(content, kind, **save)  # type: ignore[arg-type]
    return content.getvalue()


def wide() -> bytes:
    """The profile of Display P3, as phones write it."""
    with Picture.open(Path(__file__).with_name('pictures') / 'display-p3-sea.jpg') as sea:
        profile = sea.info['icc_profile']
        assert isinstance(profile, bytes)
        return profile


@pytest.mark.parametrize('kind', ['JPEG', 'PNG', 'WEBP'])
@pytest.mark.parametrize(
    ('shot', 'shown'),
    [((0, 190, 180), SEA), ((250, 110, 40), (255, 99, 0)), ((128, 128, 128), (128, 128, 128))],
)
def test_colours_of_a_wide_profile_are_brought_to_srgb(
    kind: str, shot: Colour, shown: Colour
) -> None:
    save = {'quality': 95} if kind != 'PNG' else {}
    assert colour(plain('RGB', shot, kind, icc_profile=wide(), **save)) == about(shown)


def test_a_photo_of_a_phone_shows_the_sea_that_was_there() -> None:
    photo = (Path(__file__).with_name('pictures') / 'display-p3-sea.jpg').read_bytes()
    assert colour(photo) == about(SEA)


def test_what_is_see_through_stays_so_with_a_profile() -> None:
    half = plain('RGBA', (0, 190, 180, 128), 'PNG', icc_profile=wide())
    assert colour(half) == about((127, 225, 218))


def test_a_palette_has_the_colours_of_its_profile() -> None:
    content = io.BytesIO()
    made = Picture.new('RGB', (40, 30), (0, 190, 180)).convert(
        'P', palette=Picture.Palette.ADAPTIVE
    )
    made.save(content, 'PNG', icc_profile=wide())
    assert colour(content.getvalue()) == about(SEA)


@pytest.mark.parametrize(('mode', 'value'), [('L', 128), ('LA', (128, 255)), ('I;16', 128 * 257)])
def test_greys_are_as_light_as_their_profile_says(mode: str, value: object) -> None:
    linear = colour_profiles.grey(1.0)
    assert colour(plain(mode, value, 'PNG', icc_profile=linear)) == about((188, 188, 188))


def test_print_colours_are_what_their_inks_look_like() -> None:
    process = colour_profiles.inks(cyan=(66.7, -22, -43))
    content = plain('CMYK', (255, 0, 0, 0), 'JPEG', icc_profile=process, quality=95)
    assert colour(content) == about((0, 175, 239))


def test_a_turned_picture_keeps_both_its_turn_and_its_colours() -> None:
    exif = Picture.Exif()
    exif[ORIENTATION] = 6
    content = plain('RGB', (0, 190, 180), 'JPEG', icc_profile=wide(), exif=exif, quality=95)
    kept = images.prepare(content)
    assert (kept.width, kept.height) == (30, 40)
    assert colour(content) == about(SEA)


@pytest.mark.parametrize(
    'profile',
    [b'no profile', wide()[:200], b'\0' * 400, colour_profiles.grey(1.0)],
    ids=['words', 'cut off', 'empty', 'of another space'],
)
def test_a_profile_that_does_not_fit_is_ignored(profile: bytes) -> None:
    content = plain('RGB', (0, 190, 180), 'PNG', icc_profile=profile)
    assert colour(content) == about((0, 190, 180))


def test_a_profile_that_was_overwritten_keeps_no_picture_away() -> None:
    broken = wide()[:-100] + b'\xff' * 100
    images.prepare(plain('RGB', (0, 190, 180), 'PNG', icc_profile=broken))
