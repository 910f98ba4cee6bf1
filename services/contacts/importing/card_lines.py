"""Cards of a vCard file as lines, unfolded as bytes; streamed.

A card that is not closed costs itself only: the next BEGIN begins another one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from services.contacts.importing.decoding import WIDE, Encoding, text_of
from services.contacts.importing.shapes import MOST_OF_A_FIELD
from services.contacts.importing.sources import CHUNK, Source

BEGIN = re.compile(rb'(?:\xef\xbb\xbf)?\s*begin\s*:\s*vcard\s*\Z', re.IGNORECASE)
_END = re.compile(rb'\s*end\s*:\s*vcard\s*\Z', re.IGNORECASE)
_VERSION = re.compile(rb'\s*version\s*:\s*([\d.]+)\s*\Z', re.IGNORECASE)
_QUOTED = re.compile(rb'[^:]*;\s*(?:encoding\s*=\s*)?quoted-printable\b', re.IGNORECASE)
_BASE64 = re.compile(rb'[^:]*;\s*(?:encoding\s*=\s*)?(?:base64|b)\b', re.IGNORECASE)
_BASE64_LINE = re.compile(rb'[A-Za-z0-9+/=\s]+\Z')
_AGENT = re.compile(rb'agent\b[^:]*:\s*\Z', re.IGNORECASE)
MOST_OF_A_CARD = 20 * MOST_OF_A_FIELD
"""Bytes; a card that is longer is not kept."""


@dataclass(slots=True)
class Card:
    """One card; not closed where `is_whole` is false."""

    line: int
    version: str = ''
    lines: list[bytes] = field(default_factory=list)
    """Unfolded, without BEGIN, VERSION and END."""
    is_whole: bool = False
    size_bytes: int = 0
    _is_open: bool = False
    """Whether the last line may go on."""
    _depth: int = 0
    """Within a card that another one holds."""

    def take(self, raw: bytes) -> None:
        """One physical line."""
        self.size_bytes += len(raw)
        if self.size_bytes > MOST_OF_A_CARD:
            return
        if self._goes_on(raw):
            return
        if found := _VERSION.match(raw):
            self.version = self.version or found[1].decode()
            self._is_open = False
        else:
            self._is_open = bool(raw.strip())
            if self._is_open:
                self.lines.append(raw.lstrip())

    def begins_within(self) -> bool:
        """Whether a BEGIN here is of a card within: an AGENT of version 2.1."""
        within = bool(self.lines and _AGENT.match(self.lines[-1])) or self._depth > 0
        self._depth += within
        return within

    def ends_within(self) -> bool:
        within = self._depth > 0
        self._depth -= within
        return within

    @property
    def is_within(self) -> bool:
        return self._depth > 0

    def _goes_on(self, raw: bytes) -> bool:
        """Add to the last line what was folded."""
        if not self.lines or not self._is_open:
            return False
        last = self.lines[-1]
        if last.endswith(b'=') and _QUOTED.match(last):
            self.lines[-1] = last[:-1] + raw
        elif raw[:1] in (b' ', b'\t') and raw.strip():
            self.lines[-1] = last + (raw if self.version == '2.1' else raw[1:])
        elif b':' not in raw and raw and _BASE64_LINE.match(raw) and _BASE64.match(last):
            self.lines[-1] = last + raw
        else:
            return False
        return True


def cards(source: Source, encoding: Encoding) -> Iterator[Card]:
    """All cards, the broken ones too; what stands outside of them is left out."""
    card: Card | None = None
    for number, raw in enumerate(_lines(source, encoding), 1):
        if BEGIN.match(raw):
            if card and card.begins_within():
                continue
            if card:
                yield card
            card = Card(number)
        elif card and _END.match(raw):
            if not card.ends_within():
                card.is_whole = True
                yield card
                card = None
        elif card and not card.is_within:
            card.take(raw)
    if card:
        yield card


def _lines(source: Source, encoding: Encoding) -> Iterator[bytes]:
    """Physical lines as bytes; those of UTF-16 as UTF-8."""
    if encoding.name in WIDE:
        with text_of(source, encoding) as text:
            for line in text:
                yield line.rstrip('\r\n').encode('utf-8', 'replace')
        return
    head = source.head()
    if b'\n' not in head and b'\r' in head:
        yield from _ended_by_returns(source)
        return
    with source.open() as file:
        for raw in file:
            yield raw.rstrip(b'\r\n')


def _ended_by_returns(source: Source) -> Iterator[bytes]:
    with source.open() as file:
        rest = b''
        for chunk in iter(lambda: file.read(CHUNK), b''):
            *whole, rest = (rest + chunk).split(b'\r')
            yield from whole
        yield rest
