"""From what a person typed to typed values, or to a sentence that says what is wrong."""

from collections.abc import Callable, Mapping
from typing import Any

from pydantic import ValidationError

from models.fields import Fields
from services.errors import Invalid

Problem = Mapping[str, Any]

SENTENCES: dict[str, Callable[[str, Problem], str]] = {
    'string_too_long': lambda name, p: (
        f'{name} is too long; {p["ctx"]["max_length"]} characters fit.'
    ),
    'too_long': lambda name, p: f'{name} are too many; {p["ctx"]["max_length"]} fit.',
    'empty': lambda name, _: f'{name} is empty.',
    'no_name': lambda name, _: f'{name} needs a letter or a digit.',
    'nothing_said': lambda _, p: str(p['msg']),
    'greater_than_equal': lambda name, p: f'{name} cannot be less than {p["ctx"]["ge"]}.',
    'less_than_equal': lambda name, p: f'{name} cannot be more than {p["ctx"]["le"]}.',
    'less_than': lambda name, _: f'{name} is too large.',
    'decimal_max_places': lambda name, _: f'{name} has more than four decimals.',
    'decimal_parsing': lambda name, _: f'{name} needs a number.',
    'decimal_type': lambda name, _: f'{name} needs a number.',
    'finite_number': lambda name, _: f'{name} needs a number.',
    'int_parsing': lambda name, _: f'{name} needs a whole number.',
    'int_type': lambda name, _: f'{name} needs a whole number.',
    'int_from_float': lambda name, _: f'{name} needs a whole number.',
    'date_parsing': lambda name, _: f'{name} needs a date.',
    'date_from_datetime_parsing': lambda name, _: f'{name} needs a date.',
    'currency': lambda _, p: str(p['msg']),
    'country': lambda _, p: str(p['msg']),
    'day': lambda _, p: str(p['msg']),
}


NAMES = {'body': 'That', 'author_name': 'Your name'}
"""What people call a field, where its column has another name."""


def validated(shape: type[Fields], changes: Mapping[str, Any]) -> dict[str, Any]:
    """The changes as typed values; `Invalid` with a sentence for the first that is wrong."""
    try:
        return shape.model_validate(dict(changes)).changes
    except ValidationError as error:
        first = error.errors()[0]
        field = str(first['loc'][0]) if first['loc'] else ''
        raise Invalid(sentence(field, first), field=field) from error


def sentence(field: str, problem: Problem) -> str:
    """A validation problem in words a person uses."""
    name = NAMES.get(field) or field.replace('_', ' ').capitalize() or 'This'
    say = SENTENCES.get(problem['type'])
    return say(name, problem) if say else f'{name} does not look right.'
