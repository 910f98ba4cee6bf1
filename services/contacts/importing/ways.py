"""Addresses and numbers of one person, the primary one first; pure."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from services.contacts.importing.emails import addresses
from services.contacts.importing.phones import Lost, Number, numbers
from services.contacts.importing.said import Said
from services.contacts.importing.shapes import Channel, Field, Trouble, Warning
from services.contacts.importing.texts import SEVERAL, line_of
from services.contacts.keys import phone_key

SENTENCES = {
    Trouble.BAD_PHONE: '“{}” is no number that could be dialled.',
    Trouble.PHONE_LOST_DIGITS: 'A spreadsheet has rounded “{}”; the last digits are lost.',
}


class Phones(NamedTuple):
    channels: tuple[Channel, ...]
    kept: list[tuple[str, str]]
    warnings: list[Warning]


def emails_of(said: Sequence[Said]) -> tuple[tuple[Channel, ...], list[str], str]:
    """The addresses, the names beside them, and the first text that is none."""
    found: dict[str, Channel] = {}
    names: list[str] = []
    for each in sorted(said, key=lambda each: each.rank):
        some = addresses(each.text)
        if some is None:
            return (), [], line_of(each.text)
        for one in some:
            label = each.label
            channel = Channel(kind='email', value=one.value, key=one.key, label=label)
            found.setdefault(one.key, channel)
            if one.name:
                names.append(one.name)
    return tuple(found.values()), names, ''


def phones_of(said: Sequence[Said], region: str, *, is_ours: bool) -> Phones:
    """The numbers, and what is kept of those that are none."""
    found: dict[str, Channel] = {}
    kept: list[tuple[str, str]] = []
    warnings: list[Warning] = []
    for each in sorted(said, key=_rank):
        if is_ours:
            found |= _as_written(each, region, found)
            continue
        good, lost = numbers(each.text, region)
        for number in good:
            channel = Channel(kind='phone', value=number.value, key=number.key, label=each.label)
            found.setdefault(number.key, channel)
            kept += _beside(each.called, number)
        for one in lost:
            kept.append((each.called, one.text))
            warnings.append(_warning(one))
    return Phones(tuple(found.values()), kept, warnings)


def _as_written(said: Said, region: str, found: Mapping[str, Channel]) -> dict[str, Channel]:
    """Numbers of our own file stay as they are, even those that nobody can dial."""
    texts = filter(None, (line_of(part) for part in said.text.split(SEVERAL)))
    keys = {text: phone_key(text, region) for text in texts}
    return {
        key or text: Channel(kind='phone', value=text, key=key, label=said.label)
        for text, key in keys.items()
        if (key or text) not in found
    }


def _rank(said: Said) -> int:
    """Marked ones first, then those at hand, then those of an office or a home."""
    at_hand = said.label in ('', 'mobile', 'value', 'primary', 'main')
    return said.rank * 2 + (0 if at_hand else 1)


def _beside(called: str, number: Number) -> list[tuple[str, str]]:
    """What is said with a number: an extension, words."""
    found = [(called, number.said)] if number.said else []
    if number.extension:
        found.append((f'{called} extension', f'{number.extension} ({number.key})'))
    return found


def _warning(lost: Lost) -> Warning:
    sentence = SENTENCES[lost.trouble].format(lost.text[:100])
    return Warning(trouble=lost.trouble, field=Field.PHONE, value=lost.text, sentence=sentence)
