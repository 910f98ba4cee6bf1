"""One folding of names and words, for search and for order; pure.

Compatibility forms apart (NFKD), marks off Latin and Greek letters, small letters, then one table
of signs. Other scripts keep their marks, which are letters there. `tradewind.folded` and
`tradewind.search_text` do the same in SQL.
"""

import re
from functools import lru_cache
from typing import Protocol
from unicodedata import normalize
from uuid import UUID

MARKS = re.compile('(?<=[A-Za-z\u00c0-\u024f\u0370-\u03ff\u1e00-\u1fff])[\u0300-\u036f]+')
"""Accents, as they follow a letter of Latin or Greek."""
SIGNS = {
    **{'ß': 'ss', 'æ': 'ae', 'œ': 'oe', 'ø': 'o', 'ł': 'l', 'đ': 'd', 'ð': 'd', 'þ': 'th'},
    **{'ı': 'i', 'ħ': 'h', 'ŋ': 'ng', 'ŧ': 't', 'ĸ': 'k', 'ſ': 's', 'ς': 'σ', 'ё': 'е'},
    **dict.fromkeys("'’‘ʼʻʹ`´·\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", ''),
    **dict.fromkeys('-‐‑‒–—―_.,;:/\\|()[]{}<>"“”„«»!?¡¿&@*#…•', ' '),
}
"""What people type for a sign: letters for letters, nothing for an apostrophe, else a blank."""
SPELLED_OUT = {'ä': 'ae', 'ö': 'oe', 'ü': 'ue', 'ø': 'oe', 'å': 'aa'}
"""The other way in which people write these letters where a keyboard lacks them."""
_SIGNS = str.maketrans(SIGNS)
_SPELLED_OUT = str.maketrans(SPELLED_OUT | {k.upper(): v for k, v in SPELLED_OUT.items()})


class Named(Protocol):
    """A row with the name of a person."""

    @property
    def id(self) -> UUID: ...

    @property
    def full_name(self) -> str: ...


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """`Zoë  Müller-Weiß` becomes `zoe muller weiss`; how words are compared and put in order."""
    if not text.isascii():
        plain = MARKS.sub('', normalize('NFKD', normalize('NFKD', text).casefold()))
        text = normalize('NFC', plain)
    return ' '.join(text.lower().translate(_SIGNS).split())


def spellings(text: str) -> frozenset[str]:
    """The folded words, and once more with ä, ö, ü, ø and å spelled out: `muller`, `mueller`."""
    return frozenset((folded(text), folded(normalize('NFC', text).translate(_SPELLED_OUT))))


def search_text(text: str) -> str:
    """In what a search looks: both spellings, where there are two."""
    return ' '.join(sorted(spellings(text), key=lambda form: form != folded(text)))


def finds(typed: str, text: str) -> bool:
    """Whether each typed word begins or stands in the text, in any order and either spelling."""
    where = search_text(text)
    return all(
        any(all(part in where for part in form.split()) for form in spellings(word))
        for word in typed.split()
    )


def alike(one: str, other: str) -> bool:
    """Whether both are the same words to whoever types them, in whatever spelling."""
    return bool((spellings(one) & spellings(other)) - {''})


def by_name(row: Named) -> tuple[str, str]:
    """Sort key of people; the same for all who look."""
    return folded(row.full_name), str(row.id)
