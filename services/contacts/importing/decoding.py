"""Which encoding a file has: its mark, else UTF-8, else Windows-1252; a person may say otherwise.

A file that is UTF-8 but for a few stray bytes is read as UTF-8, and those bytes as Windows-1252.
"""

import codecs
import io
import re
from typing import BinaryIO, NamedTuple, cast

from services.contacts.importing.shapes import Problem, Unusable
from services.contacts.importing.sources import CHUNK, Source

MARKS = (
    (codecs.BOM_UTF32_LE, 'utf-32-le'),
    (codecs.BOM_UTF32_BE, 'utf-32-be'),
    (codecs.BOM_UTF8, 'utf-8'),
    (codecs.BOM_UTF16_LE, 'utf-16-le'),
    (codecs.BOM_UTF16_BE, 'utf-16-be'),
)
WIDE = ('utf-16-le', 'utf-16-be', 'utf-32-le', 'utf-32-be')
NAMES = {
    **dict.fromkeys(('utf8', 'utf-8-sig', 'utf_8_sig', 'unicode'), 'utf-8'),
    **dict.fromkeys(('ansi', 'windows-1252', 'latin1', 'iso8859-1', 'ascii'), 'cp1252'),
    **dict.fromkeys(('shift_jis', 'cp932', 'sjis'), 'cp932'),
    **dict.fromkeys(('gb2312', 'gbk'), 'gb18030'),
}
"""What people and programs write for an encoding; what says Latin-1 mostly is Windows-1252."""
_MULTIBYTE = re.compile(
    rb'[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}'
)
_FEW = 2
"""More characters of UTF-8 than this for each stray byte make a file UTF-8 all the same."""


class Encoding(NamedTuple):
    name: str
    mark: int = 0
    """Bytes before the text."""


def encoding_of(source: Source, chosen: str = '') -> Encoding:
    """Look at the whole file: one byte at its end decides.

    Raises: `Unusable` for an encoding that nobody knows, or in which the file cannot be.
    """
    head = source.head()
    marked = next(
        (Encoding(name, len(mark)) for mark, name in MARKS if head.startswith(mark)), None
    )
    if chosen:
        return _as_chosen(source, known(chosen), marked)
    if marked:
        return marked
    wide = _wide_without_mark(head)
    return Encoding(wide or ('utf-8' if _is_utf8(source) else 'cp1252'))


def known(chosen: str) -> str:
    """The name of an encoding as Python knows it.

    Raises: `Unusable`
    """
    plain = chosen.strip().lower().replace(' ', '-')
    try:
        found = codecs.lookup(NAMES.get(plain, plain))
        if not found._is_text_encoding or found.name in {'idna', 'punycode', 'unicode_escape'}:
            raise LookupError
    except (LookupError, ValueError):
        raise Unusable(Problem.BAD_ENCODING, f'No encoding is called “{chosen}”.') from None
    return NAMES.get(found.name, found.name)


def text_of(source: Source, encoding: Encoding, newline: str = '\n') -> io.TextIOWrapper:
    """The file as text, read as it is asked for."""
    file = source.open()
    file.seek(encoding.mark)
    return io.TextIOWrapper(
        cast(io.BytesIO, file), encoding.name, errors='tradewind_stray', newline=newline
    )


def decoded(value: bytes, encoding: str = '') -> str:
    """A piece of bytes: as it says, else UTF-8, else Windows-1252."""
    if encoding:
        try:
            return value.decode(known(encoding), 'tradewind_stray')
        except (Unusable, UnicodeError):
            pass
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode('utf-8' if _is_mostly_utf8(value) else 'cp1252', 'tradewind_stray')


def _as_chosen(source: Source, name: str, marked: Encoding | None) -> Encoding:
    if name in ('utf-16', 'utf-32'):
        same = marked if marked and marked.name.startswith(name) else None
        return same or Encoding(f'{name}-le')
    if marked and marked.name == name:
        return marked
    return Encoding(name)


def _wide_without_mark(head: bytes) -> str:
    """Text of two bytes a character has a zero in most pairs."""
    pairs = len(head) // 2
    if pairs < 2:
        return ''
    first, second = head[: pairs * 2 : 2].count(0), head[1 : pairs * 2 : 2].count(0)
    if second > pairs * 0.4 and first < pairs * 0.05:
        return 'utf-16-le'
    return 'utf-16-be' if first > pairs * 0.4 and second < pairs * 0.05 else ''


def _is_utf8(source: Source) -> bool:
    decoder = codecs.getincrementaldecoder('utf-8')()
    try:
        with source.open() as file:
            for chunk in iter(lambda: file.read(CHUNK), b''):
                decoder.decode(chunk)
        decoder.decode(b'', final=True)
    except UnicodeDecodeError as error:
        cut_off = bool(error.reason == 'unexpected end of data')
        return _is_nearly_utf8(source.open(), forgiven=len(error.object) if cut_off else 0)
    return True


def _is_nearly_utf8(file: BinaryIO, forgiven: int) -> bool:
    """`forgiven`: stray bytes at the end, of a character that was cut off."""
    good, stray = 0, -forgiven
    with file:
        for line in iter(lambda: file.readline(CHUNK), b''):
            if not line.isascii():
                more_good, more_stray = _counted(line)
                good, stray = good + more_good, stray + more_stray
    return good > stray * _FEW


def _is_mostly_utf8(value: bytes) -> bool:
    good, stray = _counted(value)
    return good > stray


def _counted(value: bytes) -> tuple[int, int]:
    """Characters of several bytes in UTF-8, and bytes above ASCII beside them."""
    good = len(_MULTIBYTE.findall(value))
    rest = _MULTIBYTE.sub(b'', value)
    return good, sum(byte > 0x7F for byte in rest)


def _stray(error: UnicodeError) -> tuple[str, int]:
    """Bytes that are no character: as Windows-1252 where that knows them, else a sign for it."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    lost = bytes(error.object[error.start : error.end])
    if 'utf-16' in error.encoding or 'utf-32' in error.encoding:
        return '\ufffd', error.end
    return lost.decode('cp1252', 'replace'), error.end


codecs.register_error('tradewind_stray', _stray)
