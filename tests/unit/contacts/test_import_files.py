"""Files that people stumbled over, with what must come out."""

import json
from pathlib import Path
from typing import Any

import pytest

from services.contacts.importing import Options, Source
from services.contacts.importing.report import report
from tests.unit.contacts.expectations import differences

FILES = Path(__file__).with_name('files')
EXPECTED: dict[str, dict[str, Any]] = {
    name: expected
    for part in ('expected.json', 'expected-vcf.json')
    for name, expected in json.loads((FILES / part).read_text('utf-8')).items()
}


@pytest.mark.parametrize('name', [name for name in EXPECTED if name != 'duplicates.csv'])
def test_what_must_come_out_of_a_file_does(name: str) -> None:
    expected = EXPECTED[name]
    options = Options.of_json({'today': '2026-11-30', **expected['options']})
    assert differences(report(Source(FILES / name), options), expected) == []


def test_a_file_is_not_what_it_is_not() -> None:
    """The comparison itself sees what is wrong."""
    expected = EXPECTED['plain.csv']
    found = report(Source(FILES / 'phones.csv'), Options(region='GB'))
    assert len(differences(found, expected)) > 5
