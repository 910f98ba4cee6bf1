"""The architecture page stays true: its steps are those of the docstrings, its files exist."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / 'docs' / 'architecture.md').read_text('utf-8')
CONTRIBUTING = (ROOT / 'CONTRIBUTING.md').read_text('utf-8')
FOLDERS = ('models', 'services', 'components', 'pages')
SOURCES = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob('*.py'))]
PATH = re.compile(r'`([a-z_]+/[\w./]*)`')


def test_every_step_a_docstring_names_stands_in_the_page() -> None:
    steps = set(re.findall(r'^\| ([0-9A-Z]) \|', PAGE, re.MULTILINE))
    named = {
        step
        for path in SOURCES
        for step in re.findall(
            r'\bsteps? ([0-9A-C])\b', ast.get_docstring(ast.parse(path.read_text('utf-8'))) or ''
        )
    }
    assert steps == {'1', '2', '3', '4', '5', '6', 'A', 'B', 'C'}
    assert named <= steps


@pytest.mark.parametrize('text', [PAGE, CONTRIBUTING], ids=['architecture', 'contributing'])
def test_every_file_it_names_exists(text: str) -> None:
    named = {name for name in PATH.findall(text) if '…' not in name}
    assert named
    assert [name for name in sorted(named) if not (ROOT / name).exists()] == []


def test_it_explains_about_twenty_words() -> None:
    words = PAGE.split('## Words')[1].splitlines()
    assert len([line for line in words if re.match(r'\| [a-z]', line)]) >= 20


def test_every_make_target_that_contributors_are_told_of_exists() -> None:
    targets = set(re.findall(r'^([a-z-]+):', (ROOT / 'Makefile').read_text(), re.MULTILINE))
    assert set(re.findall(r'`make ([a-z-]+)', CONTRIBUTING)) <= targets


def test_the_rooms_it_lists_are_those_of_the_contracts() -> None:
    contracts = (ROOT / 'pyproject.toml').read_text('utf-8')
    for package in ('components', 'services'):
        sentence = next(line for line in PAGE.splitlines() if f'Inside `{package}`' in line)
        rooms = re.findall(r'`(\w+)`', sentence)[1:]
        layers = contracts.split(f'containers = ["{package}"]')[1].split(']\n')[0]
        known = re.findall(r'\w+', layers.replace('layers', ''))
        assert [room for room in rooms if room not in known] == []
