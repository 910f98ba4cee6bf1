"""What the page of an import says, of each state."""

from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest

from components.contacts.imports.shown import Shown
from components.contacts.imports.steps import wizard
from components.view.html import html
from models import Import, ImportRow, ImportState, RowVerdict
from services.contacts.imports.queries import Line

NOW = datetime(2026, 12, 1, 10, tzinfo=UTC)
COLUMNS = [
    {'place': 0, 'header': 'Name', 'field': 'full_name', 'samples': ['Ana'], 'why': 'Known header'},
    {'place': 1, 'header': 'Mail', 'field': 'email', 'samples': [], 'why': 'Known header'},
    {'place': 2, 'header': 'Stand', 'field': 'kept', 'samples': [], 'why': 'Unknown header'},
]
FOUND = {'new': 1118, 'update': 86, 'twice': 24, 'refused': 12}


def an_import(state: ImportState, **more: Any) -> Import:
    fields: dict[str, Any] = {
        'file_name': 'autumn.csv',
        'total': 1240,
        'guess': {'columns': COLUMNS, 'delimiter': ';', 'encoding': 'utf-8'},
        'counts': {'found': FOUND, 'reasons': {'bad_email': 9, 'no_identity': 3}},
        'started_at': NOW - timedelta(seconds=20),
    }
    return Import(organization_id=uuid4(), state=state, **(fields | more))


def said(row: Import | None, **more: Any) -> str:
    return html(wizard(Shown(row, now=NOW, **more)))


def test_before_there_is_a_file_one_is_asked_for() -> None:
    assert 'import-drop' in said(None)
    assert 'import-drop' not in said(None, may_edit=False)


def test_what_would_happen_is_counted_and_said_line_by_line() -> None:
    refused = ImportRow(
        organization_id=uuid4(), import_id=uuid4(), line=6, verdict=RowVerdict.REFUSED,
        reason='bad_email: “rosa(at)bianchi” is no e-mail address.',
        cells=['Rosa Bianchi', 'rosa(at)bianchi'],
    )  # fmt: skip
    twice = ImportRow(
        organization_id=uuid4(), import_id=uuid4(), line=4, verdict=RowVerdict.TWICE,
        reason='phone', draft={'full_name': 'H. Kowalczyk'},
    )  # fmt: skip
    page = said(an_import(ImportState.READY), lines=(Line(twice, 'Hanna Kowalczyk'), Line(refused)))
    for words in (
        '1,240 rows, 3 columns, semicolons, UTF-8',
        '2 of 3 matched by themselves',
        '1,118 new, 86 filled, 24 kept apart, 12 refused',
        'Import 1,228 rows',
        'like Hanna Kowalczyk, same phone',
        '“rosa(at)bianchi” is no e-mail address',
    ):
        assert words in page
    assert '<span class="t-clip t-badcell" title="rosa(at)bianchi">' in page


def test_on_the_way_it_says_how_far_and_how_long() -> None:
    counts = {'found': FOUND, 'planned': 1228, 'written': {'new': 731, 'update': 59, 'twice': 16}}
    page = said(an_import(ImportState.RUNNING, done=806, counts=counts))
    assert 'row 806 of 1,228' in page
    assert 'about 10 s left' in page
    assert 'aria-valuenow="66"' in page


@pytest.mark.parametrize(
    ('state', 'more', 'words'),
    [
        (ImportState.DONE, {'done': 1204, 'ended_at': NOW}, '1,204 people are in'),
        (ImportState.CANCELLED, {'done': 1}, 'Stopped: 1 person is in'),
        (ImportState.FAILED, {'done': 1000, 'problem': 'This was cut off.'}, 'This was cut off.'),
        (ImportState.UNDONE, {'counts': {'kept': 2, 'names': ['Ana', 'Bo']}}, 'Ana, Bo'),
        (ImportState.FAILED, {'total': 0, 'problem': 'The file is empty.'}, 'The file is empty.'),
    ],
)
def test_how_it_ended(state: ImportState, more: dict[str, Any], words: str) -> None:
    assert words in said(an_import(state, **more))
