"""What somebody is called, of all the columns that say a part of it; pure.

The name column; else given, middle and family name; else the name beside an address; else the
company.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from services.contacts.importing.said import Said
from services.contacts.importing.shapes import Field
from services.contacts.importing.texts import cut_line, line_of, named
from services.folding import folded


class Names(NamedTuple):
    full: str
    first: str
    last: str
    kept: tuple[tuple[str, str], ...]
    """What is not in the full name, with what it was called."""


def names_of(said: Mapping[Field, Sequence[Said]], beside: Sequence[str], company: str) -> Names:
    """`beside`: names that stood beside addresses."""
    shown = [_beside_address(each.text) for each in said.get(Field.DISPLAY_NAME, ())]
    first, middle, last = (
        _texts(said.get(name, ()))
        for name in (Field.FIRST_NAME, Field.MIDDLE_NAME, Field.LAST_NAME)
    )
    whole = _texts(said.get(Field.FULL_NAME, ()))
    parts = line_of(' '.join((*first[:1], *middle[:1], *last[:1])))
    nicknames = _texts(said.get(Field.NICKNAME, ()))
    full = next(filter(named, (*whole, parts, *beside, *shown, company, *nicknames)), '')
    short, is_cut = cut_line(full)
    kept = [('Name', full)] if is_cut else []
    words = set(folded(full).split())
    unsaid = [*said.get(Field.FULL_NAME, ()), *said.get(Field.MIDDLE_NAME, ())]
    for name in (Field.FIRST_NAME, Field.LAST_NAME):
        unsaid += said.get(name, ())[1:]  # the first one has a field
    for each in unsaid:
        text = line_of(each.text)
        if text != full and not (folded(text) and set(folded(text).split()) <= words):
            kept.append((each.called, text))
    kept += [('Name', each) for each in beside if not set(folded(each).split()) <= words]
    return Names(
        short,
        cut_line(first[0])[0] if first else '',
        cut_line(last[0])[0] if last else '',
        tuple(dict.fromkeys(kept)),
    )


def _texts(said: Sequence[Said]) -> list[str]:
    return [text for each in said if (text := line_of(each.text))]


def _beside_address(text: str) -> str:
    """`Ben Roe (ben@x.example)` without the address; nothing where it is only that."""
    plain = line_of(text).partition('(')[0].partition('<')[0].strip(' "\'')
    return '' if '@' in plain or plain.startswith('/') else plain
