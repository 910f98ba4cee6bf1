"""Bytes that can be read more than once: a file, or what was pasted."""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Self

from services.contacts.importing.shapes import MOST_BYTES, Problem, Unusable

CHUNK = 1 << 16
WHOLE_FILES = {
    b'PK\x03\x04': 'a workbook or an archive',
    b'\xd0\xcf\x11\xe0': 'an old workbook or a mail folder',
    b'!BDN': 'a mail folder',
    b'%PDF': 'a PDF',
    b'\x89PNG': 'a picture',
    b'\xff\xd8\xff': 'a picture',
    b'GIF8': 'a picture',
    b'\x1f\x8b': 'an archive',
    b'SQLite format 3': 'a database',
    b'{\\rtf': 'a text document',
}
"""How files begin that hold no plain text."""


@dataclass(frozen=True, slots=True)
class Source:
    """`Source(path)` or `Source(b'…')`; opened anew for each pass."""

    of: Path | bytes

    @classmethod
    def pasted(cls, text: str) -> Self:
        return cls(text.encode('utf-8', 'replace'))

    def open(self) -> BinaryIO:
        return io.BytesIO(self.of) if isinstance(self.of, bytes) else self.of.open('rb')

    @property
    def size_bytes(self) -> int:
        return len(self.of) if isinstance(self.of, bytes) else self.of.stat().st_size

    def head(self, size_bytes: int = CHUNK) -> bytes:
        with self.open() as file:
            return file.read(size_bytes)

    def check(self) -> None:
        """Refuse what cannot hold contacts.

        Raises: `Unusable` with a sentence.
        """
        if self.size_bytes > MOST_BYTES:
            size = self.size_bytes / 1_000_000
            raise Unusable(
                Problem.TOO_LARGE,
                f'The file has {size:.1f} MB; at most {MOST_BYTES // 1_000_000} MB can be read'
                ' at once. Split it into smaller ones.',
            )
        head = self.head(16)
        for sign, name in WHOLE_FILES.items():
            if head.startswith(sign):
                raise Unusable(
                    Problem.NOT_TEXT, f'This is {name}. Save it as CSV or vCard and try again.'
                )
