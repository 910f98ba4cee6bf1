"""Addresses of the files in `assets/`: styles, fonts, icons, covers, portraits, scripts.

Scripts of single components lie beside these.
"""

from functools import cache, lru_cache
from hashlib import blake2b
from pathlib import Path

COMPONENTS = Path(__file__).parents[1]
ASSETS = COMPONENTS / 'assets'
DRAFTS = tuple(COMPONENTS / 'live' / name for name in ('draft.js', 'theirs.js'))
CELL_FIELD = COMPONENTS / 'live' / 'cell_field.js'
CLIENT = tuple(
    COMPONENTS / 'proposals/public' / name for name in ('public.js', 'ask.js', 'decide_form.js')
)
"""Of the public page."""


@cache
def version() -> str:
    """Changes whenever any asset changes, so that browsers may keep each one for a year."""
    digest = blake2b(digest_size=6)
    for file in (*sorted(ASSETS.rglob('*')), *DRAFTS, CELL_FIELD, *CLIENT):
        if file.is_file():
            digest.update(file.read_bytes())
    return digest.hexdigest()


@cache
def asset(path: str) -> str:
    """Address of an asset: `asset('cover/madeira.svg')`."""
    return f'/assets/{path}?v={version()}'


@lru_cache(1024)
def picture(reference: str) -> str:
    """Address of a picture: `asset:<name>` is shipped, `image:<id>` uploaded; empty where none."""
    kind, _, name = reference.partition(':')
    if kind == 'asset' and (ASSETS / 'cover' / f'{name}.svg').is_file():
        return asset(f'cover/{name}.svg')
    return f'/images/{name}' if kind == 'image' and name else ''


def cover(reference: str) -> str:
    """The same for a proposal, which always shows one."""
    return picture(reference) or asset('cover/alpine.svg')


@lru_cache(1024)
def portrait(name: str) -> str:
    """Address of a shipped portrait, or empty where there is none of this name."""
    known = name.isalpha() and (ASSETS / 'people' / f'{name}.svg').is_file()
    return asset(f'people/{name}.svg') if known else ''
