"""What reading a file of contacts gives, and what a person may choose about it; frozen values.

`guess(source)` says what a file seems to be, `read(source, options)` what is in it, row by row, and
`doubles(rows)` which of them are the same person. Nothing here knows of the database.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any, Self

MOST_BYTES = 50_000_000
"""Bytes of a file."""
MOST_ROWS = 200_000
"""Rows of a file, or cards, without blank lines."""
MOST_OF_A_FIELD = 1_000_000
"""Bytes of one cell, or of one value of a card, as UTF-8."""


class Field(StrEnum):
    """What a column becomes; what a contact has no field for is kept in its notes."""

    FULL_NAME = 'full_name'
    FIRST_NAME = 'first_name'
    MIDDLE_NAME = 'middle_name'
    LAST_NAME = 'last_name'
    PREFIX = 'prefix'
    SUFFIX = 'suffix'
    NICKNAME = 'nickname'
    EMAIL = 'email'
    PHONE = 'phone'
    FAX = 'fax'
    COMPANY = 'company'
    DEPARTMENT = 'department'
    JOB_TITLE = 'job_title'
    STREET = 'street'
    POSTAL_CODE = 'postal_code'
    CITY = 'city'
    REGION = 'region'
    COUNTRY = 'country'
    LANGUAGE = 'language'
    BIRTHDAY = 'birthday'
    TAGS = 'tags'
    NOTES = 'notes'
    SOURCE = 'source'
    STAGE = 'stage'
    TRAVELS_WITH = 'travels_with'
    MAIL_CONSENT = 'mail_consent'
    WEBSITE = 'website'
    DISPLAY_NAME = 'display_name'
    """A name beside an address; used where there is no other."""
    KEPT = 'kept'
    """Unknown: kept in the notes with its header, unless `Options.unknown` drops it."""
    IGNORED = 'ignored'
    """Left out."""


class Reason(StrEnum):
    """Why a row is refused."""

    BAD_EMAIL = 'bad_email'
    NO_IDENTITY = 'no_identity'
    TOO_MANY_CELLS = 'too_many_cells'
    BROKEN_CARD = 'broken_card'
    UNCLOSED_QUOTE = 'unclosed_quote'
    TOO_LONG = 'too_long'


class Trouble(StrEnum):
    """Why a value is not imported, though its row is; the value is kept in the notes."""

    BAD_PHONE = 'bad_phone'
    PHONE_LOST_DIGITS = 'phone_lost_digits'
    BAD_DATE = 'bad_date'


class Problem(StrEnum):
    """Why a file is refused as a whole."""

    EMPTY_FILE = 'empty_file'
    NO_ROWS = 'no_rows'
    TOO_LARGE = 'too_large'
    TOO_MANY_ROWS = 'too_many_rows'
    NOT_TEXT = 'not_text'
    BAD_ENCODING = 'bad_encoding'


class Unusable(Exception):
    """A file that cannot be read: `problem` for programs, `str()` for people."""

    def __init__(self, problem: Problem, sentence: str) -> None:
        super().__init__(sentence)
        self.problem = problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What a person chose; the rest is guessed."""

    region: str = ''
    """ISO 3166 country of numbers without one."""
    encoding: str = ''
    delimiter: str = ''
    header_line: int | None = None
    """Physical line of the header; 0 where there is none."""
    columns: Mapping[str, Field] = field(default_factory=dict)
    """Fields by headers, or by places from 0 (`'3'`); those not named are guessed."""
    date_order: str = ''
    """`DMY`, `MDY` or `YMD`."""
    unknown: str = 'notes'
    """What becomes of columns that are no field: `notes` or `drop`."""
    today: date | None = None
    """No birthday lies after it."""

    @classmethod
    def of_json(cls, given: Mapping[str, Any]) -> Self:
        """Whatever of it is an option; what else it holds is left out."""
        names = cls.__dataclass_fields__.keys()
        chosen = {name: value for name, value in given.items() if name in names and value}
        if 'header_line' in given:
            chosen['header_line'] = given['header_line']
        if today := chosen.get('today'):
            chosen['today'] = date.fromisoformat(today)
        if columns := chosen.get('columns'):
            chosen['columns'] = {str(name): Field(each) for name, each in columns.items()}
        return cls(**chosen)

    def but(self, **changes: Any) -> Self:
        return replace(self, **changes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a file, as the preview offers it."""

    place: int
    """From 0."""
    header: str
    field: Field
    label: str = ''
    """`mobile`, `home`: what the header says beside the field."""
    why: str = ''
    """`Known header`, `Looks like addresses`, `You chose it`."""
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """What a file seems to be."""

    kind: str = ''
    """`vcard`; or whose export it is: `google`, `outlook`, `hubspot`, `tradewind`."""
    version: str = ''
    """Of a vCard."""
    encoding: str = ''
    delimiter: str = ''
    header_line: int = 0
    columns: tuple[Column, ...] = ()
    date_order: str = ''
    """`DMY`, `MDY`, `YMD`; `ask` where only a person can know; empty where it does not matter."""
    rows: int = 0
    """Rows or cards, without blank lines."""
    problem: Problem | None = None
    sentence: str = ''
    """What is wrong with the file as a whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One address or number."""

    kind: str
    """`email` or `phone`."""
    value: str
    """As it is shown, mended where it was damaged."""
    key: str
    """For comparison; empty for a number that nobody can dial."""
    label: str = ''


@dataclass(frozen=True, slots=True, kw_only=True)
class Photo:
    data: bytes
    format: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonKeys:
    """By what two records are found to be one person."""

    name: str = ''
    """Folded; empty where there is no name but the address."""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDraft:
    """What a row says about a person, clean and within what a contact can hold."""

    full_name: str = ''
    """Empty where there is none; see `shown_name`."""
    first_name: str = ''
    last_name: str = ''
    company: str = ''
    job_title: str = ''
    city: str = ''
    country: str = ''
    language: str = ''
    birthday: str = ''
    """`1985-07-09`, or `--02-14` without a year."""
    travels_with: str = ''
    source: str = ''
    stage: str = ''
    """A stage's value, or empty."""
    mail_consent: str = ''
    """`agreed`, `declined` or empty."""
    notes: str = ''
    tags: tuple[str, ...] = ()
    emails: tuple[Channel, ...] = ()
    """The primary one first."""
    phones: tuple[Channel, ...] = ()
    also: tuple[tuple[str, str], ...] = ()
    """What has no field of its own, with what it was called: `('Website', 'https://…')`."""
    photo: Photo | None = None
    keys: PersonKeys = PersonKeys()

    @property
    def shown_name(self) -> str:
        """What the contact is called: never empty."""
        ways = (*self.emails, *self.phones)
        return self.full_name or next((way.value for way in ways), '')

    @property
    def email(self) -> str:
        return self.emails[0].value if self.emails else ''

    @property
    def phone(self) -> str:
        return self.phones[0].value if self.phones else ''

    @property
    def born(self) -> date | None:
        """The birthday, where its year is known."""
        known = self.birthday and not self.birthday.startswith('-')
        return date.fromisoformat(self.birthday) if known else None

    @property
    def kept_notes(self) -> str:
        """The notes, and below them whatever else has no field."""
        more = list(self.also)
        if self.job_title:
            more.insert(0, ('Job title', self.job_title))
        if self.birthday.startswith('-'):
            more.append(('Birthday', self.birthday))
        lines = '\n'.join(f'{label}: {text}' if label else text for label, text in more)
        return '\n\n'.join(filter(None, (self.notes, lines)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Warning:
    """A value that is not imported as what it should be."""

    trouble: Trouble
    field: Field
    value: str
    sentence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRow:
    """A row that makes a contact."""

    line: int
    """Physical line where it begins, from 1."""
    contact: ContactDraft
    cells: tuple[str, ...]
    """As they stood in the file; of a card, its one text."""
    warnings: tuple[Warning, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A row that is not imported."""

    line: int
    reason: Reason
    sentence: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A line that holds nobody: blank, the header again, a group card."""

    line: int


Read = ImportRow | Refusal | Skipped


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """Somebody who is, or may be, the same person."""

    line: int
    """Where the other one begins."""
    by: str
    """`email`, `phone`, `email_plus` or `name`."""
    sure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Matched:
    """A row with those before it that are, or may be, the same person."""

    row: ImportRow
    matches: Sequence[Match] = ()

    @property
    def sure(self) -> Match | None:
        """Whom this row belongs to; it makes no contact of its own then."""
        return next((each for each in self.matches if each.sure), None)
