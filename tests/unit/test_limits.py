"""The table of limits in the documentation says what the program does."""

import re
from pathlib import Path

from services import limits

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(r'^\| [^|]+ \| `([A-Z_]+)` \| ([\d,]+) \| [^|]+ \| `(test_\w+)` \|$', re.MULTILINE)
TABLE = ROW.findall((ROOT / 'docs' / 'architecture.md').read_text())
NUMBERS = {name: value for name, value in vars(limits).items() if name.isupper()}


def test_each_limit_stands_in_the_table_with_its_number() -> None:
    said = {name: float(number.replace(',', '')) for name, number, _ in TABLE}
    assert said == NUMBERS
    assert len(TABLE) == len(NUMBERS)


def test_each_limit_is_told_in_a_line() -> None:
    source = Path(limits.__file__).read_text()
    for name in NUMBERS:
        assert re.search(rf'^{name} = [^\n]+\n"""', source, re.MULTILINE), name


def test_each_limit_has_a_test() -> None:
    tests = ''.join(path.read_text() for path in (ROOT / 'tests').rglob('test_*.py'))
    for _, _, name in TABLE:
        assert f'def {name}(' in tests, name
