"""Contacts of a vCard file, version 2.1, 3.0 or 4.0, card by card."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from services.contacts.importing import card_fields
from services.contacts.importing.card_lines import MOST_OF_A_CARD, Card, cards
from services.contacts.importing.card_values import Property, photo_of, property_of
from services.contacts.importing.decoding import Encoding, decoded, text_of
from services.contacts.importing.persons import Refused, person
from services.contacts.importing.said import How
from services.contacts.importing.shapes import (
    MOST_ROWS,
    Guess,
    ImportRow,
    Options,
    Photo,
    Problem,
    Read,
    Reason,
    Refusal,
    Skipped,
)
from services.contacts.importing.sources import Source

BROKEN = 'This card has no end, so some of it may be lost.'
TOO_LONG = 'A value of this card has more than 1 MB.'
_BEGINS = re.compile(r'(?im)^\ufeff?\s*begin\s*:\s*vcard\s*$')
_SHOWN = 20_000
"""Characters of a card that the report shows."""


def is_cards(source: Source, encoding: Encoding) -> bool:
    """Whether a card begins somewhere near the beginning."""
    with text_of(source, encoding, '') as text:
        return bool(_BEGINS.search(text.read(1 << 17).replace('\r', '\n')))


def guess(source: Source, encoding: Encoding) -> Guess:
    """How many cards there are, and the version of the first."""
    version, rows = '', 0
    for card in cards(source, encoding):
        rows += 1
        version = version or card.version
    found = Guess(kind='vcard', version=version, encoding=encoding.name, rows=rows)
    if rows > MOST_ROWS:
        sentence = f'There are more than {MOST_ROWS:,} cards. Split the file into smaller ones.'
        return replace(found, problem=Problem.TOO_MANY_ROWS, sentence=sentence)
    return found


def read(source: Source, encoding: Encoding, options: Options) -> Iterator[Read]:
    """The cards, one by one."""
    how = How(
        region=options.region,
        date_order=options.date_order,
        today=options.today or date.today(),
        keeps_unknown=options.unknown != 'drop',
    )
    for card in cards(source, encoding):
        yield _read(card, options.encoding, how)


def _read(card: Card, encoding: str, how: How) -> Read:
    if not card.is_whole:
        return _refused(card, Reason.BROKEN_CARD, BROKEN)
    found = [
        (line, property_of(line, encoding, is_old=card.version == '2.1')) for line in card.lines
    ]
    known = [each for _, each in found if each]
    if card_fields.is_group(known):
        return Skipped(line=card.line)
    if card.size_bytes > MOST_OF_A_CARD or any(_is_too_long(each) for each in known):
        return _refused(card, Reason.TOO_LONG, TOO_LONG)
    said = card_fields.said_by(known, [decoded(line) for line, each in found if not each])
    ours = any(each.name.startswith('X-TRADEWIND') for each in known)
    made = person(said, replace(how, is_ours=ours))
    if isinstance(made, Refused):
        return _refused(card, made.reason, made.sentence)
    contact = replace(made.draft, photo=_photo(known))
    text = _text(card, [line for line, each in found if not (each and each.is_binary)])
    return ImportRow(line=card.line, contact=contact, cells=(text,), warnings=made.warnings)


def _is_too_long(found: Property) -> bool:
    return found.is_too_long and not found.is_binary and found.name not in card_fields.PICTURES


def _photo(known: Sequence[Property]) -> Photo | None:
    photos = (photo_of(each) for each in known if each.name == 'PHOTO')
    return next(filter(None, photos), None)


def _text(card: Card, lines: Sequence[bytes]) -> str:
    """The card as it can be shown, and read again."""
    version = card.version or '3.0'
    text = '\n'.join(decoded(line) for line in lines)[:_SHOWN]
    return f'BEGIN:VCARD\nVERSION:{version}\n{text}\nEND:VCARD\n'


def _refused(card: Card, reason: Reason, sentence: str) -> Refusal:
    text = _text(card, [line[:_SHOWN] for line in card.lines])
    return Refusal(line=card.line, reason=reason, sentence=sentence, cells=(text,))
