"""What an import says: fields, reasons, counts and times as people read them. Pure."""

from collections.abc import Mapping
from typing import NamedTuple

from models import ImportPolicy, RowVerdict
from services.contacts.importing import Field
from services.contacts.imports.queries import Line


class Look(NamedTuple):
    label: str
    symbol: str
    tone: str = ''


FIELDS: Mapping[Field, Look] = {
    Field.FULL_NAME: Look('Name', 'user-round'),
    Field.FIRST_NAME: Look('First name', 'user-round'),
    Field.MIDDLE_NAME: Look('Middle name', 'user-round'),
    Field.LAST_NAME: Look('Last name', 'user-round'),
    Field.EMAIL: Look('E-mail', 'mail'),
    Field.PHONE: Look('Phone', 'phone'),
    Field.COMPANY: Look('Company', 'building-2'),
    Field.JOB_TITLE: Look('Job title', 'building-2'),
    Field.CITY: Look('City', 'map-pin'),
    Field.COUNTRY: Look('Country', 'map-pin'),
    Field.STREET: Look('Street', 'map-pin'),
    Field.POSTAL_CODE: Look('Postal code', 'map-pin'),
    Field.LANGUAGE: Look('Language', 'languages'),
    Field.BIRTHDAY: Look('Birthday', 'cake'),
    Field.TAGS: Look('Tags', 'tag'),
    Field.NOTES: Look('Notes', 'file-text'),
    Field.SOURCE: Look('Source', 'corner-down-right'),
    Field.STAGE: Look('Stage', 'star'),
    Field.TRAVELS_WITH: Look('Travels with', 'users'),
    Field.MAIL_CONSENT: Look('Consent to mails', 'mail'),
    Field.WEBSITE: Look('Website', 'file-text'),
    Field.KEPT: Look('Kept in notes', 'file-text'),
    Field.IGNORED: Look('Left out', 'minus'),
}
"""What a column can become, in the order of the menu."""
OTHERS = Look('Kept in notes', 'file-text')

VERDICTS: Mapping[str, Look] = {
    RowVerdict.NEW: Look('New', 'user-plus', 'ok'),
    RowVerdict.UPDATE: Look('Update', 'refresh-cw', 'info'),
    RowVerdict.TWICE: Look('Twice', 'users', 'warn'),
    RowVerdict.REFUSED: Look('Refused', 'circle-x', 'bad'),
}
POLICIES: Mapping[ImportPolicy, tuple[str, str]] = {
    ImportPolicy.FILL: (
        'Fill gaps',
        'Filling gaps never touches a value you have. Two rows with the same mail count as one'
        ' person.',
    ),
    ImportPolicy.OVERWRITE: (
        'Overwrite',
        'What the file says takes the place of what you have. What it leaves empty stays.',
    ),
    ImportPolicy.LEAVE: ('Leave', 'Whoever is here already stays as they are.'),
    ImportPolicy.TWICE: ('Add twice', 'Every row becomes a contact, also of those who are here.'),
}
BY = {'email': 'same mail', 'phone': 'same phone', 'email_plus': 'nearly the same mail', 'name': ''}
REASONS = {
    'bad_email': 'without a valid mail',
    'no_identity': 'without a name',
    'too_many_cells': 'with too many cells',
    'broken_card': 'as broken cards',
    'unclosed_quote': 'with a quote that never closes',
    'too_long': 'that are too long',
}
ADDED = {
    'email': 'an e-mail address',
    'phone': 'a phone number',
    'birthday': 'a birthday',
    'notes': 'notes',
    'mail_consent': 'consent to mails',
    'stage': 'a stage',
    'full_name': 'a name',
}
ENCODINGS = {
    'utf-8': 'UTF-8',
    'cp1252': 'Western (Windows)',
    'utf-16-le': 'UTF-16',
    'utf-16-be': 'UTF-16 (big endian)',
    'iso-8859-15': 'Western (ISO 8859-15)',
    'cp1250': 'Central European (Windows)',
    'cp1251': 'Cyrillic (Windows)',
    'mac-roman': 'Western (Mac)',
}
DELIMITERS = {',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars'}
DATE_ORDERS = {
    'DMY': 'Day first, 31.12.1980',
    'MDY': 'Month first, 12/31/1980',
    'YMD': 'Year first',
}


def number(value: int) -> str:
    return f'{value:,}'


def many(count: int, one: str, more: str = '') -> str:
    """`1 row`, `1,240 rows`."""
    return f'{number(count)} {one if count == 1 else more or one + "s"}'


def size(size_bytes: int) -> str:
    if size_bytes < 1_000_000:
        return f'{max(1, round(size_bytes / 1000))} KB'
    return f'{size_bytes / 1_000_000:.1f} MB'


def about(line: Line, policy: ImportPolicy) -> str:
    """What is said beside a line's verdict."""
    row = line.row
    if row.verdict is RowVerdict.REFUSED:
        return (row.reason.partition(': ')[2] or row.reason).rstrip('.')
    if row.verdict is RowVerdict.TWICE:
        who = line.other or f'row {number(line.above)}'
        return ', '.join(filter(None, (f'like {who}', BY.get(row.reason, ''))))
    warnings = row.draft.get('warnings') or ()
    if row.verdict is RowVerdict.UPDATE:
        return _update(line, policy)
    return str(warnings[0][2]) if warnings else ''


def _update(line: Line, policy: ImportPolicy) -> str:
    if policy is ImportPolicy.LEAVE:
        return f'{line.other} stays as they are'
    if policy is ImportPolicy.TWICE:
        return f'is added beside {line.other}'
    if line.above:
        return f'the same person as row {number(line.above)}'
    words = [ADDED.get(name, name.replace('_', ' ')) for name in line.changes]
    words += line.tags
    if not words:
        return 'nothing new'
    verb = 'changes' if policy is ImportPolicy.OVERWRITE else 'adds'
    *first, last = words[:4]
    return f'{verb} {", ".join(first)} and {last}' if first else f'{verb} {last}'


def reasons(counts: Mapping[str, int]) -> str:
    """`9 without a valid mail, 3 without a name`."""
    said = (f'{number(count)} {REASONS.get(why, why)}' for why, count in counts.items() if count)
    return ', '.join(said)


def seconds(value: float) -> str:
    """About how long something takes."""
    if value < 1.5:
        return '1 s'
    return f'{value:.0f} s' if value < 90 else f'{value / 60:.0f} min'
