"""Properties of a card: names, parameters and values, decoded as each says; pure."""

import base64
import binascii
import io
import quopri
import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from PIL import Image

from services.contacts.importing.decoding import decoded
from services.contacts.importing.shapes import MOST_OF_A_FIELD, Photo

BARE_ENCODINGS = frozenset(('QUOTED-PRINTABLE', 'BASE64', '8BIT', '7BIT', 'B'))
_PARAMETER = re.compile(rb'"[^"]*"|[^;:"]+')
_BETWEEN = {sign: re.compile(rf'((?:\\.|[^{sign}])*){sign}', re.DOTALL) for sign in ';,'}
_ESCAPED = re.compile(r'\\(.)', re.DOTALL)
_APPLE_LABEL = re.compile(r'_\$!<(.*)>!\$_\Z')
_DATA_URI = re.compile(rb'data:[^,]*;base64,', re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    name: str
    """In capitals, without its group."""
    group: str = ''
    parameters: dict[str, list[str]] = field(default_factory=dict)
    raw: bytes = b''
    """The value as it stands."""
    encoding: str = ''
    """Of the file, where a person chose one."""
    is_old: bool = False
    """Of version 2.1."""

    @property
    def types(self) -> frozenset[str]:
        return frozenset(each.lower() for each in self.parameters.get('TYPE', ()))

    @property
    def is_binary(self) -> bool:
        return self._transfer in ('B', 'BASE64')

    @property
    def is_too_long(self) -> bool:
        return len(self.raw) > MOST_OF_A_FIELD

    @property
    def rank(self) -> int:
        """1 is the preferred one."""
        said = self.parameter('PREF')
        if said.isdigit():
            return min(int(said), 50)
        return 1 if 'pref' in self.types or 'PREF' in self.parameters else 50

    def parameter(self, name: str) -> str:
        return next(iter(self.parameters.get(name, ())), '')

    @property
    def decoded(self) -> str:
        """The value as text, with its escapes."""
        value = self.raw
        if self._transfer == 'QUOTED-PRINTABLE':
            value = quopri.decodestring(value)
        return decoded(value, self.parameter('CHARSET') or self.encoding)

    @property
    def text(self) -> str:
        return unescaped(self.decoded, is_old=self._is_literal)

    def parts(self, separator: str = ';') -> list[str]:
        """What stands between separators that are not escaped."""
        return [unescaped(part, is_old=self._is_literal) for part in split(self.decoded, separator)]

    @property
    def _is_literal(self) -> bool:
        return self.is_old and self._transfer == 'QUOTED-PRINTABLE'

    @property
    def _transfer(self) -> str:
        return self.parameter('ENCODING').upper()


def property_of(line: bytes, encoding: str, *, is_old: bool) -> Property | None:
    """One unfolded line, or None where it is none."""
    place, parts = 0, []
    while found := _PARAMETER.match(line, place):
        text, place = found[0], found.end()
        while text and place < len(line) and line[place : place + 1] not in b';:':
            more = _PARAMETER.match(line, place)
            if not more:
                break
            text, place = text + more[0], more.end()
        parts.append(text)
        while line[place : place + 1] == b';':
            place += 1
        if line[place : place + 1] == b':':
            break
    if not parts or line[place : place + 1] != b':':
        return None
    group, _, name = decoded(parts[0]).strip().rpartition('.')
    return Property(
        name=name.upper().strip(),
        group=group.lower(),
        parameters=_parameters(parts[1:]),
        raw=line[place + 1 :],
        encoding=encoding,
        is_old=is_old,
    )


def split(text: str, separator: str) -> list[str]:
    """Between separators that no backslash stands before."""
    if '\\' not in text:
        return text.split(separator)
    return _BETWEEN[separator].findall(text + separator)


def unescaped(text: str, *, is_old: bool = False) -> str:
    r"""`\n` as a line break, `\,` as a comma; quoted-printable of 2.1 has breaks of its own."""
    if '\\' not in text:
        return text

    def meant(found: re.Match[str]) -> str:
        sign = found[1]
        if sign in 'nN' and not is_old:
            return '\n'
        return sign if sign in ',;:\\"' else found[0]

    return _ESCAPED.sub(meant, text)


def label_of(text: str) -> str:
    """`_$!<Work>!$_` is `Work`."""
    found = _APPLE_LABEL.match(text)
    return found[1] if found else text


def photo_of(found: Property) -> Photo | None:
    """A picture within the card; none where it is elsewhere, or nobody can read it."""
    raw = _DATA_URI.sub(b'', found.raw.strip())
    if not (found.is_binary or raw != found.raw.strip()) or found.is_too_long:
        return None
    try:
        data = base64.b64decode(b''.join(raw.split()), validate=False)
        with Image.open(io.BytesIO(data)) as picture:
            width, height = picture.size
            return Photo(
                data=data, format=(picture.format or '').lower(), width=width, height=height
            )
    except (binascii.Error, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None


def _parameters(parts: Sequence[bytes]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for part in parts:
        name, equals, value = decoded(part).partition('=')
        name = name.strip().upper()
        if not equals:
            name, value = ('ENCODING' if name in BARE_ENCODINGS else 'TYPE'), name
        values = [value] if value.startswith('"') and name != 'TYPE' else value.split(',')
        found.setdefault(name, []).extend(each.strip(' "') for each in values if each.strip(' "'))
    return found
