"""Compares what an import would do with what must come out, by the rules of the expectations.

A key that is missing is not checked; texts are compared without what nobody sees, addresses without
case, numbers in E.164, `also` anywhere in the contact.
"""

import json
import re
from typing import Any
from unicodedata import normalize

LINES = ('full_name', 'company', 'city', 'birthday', 'job_title', 'country')
_UNSEEN = re.compile('[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u2060\ufeff\u00ad]')


def differences(found: dict[str, Any], expected: dict[str, Any]) -> list[str]:
    """What is not as it must be, in words."""
    wrong = [
        f'guess {name}: {found["guess"].get(name)!r}, not {value!r}'
        for name, value in expected.get('guess', {}).items()
        if found['guess'].get(name) != value
    ]
    if expected.get('guess') == {} and found['guess']:
        wrong.append(f'guess: {found["guess"]}, not nothing')
    wrong += [
        f'column {name}: {found["columns"].get(name)!r}, not {field!r}'
        for name, field in expected.get('columns', {}).items()
        if found['columns'].get(name) != field
    ]
    wrong += _contacts(found['contacts'], expected['contacts'])
    for name in ('file_problem', 'skipped'):
        if found.get(name) != expected.get(name):
            wrong.append(f'{name}: {found.get(name)!r}, not {expected.get(name)!r}')
    refused = [{'line': each['line'], 'reason': each['reason']} for each in found['refused']]
    if refused != expected['refused']:
        wrong.append(f'refused: {refused}, not {expected["refused"]}')
    return wrong + _duplicates(found, expected)


def _contacts(found: list[Any], expected: list[Any]) -> list[str]:
    by_line = {each['line']: each for each in found}
    lines = [each['line'] for each in expected]
    wrong = [] if list(by_line) == lines else [f'contacts at {list(by_line)}, not {lines}']
    for each in expected:
        if each['line'] in by_line:
            wrong += _contact(by_line[each['line']], each)
    return wrong


def _contact(found: dict[str, Any], expected: dict[str, Any]) -> list[str]:
    wrong = []
    for name, value in expected.items():
        said = found.get(name)
        if name == 'also':
            text = json.dumps(found, ensure_ascii=False)
            wrong += [f'{name}: {each!r} is lost' for each in value if each not in text]
        elif name == 'photo':
            wrong += [] if value.items() <= (said or {}).items() else [f'photo: {said}']
        elif _comparable(name, said) != _comparable(name, value):
            wrong.append(f'{name}: {said!r}, not {value!r}')
    return [f'line {expected["line"]}: {each}' for each in wrong]


def _comparable(name: str, value: Any) -> Any:
    if name == 'email':
        return value.casefold()
    if name == 'emails':
        return {each.casefold() for each in value}
    if name in ('phones', 'tags', 'warnings'):
        return set(value)
    if name == 'notes':
        return _UNSEEN.sub('', normalize('NFC', value)).replace('\r\n', '\n').strip()
    if name in LINES:
        return ' '.join(_UNSEEN.sub('', normalize('NFC', value)).split())
    return value


def _duplicates(found: dict[str, Any], expected: dict[str, Any]) -> list[str]:
    """Those within the file; `of` names people who were there before."""
    wrong = []
    for each in expected.get('duplicates', ()):
        reasons = each['by'] if isinstance(each['by'], list) else [each['by']]
        same = [
            one
            for one in found['duplicates']
            if (one['line'], one['of_line'], one['sure'])
            == (each['line'], each.get('of_line'), each['sure'])
        ]
        if 'of_line' in each and not any(one['by'] in reasons for one in same):
            wrong.append(f'duplicate {each} is not found')
    return wrong
