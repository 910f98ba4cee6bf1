"""The README stays true: every setting and every command stands in it."""

import re
from pathlib import Path

from pydantic import AliasChoices

from services.settings import Settings

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / 'README.md').read_text('utf-8')


def variable(name: str) -> str:
    alias = Settings.model_fields[name].validation_alias
    if isinstance(alias, AliasChoices):
        return str(alias.choices[0])
    return f'TRADEWIND_{name.upper()}'


def test_every_setting_is_documented() -> None:
    documented = set(re.findall(r'^\| `([A-Z_]+)` \|', README, re.MULTILINE))
    assert documented == {variable(name) for name in Settings.model_fields}


def test_every_make_target_it_names_exists() -> None:
    targets = set(re.findall(r'^([a-z-]+):', (ROOT / 'Makefile').read_text(), re.MULTILINE))
    named = set(re.findall(r'`make ([a-z-]+)`', README)) | {'run'}
    assert named <= targets


def test_every_folder_it_names_exists() -> None:
    tree = README.split('## The tree')[1].split('```')[1]
    for line in tree.splitlines():
        if match := re.match(r'(\w+/|main\.py)', line):
            assert (ROOT / match[1]).exists(), match[1]
