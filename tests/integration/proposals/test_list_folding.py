"""Words are folded and found in SQL as in Python, whatever signs they are made of."""

from random import Random
from unicodedata import category, normalize

import psycopg
import pytest
from sqlalchemy import literal, select
from sqlalchemy.dialects import postgresql

from services import searching
from services.folding import finds, folded, search_text
from tests.conftest import TestDatabase
from tests.unit.test_folding import FOUND, NOT_FOUND, OTHER_SCRIPTS

SIGNS = [chr(code) for code in range(1, 0x110000) if category(chr(code)) not in ('Cs', 'Cn', 'Co')]
"""All that Python knows; Postgres may know later ones."""
LATIN = [chr(code) for code in range(0x20, 0x250)]
MARKS = [chr(code) for code in range(0x300, 0x370)]
ASKED = (
    'select tradewind.folded(each), tradewind.search_text(each)'
    ' from unnest(%s::text[]) with ordinality given(each, place) order by place'
)


def texts() -> list[str]:
    dice = Random(18)
    pools = (SIGNS, LATIN, LATIN + MARKS, MARKS + LATIN[:64], SIGNS[:0x600])
    made = (''.join(dice.choices(dice.choice(pools), k=dice.randrange(24))) for _ in range(6000))
    names = [each for case in (*FOUND, *NOT_FOUND) for each in case] + list(OTHER_SCRIPTS)
    decomposed = [normalize('NFD', name) for name in names]
    alone = dice.sample(SIGNS, 10_000) + LATIN + MARKS
    return [*names, *decomposed, *alone, *made, '', '  ', '\t\n', 'a\u0345\u0301']


def test_postgres_folds_as_python_does(module_database: TestDatabase) -> None:
    given = texts()
    with psycopg.connect(module_database.owner_url) as owner:
        told = owner.execute(ASKED, [given]).fetchall()
    found = zip(given, told, strict=True)
    wrong = [(ascii(text), *map(ascii, each)) for text, each in found if each != expected(text)]
    assert not wrong, wrong[:5]


def expected(text: str) -> tuple[str, str]:
    return folded(text), search_text(text)


@pytest.mark.parametrize('is_found', [True, False])
def test_postgres_finds_what_python_finds(module_database: TestDatabase, *, is_found: bool) -> None:
    cases = FOUND if is_found else NOT_FOUND
    cases = [*cases, *((f'{typed} 100%', f'{name} 100 %') for typed, name in cases)]
    with psycopg.connect(module_database.owner_url) as owner:
        for typed, name in cases:
            first, _, rest = name.partition(' ')
            asked = select(searching.finds(typed, literal(first), literal(rest)))
            compiled = asked.compile(dialect=postgresql.psycopg.dialect())
            answer = owner.execute(str(compiled), compiled.params).fetchone()
            assert answer == (finds(typed, name),), (typed, name)
            assert finds(typed, name) is is_found or '%' in typed
