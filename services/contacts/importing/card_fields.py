"""What the properties of a card say about a person; pure."""

from collections.abc import Callable, Iterator, Sequence

from services.contacts.importing.card_values import Property, label_of, split, unescaped
from services.contacts.importing.said import Said
from services.contacts.importing.shapes import Field

NAME_PARTS = (
    *(Field.LAST_NAME, Field.FIRST_NAME, Field.MIDDLE_NAME),
    *(Field.PREFIX, Field.SUFFIX),
)
ADDRESS_PARTS = (
    *((Field.STREET, 'PO box'), (Field.STREET, 'Address 2'), (Field.STREET, 'Street')),
    *((Field.CITY, 'City'), (Field.REGION, 'Region'), (Field.POSTAL_CODE, 'Postal code')),
    (Field.COUNTRY, 'Country'),
)
PLAIN = {
    'FN': (Field.FULL_NAME, 'Name'),
    'NICKNAME': (Field.NICKNAME, 'Nickname'),
    'TITLE': (Field.JOB_TITLE, 'Job title'),
    'ROLE': (Field.JOB_TITLE, 'Role'),
    'NOTE': (Field.NOTES, 'Note'),
    'URL': (Field.WEBSITE, 'Website'),
    'LANG': (Field.LANGUAGE, 'Language'),
    'LABEL': (Field.STREET, 'Address'),
    'X-TRADEWIND-STAGE': (Field.STAGE, 'Stage'),
    'X-TRADEWIND-SOURCE': (Field.SOURCE, 'Source'),
    'X-TRADEWIND-TRAVELS-WITH': (Field.TRAVELS_WITH, 'Travels with'),
    'X-TRADEWIND-MAIL-CONSENT': (Field.MAIL_CONSENT, 'Mail consent'),
}
PICTURES = frozenset(('PHOTO', 'LOGO', 'SOUND', 'KEY', 'X-MS-CARDPICTURE'))
IGNORED = PICTURES | frozenset(
    (
        *('PRODID', 'REV', 'UID', 'VERSION', 'KIND', 'SOURCE', 'CLASS', 'SORT-STRING', 'MAILER'),
        *('PROFILE', 'NAME', 'CLIENTPIDMAP', 'XML', 'AGENT', 'X-ABLABEL', 'X-ABADR', 'X-ABUID'),
        *('X-ABSHOWAS', 'X-IMAGEHASH', 'X-IMAGETYPE', 'X-SHARED-PHOTO-DISPLAY-PREF', 'CALURI'),
        *('X-ADDRESSBOOKSERVER-KIND', 'X-ADDRESSBOOKSERVER-MEMBER', 'X-MS-OL-DESIGN', 'MEMBER'),
        *('X-MS-OL-DEFAULT-POSTAL-ADDRESS', 'X-QQ', 'X-ABRELATEDNAMES-TYPE'),
    )
)
"""What says nothing about a person."""


def is_group(known: Sequence[Property]) -> bool:
    """Whether this is a list of others and nobody."""
    kinds = ('KIND', 'X-ADDRESSBOOKSERVER-KIND')
    return any(each.name in kinds and each.text.strip().lower() == 'group' for each in known)


def said_by(known: Sequence[Property], unreadable: Sequence[str]) -> list[Said]:
    """Every value with the field it is for; preferred ones first."""
    labels = {each.group: label_of(each.text) for each in known if each.name == 'X-ABLABEL'}
    said: list[Said] = []
    for each in sorted(known, key=lambda each: (each.name == 'ROLE', each.rank)):
        if each.name not in IGNORED:
            label = labels.get(each.group, '') if each.group else ''
            said += _readers().get(each.name, _other)(each, label)
    said += [Said(Field.KEPT, text, 'Unreadable line') for text in unreadable]
    names = {each.field: each.text for each in said}
    if Field.COMPANY not in names and any(_is_company(each) for each in known):
        said.append(Said(Field.COMPANY, names.get(Field.FULL_NAME, ''), 'Company'))
    return said


def _readers() -> dict[str, Callable[[Property, str], Iterator[Said]]]:
    return {
        **dict.fromkeys(PLAIN, _plain),
        'N': _name,
        'ORG': _company,
        'EMAIL': _email,
        'TEL': _phone,
        'ADR': _address,
        'BDAY': _birthday,
        'CATEGORIES': _tags,
    }


def _plain(found: Property, label: str) -> Iterator[Said]:
    field, called = PLAIN[found.name]
    yield Said(field, found.text, label or called)


def _name(found: Property, _: str) -> Iterator[Said]:
    parts = split(found.decoded, ';')
    for field, part in zip(NAME_PARTS, parts, strict=False):
        several = field in (Field.MIDDLE_NAME, Field.PREFIX, Field.SUFFIX) and not found.is_old
        pieces = split(part, ',') if several else [part]
        text = ' '.join(filter(None, (unescaped(piece).strip() for piece in pieces)))
        yield Said(field, text, field.replace('_', ' ').capitalize())


def _company(found: Property, _: str) -> Iterator[Said]:
    company, *units = found.parts()
    yield Said(Field.COMPANY, company, 'Company')
    for unit in units:
        yield Said(Field.DEPARTMENT, unit, 'Department')


def _email(found: Property, label: str) -> Iterator[Said]:
    yield Said(Field.EMAIL, found.text, 'E-mail', label or _kind(found), found.rank)


def _phone(found: Property, label: str) -> Iterator[Said]:
    types = found.types
    text = found.text
    if 'cell' not in types and ('fax' in types or 'fax' in label.lower()):
        yield Said(Field.FAX, text, 'Fax')
    elif 'pager' in types:
        yield Said(Field.FAX, text, 'Pager')
    else:
        kind = 'mobile' if types & {'cell', 'iphone'} else label or _kind(found)
        yield Said(Field.PHONE, text.replace(';ext=', ' ext. '), 'Phone', kind, found.rank)


def _address(found: Property, _: str) -> Iterator[Said]:
    parts = found.parts()
    for (field, called), text in zip(ADDRESS_PARTS, parts, strict=False):
        yield Said(field, text, called)
    label = found.parameter('LABEL')  # a whole address, kept where it says more than its parts
    yield Said(Field.STREET, label.replace('\\n', '\n').replace('^n', '\n'), 'Address')


def _birthday(found: Property, _: str) -> Iterator[Said]:
    text = found.text.strip()
    omitted = found.parameter('X-APPLE-OMIT-YEAR')
    if omitted and text.startswith(omitted):
        text = f'-{text.removeprefix(omitted)}'
    yield Said(Field.BIRTHDAY, text, 'Birthday')


def _tags(found: Property, _: str) -> Iterator[Said]:
    for separator in (';', ',') if found.is_old else (',',):
        parts = found.parts(separator)
        if len(parts) > 1:
            break
    for part in parts:
        yield Said(Field.TAGS, part, 'Labels', is_split=False)


def _other(found: Property, label: str) -> Iterator[Said]:
    """Anything else, under its own name: `X-SOCIALPROFILE` as `Socialprofile`."""
    if found.is_binary or (found.name.startswith(('X-AB', 'X-APPLE')) and 'DATE' not in found.name):
        return
    called = label or found.name.removeprefix('X-').replace('-', ' ').capitalize()
    text = ', '.join(filter(None, (part.strip() for part in found.parts())))
    yield Said(Field.KEPT, text, called)


def _kind(found: Property) -> str:
    return next((each for each in ('work', 'home', 'main', 'other') if each in found.types), '')


def _is_company(found: Property) -> bool:
    text = found.text.strip().lower()
    return (found.name, text) in (('KIND', 'org'), ('X-ABSHOWAS', 'company'))
