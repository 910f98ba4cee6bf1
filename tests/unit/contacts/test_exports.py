"""Our own files: nothing in them runs, and they come in again as the same contacts."""

import csv
import io
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models import ChannelKind, Contact, ContactChannel, ContactStage, MailConsent
from models.text import clean, clean_line, is_name
from services.contacts.exporting import cards, tables
from services.contacts.exporting.exported import Exported, exported
from services.contacts.importing import ContactDraft, ImportRow, Options, Source, guess, read

FILES = Path(__file__).with_name('files')
FORMULA = json.loads((FILES / 'expected.json').read_text('utf-8'))['formula.csv']
OPTIONS = Options(region='GB')


def csv_of(*some: Exported) -> bytes:
    return (tables.header() + tables.rows(some)).encode()


def vcf_of(*some: Exported) -> bytes:
    return cards.cards(some).encode()


WRITERS = [csv_of, vcf_of]


def drafts(data: bytes) -> list[ContactDraft]:
    found = list(read(Source(data), OPTIONS))
    assert all(isinstance(each, ImportRow) for each in found), found
    return [each.contact for each in found if isinstance(each, ImportRow)]


def of_draft(draft: ContactDraft) -> Exported:
    """The contact that a row makes."""
    contact = Contact(
        full_name=draft.shown_name,
        stage=ContactStage(draft.stage or 'lead'),
        mail_consent=MailConsent(draft.mail_consent or 'unknown'),
        birthday=draft.born,
        tags=draft.tags,
        notes=draft.kept_notes,
        email=draft.email,
        phone=draft.phone,
        **{
            name: getattr(draft, name)
            for name in (
                *('first_name', 'last_name', 'company', 'city', 'country', 'language'),
                *('travels_with', 'source'),
            )
        },
    )
    channels = [
        ContactChannel(kind=ChannelKind(each.kind), value=each.value, contact_id=contact.id)
        for each in (*draft.emails, *draft.phones)
    ]
    return exported(contact, channels)


def said(one: Exported) -> dict[str, Any]:
    """All that a file says of a contact."""
    return {name: cell(one) for name, cell in tables.COLUMNS.items()}


def one(**fields: Any) -> Exported:
    made = {'full_name': 'Zoë Müller', 'stage': ContactStage.LEAD, 'tags': (), **fields}
    emails, phones = made.pop('emails', ()), made.pop('phones', ())
    contact = Contact(**{'mail_consent': MailConsent.UNKNOWN, **made})
    return Exported(contact=contact, emails=emails, phones=phones)


@pytest.mark.parametrize('write', WRITERS)
@pytest.mark.parametrize(
    'name', ['plain.csv', 'google.csv', 'outlook-cp1252.csv', 'formula.csv', 'v4.vcf', 'apple.vcf']
)
def test_what_came_in_goes_out_and_comes_in_again(name: str, write: Any) -> None:
    found = read(Source(FILES / name), OPTIONS)
    people = [of_draft(each.contact) for each in found if isinstance(each, ImportRow)]
    assert people
    assert [said(of_draft(each)) for each in drafts(write(*people))] == [
        said(each) for each in people
    ]


def test_no_cell_starts_a_formula() -> None:
    found = read(Source(FILES / 'formula.csv'), OPTIONS)
    people = [of_draft(each.contact) for each in found if isinstance(each, ImportRow)]
    data = csv_of(*people, one(phones=('+44 7700 900101', '+44 (0)7700 900102'), notes='=1+1'))
    rule = FORMULA['export']
    assert data.startswith(bytes.fromhex(rule['starts_with_bytes']))
    for row in csv.reader(io.StringIO(data.decode('utf-8-sig'), newline='')):
        for cell in row:
            starts = cell.startswith(tuple(rule['no_cell_starts_with']))
            assert not starts or re.match(rule['allowed'], cell), cell


ODD = [
    *('Łukasz "Żak"', "'=1+1", "''=1", '=1+1', '+1', '-', '@a', "O'Brien", '"', 'sep=;'),
    *('שלום (8 ימים)!', '🦊 Fox 👨\u200d👩\u200d👧', 'Café-Zürich-1', 'a;b,c|d', 'back\\slash'),
    *(
        'ends with \\',
        'two\nlines',
        'ｆｕｌｌ',
        'see you \ud83d',
        'Meet at nine.\x0bBring \x07shoes',
    ),
    *('\t=1+1', 'x' * 200, 'BEGIN:VCARD'),
]


@pytest.mark.parametrize('write', WRITERS)
@pytest.mark.parametrize('text', ODD)
def test_odd_texts_come_in_again(text: str, write: Any) -> None:
    line = clean_line(text)
    person = one(
        full_name=line if is_name(line) else f'A {line}',
        company=line,
        city=line,
        notes=clean(text),
        tags=(line[:40].strip(),) if is_name(line[:40]) else (),
        emails=('zoe@example.com', 'zoe@müller.example'),
        phones=('07700 900101', 'the office; after nine', '+44 7700 900102'),
        birthday=date(1985, 7, 9),
        stage=ContactStage.IN_CONVERSATION,
        mail_consent=MailConsent.DECLINED,
    )
    (found,) = drafts(write(person))
    assert said(of_draft(found)) == said(person)


signs = st.characters(exclude_categories=('Cs', 'Cf', 'Cc', 'Cn', 'Co'))
lines = st.text(signs, max_size=60).map(clean_line)
prose = st.text(signs | st.just('\n'), max_size=200).map(clean)
names = lines.filter(is_name)
TAG = names.filter(lambda text: len(text) <= 40 and ':::' not in text)
LOCAL = st.text('abcdefghijklmnopqrstuvwxyz0123456789+-_', min_size=1, max_size=20)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(
    person=st.builds(
        one,
        full_name=names,
        first_name=lines,
        last_name=lines,
        company=lines,
        city=lines,
        source=lines,
        travels_with=lines,
        notes=prose,
        tags=st.lists(TAG, max_size=4, unique=True).map(tuple),
        emails=st.lists(LOCAL.map('{}@example.com'.format), max_size=3, unique=True).map(tuple),
        stage=st.sampled_from(ContactStage),
        mail_consent=st.sampled_from(MailConsent),
        birthday=st.none() | st.dates(date(1850, 1, 1), date(2026, 1, 1)),
    )
)
def test_any_contact_comes_in_again(person: Exported) -> None:
    for write in WRITERS:
        (found,) = drafts(write(person))
        assert said(of_draft(found)) == said(person), write


def test_our_own_file_is_known() -> None:
    assert guess(Source(csv_of(one()))).kind == 'tradewind'
