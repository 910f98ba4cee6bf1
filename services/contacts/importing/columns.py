"""What each column of a table becomes: by its header, else by its values, as a person can change.

Pure.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from services.contacts.importing.emails import addresses
from services.contacts.importing.headers import Known, known, label_words, resolved
from services.contacts.importing.shapes import Column, Field
from services.contacts.importing.texts import cell_text, line_of
from services.folding import folded

SALUTATIONS = frozenset(
    part
    for each in (
        'Mr Mrs Ms Miss Mx Dr Prof Sir Dame Rev Herr Frau Hr Fr Dipl Ing Mag M Mme Mlle Sr Sra',
        'Srta Don Doña Sig Sigra Dott Ssa Dhr Mevr Mw Drs Fru Frk Pan Pani Bay Bayan Г-н Г-жа',
    )
    for part in folded(each).split()
)
SAMPLES = 3
"""Values of each column that the preview shows."""
WHY_HEADER = 'Known header'
WHY_CHOSEN = 'You chose it'
WHY_UNKNOWN = 'Unknown header'
_PHONE = re.compile(r"'?(?:\+|00?)[\d\s().\-/]{6,}\Z|\(?\d{2,5}\)?[\s/.-]\d[\d\s.-]{4,}\Z")
_DATE = re.compile(r'\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\Z')
_URL = re.compile(r'(?i)(?:https?://|www\.)\S+\Z')


class Look(NamedTuple):
    """What a column was seen to be."""

    field: Field
    why: str
    label: str = ''


def columns_of(
    headers: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    kind: str,
    chosen: Mapping[str, Field],
) -> tuple[Column, ...]:
    """`rows`: the first ones; `chosen`: fields by headers or places."""
    width = len(headers) or max((len(row) for row in rows), default=0)
    names = [line_of(name) for name in headers] or [''] * width
    values = [_values(rows, place) for place in range(width)]
    looks = _by_headers(names, values, kind)
    _by_values(looks, values, has_headers=bool(headers))
    found = []
    for place, name in enumerate(names):
        look = looks[place] or Look(Field.KEPT, WHY_UNKNOWN)
        if field := _chosen(chosen, place, name):
            look = Look(field, WHY_CHOSEN, look.label if field is look.field else '')
        column = Column(place=place, header=name, field=look.field, label=look.label, why=look.why)
        found.append(replace(column, samples=tuple(values[place][:SAMPLES])))
    return tuple(found)


def labels_of(columns: Sequence[Column]) -> dict[int, int]:
    """The places of columns that say which address or number another holds, by its place."""
    marks = {
        base: column.place
        for column in columns
        if column.field is Field.IGNORED and (base := _base(column.header, of_label=True))
    }
    return {
        column.place: marks[base]
        for column in columns
        if column.field in (Field.EMAIL, Field.PHONE)
        and (base := _base(column.header, of_label=False)) in marks
    }


def _by_headers(
    names: Sequence[str], values: Sequence[Sequence[str]], kind: str
) -> list[Look | None]:
    found = resolved([known(name) for name in names])
    fields = {each.field for each in found if each}
    looks: list[Look | None] = []
    for each, some in zip(found, values, strict=True):
        if each is None:
            looks.append(None)
            continue
        field = _told_by_values(each, some, fields, kind)
        looks.append(Look(field, WHY_HEADER, each.label))
    return looks


def _told_by_values(each: Known, values: Sequence[str], fields: set[Field], kind: str) -> Field:
    """`Title` of a person or of a job; `CEP` of a town or of a phone; an `Address` of mail."""
    if each.names == 'title':
        are_salutations = values and all(set(folded(x).split()) <= SALUTATIONS for x in values)
        return Field.PREFIX if kind == 'outlook' or are_salutations else each.field
    if each.field is Field.POSTAL_CODE and _most(values, lambda x: len(re.sub(r'\D', '', x)) > 9):
        return Field.PHONE
    if each.field is Field.STREET and Field.EMAIL not in fields and _most(values, _is_email):
        return Field.EMAIL
    return each.field


def _by_values(
    looks: list[Look | None], values: Sequence[Sequence[str]], *, has_headers: bool
) -> None:
    """What headers do not say."""
    found = {look.field for look in looks if look}
    tests = (
        (Field.EMAIL, _is_email, 'Looks like addresses'),
        (Field.PHONE, lambda text: bool(_PHONE.match(text)), 'Looks like numbers'),
        (Field.WEBSITE, lambda text: bool(_URL.match(text)), 'Looks like links'),
    )
    for field, test, why in tests:
        for place, some in enumerate(values):
            dates = field is Field.PHONE and _most(some, lambda text: bool(_DATE.match(text)))
            if looks[place] is None and field not in found and _most(some, test) and not dates:
                looks[place] = Look(field, why)
    if not found & {Field.FULL_NAME, Field.FIRST_NAME, Field.LAST_NAME, Field.COMPANY}:
        _names_by_values(looks, values, has_headers=has_headers)


def _names_by_values(
    looks: list[Look | None], values: Sequence[Sequence[str]], *, has_headers: bool
) -> None:
    """The first column of words is the name; two of one word each are its parts."""
    words = [
        place for place, some in enumerate(values) if looks[place] is None and _most(some, _is_name)
    ]
    if not words:
        return
    why = 'Looks like names'
    first = words[0]
    singles = [place for place in words[:2] if _most(values[place], lambda text: ' ' not in text)]
    if len(singles) == 2 and singles[1] == first + 1 and not has_headers:
        looks[first], looks[first + 1] = Look(Field.FIRST_NAME, why), Look(Field.LAST_NAME, why)
    else:
        looks[first] = Look(Field.FULL_NAME, why)


def _chosen(chosen: Mapping[str, Field], place: int, name: str) -> Field | None:
    by_name = {line_of(key).casefold(): field for key, field in chosen.items()}
    if name and name.casefold() in by_name:
        return by_name[name.casefold()]
    return chosen.get(str(place))


def _values(rows: Sequence[Sequence[str]], place: int) -> list[str]:
    """What stands in a column, without blank cells."""
    texts = (line_of(cell_text(row[place])) for row in rows if len(row) > place)
    return [text for text in texts if text]


def _most(values: Sequence[str], test: Callable[[str], bool]) -> bool:
    return bool(values) and sum(map(bool, map(test, values))) * 10 >= len(values) * 7


def _is_email(text: str) -> bool:
    return '@' in text and bool(addresses(text))


def _is_name(text: str) -> bool:
    letters = sum(char.isalpha() for char in text)
    return letters > 1 and not any(char.isdigit() for char in text) and len(text) < 60


def _base(header: str, *, of_label: bool) -> str:
    """`E-mail 1 - Label` and `E-mail 1 - Value` are both of `email1`."""
    words = folded(header).split()
    if of_label:
        return ''.join(words[:-1]) if words and words[-1] in label_words() else ''
    has_more = len(words) > 2 and not words[-1].isdigit()
    return ''.join(words[:-1] if has_more else words)
