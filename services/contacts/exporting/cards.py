"""Contacts as vCard 4.0; pure.

What no card has a property for is `X-TRADEWIND-…`, which other programs leave out.
Source: https://www.rfc-editor.org/rfc/rfc6350
"""

import re
from collections.abc import Iterable, Iterator

from services.contacts.exporting.exported import Exported

LINE_BYTES = 75
_ESCAPED = re.compile(r'[\\,;\n]')


def cards(some: Iterable[Exported]) -> str:
    """A card for each."""
    return ''.join(map(card, some))


def card(one: Exported) -> str:
    """`BEGIN:VCARD … END:VCARD`, its lines folded."""
    lines = ('BEGIN:VCARD', 'VERSION:4.0', *_properties(one), 'END:VCARD')
    return ''.join(f'{folded(line)}\r\n' for line in lines)


def escaped(text: str) -> str:
    r"""`;`, `,` and `\` with a backslash, a line break as `\n`."""
    return _ESCAPED.sub(lambda found: '\\n' if found[0] == '\n' else f'\\{found[0]}', text)


def folded(line: str) -> str:
    """In lines of at most 75 bytes; no character is cut."""
    if len(line) * 4 <= LINE_BYTES or len(line.encode('utf-8', 'replace')) <= LINE_BYTES:
        return line
    parts, size, begin = [], 0, 0
    for place, sign in enumerate(line):
        more = len(sign.encode('utf-8', 'replace'))
        if size + more > LINE_BYTES:
            parts.append(line[begin:place])
            begin, size = place, 1
        size += more
    return '\r\n '.join((*parts, line[begin:]))


def _properties(one: Exported) -> Iterator[str]:
    contact = one.contact
    yield f'FN:{escaped(contact.full_name)}'
    yield f'N:{escaped(contact.last_name)};{escaped(contact.first_name)};;;'
    for name, values in (('EMAIL', one.emails), ('TEL', one.phones)):
        for place, value in enumerate(values):
            yield f'{name}{";PREF=1" if place == 0 else ""}:{escaped(value)}'
    if contact.city or contact.country:
        yield f'ADR:;;;{escaped(contact.city)};;;{escaped(contact.country)}'
    if contact.birthday:
        yield f'BDAY:{contact.birthday:%Y%m%d}'
    if contact.tags:
        yield f'CATEGORIES:{",".join(map(escaped, contact.tags))}'
    said = {
        'ORG': contact.company,
        'LANG': contact.language,
        'NOTE': contact.notes,
        'X-TRADEWIND-SOURCE': contact.source,
        'X-TRADEWIND-TRAVELS-WITH': contact.travels_with,
        'X-TRADEWIND-MAIL-CONSENT': contact.mail_consent.value,
        'X-TRADEWIND-STAGE': contact.stage.value,
    }
    for name, text in said.items():
        if text:
            yield f'{name}:{escaped(text)}'
