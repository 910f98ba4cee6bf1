"""Prints as JSON what an import of a file would do, for support cases; writes nothing.

python -m services.contacts.importing FILE [--region GB] [--options '{"encoding": "cp1250"}']
"""

import argparse
import json
import sys
from pathlib import Path

from services.contacts.importing.report import report
from services.contacts.importing.shapes import Options
from services.contacts.importing.sources import Source


def main() -> int:
    """Exit code 0 whatever the file holds, 2 where there is none or nobody can read the options."""
    arguments = _arguments()
    path = Path(arguments.file)
    if not path.is_file():
        return _failed(f'There is no file {path}.')
    try:
        given = json.loads(arguments.options)
        if not isinstance(given, dict):
            raise TypeError('they are no object')
        options = Options.of_json(
            given | ({'region': arguments.region} if arguments.region else {})
        )
    except (TypeError, ValueError, KeyError, AttributeError) as error:
        return _failed(f'The options cannot be read: {error}.')
    try:
        found = report(Source(path), options)
    except OSError as error:
        return _failed(f'{path} cannot be read: {error.strerror}.')
    sys.stdout.reconfigure(encoding='utf-8')  # type: ignore[union-attr]
    json.dump(found, sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write('\n')
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog='python -m services.contacts.importing', description='What an import would do.'
    )
    parser.add_argument('file')
    parser.add_argument('--region', default='', help='country of numbers without one, like GB')
    parser.add_argument('--options', default='{}', help='JSON: encoding, delimiter, columns, …')
    return parser.parse_args()


def _failed(sentence: str) -> int:
    sys.stderr.write(f'{sentence}\n')
    return 2


if __name__ == '__main__':
    sys.exit(main())
