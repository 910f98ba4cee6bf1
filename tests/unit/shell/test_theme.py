"""A client's page loads a stylesheet of its own: nothing is missing there, nothing is foreign."""

import gzip
import re

from components.kit.files import ASSETS, COMPONENTS
from components.shell.theme import STYLES, Kind, head, script, style, stylesheet

CLASS = re.compile(r'\b[tp](?:-[a-z0-9]+)+(?:__[a-z0-9-]+)?(?:--[a-z0-9-]+)*')
PARTS = (
    *(COMPONENTS / 'proposals' / 'public').glob('*.py'),
    *(COMPONENTS / 'proposals' / 'public').glob('*.js'),
    *(COMPONENTS / 'kit' / name for name in ('avatar.py', 'buttons.py', 'toasts.js')),
    *(COMPONENTS / 'realtime' / name for name in ('badge.py', 'card.py', 'mark.py')),
    COMPONENTS / 'presence' / 'writing.py',
    COMPONENTS / 'view' / 'pieces.py',
    ASSETS / 'badge.js',
)
"""What a client's page is made of."""
SMALL_BYTES = 15_000


def classes(rules: str) -> set[str]:
    return set(re.findall(rf'\.({CLASS.pattern})', rules))


def test_a_clients_page_has_every_rule_that_its_parts_name() -> None:
    named = {name for part in PARTS for name in CLASS.findall(part.read_text('utf-8'))}
    missing = named & classes(style(Kind.WORKSPACE)) - classes(style(Kind.PUBLIC))
    assert missing == set()


def test_a_clients_page_loads_few_rules() -> None:
    assert len(gzip.compress(style(Kind.PUBLIC).encode())) < SMALL_BYTES


def test_the_workspace_shows_a_clients_page_too() -> None:
    assert set(STYLES[Kind.PUBLIC]) < set(STYLES[Kind.WORKSPACE])
    order = [name for name in STYLES[Kind.WORKSPACE] if name in STYLES[Kind.PUBLIC]]
    assert order == list(STYLES[Kind.PUBLIC])


def test_nothing_is_lost_where_rules_lose_their_comments() -> None:
    for kind in Kind:
        rules = style(kind)
        assert '/*' not in rules
        assert rules.count('{') == rules.count('}')
        assert rules.count('{') == sum(
            re.sub(r'/\*.*?\*/', '', (ASSETS / f'{name}.css').read_text(), flags=re.DOTALL).count(
                '{'
            )
            for name in STYLES[kind]
        )


def test_an_address_changes_with_what_it_stands_for() -> None:
    addresses = {make(kind) for kind in Kind for make in (stylesheet, script)}
    assert len(addresses) == 4
    assert all(re.fullmatch(r'/assets/[a-z.-]+\?v=[0-9a-f]{12}', each) for each in addresses)


def test_a_clients_page_asks_for_no_font_before_its_words_are_there() -> None:
    assert 'preload' in head(Kind.WORKSPACE)
    assert 'preload' not in head(Kind.PUBLIC)
    assert stylesheet(Kind.PUBLIC) in head(Kind.PUBLIC)
