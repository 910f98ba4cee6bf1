"""Commands whose answer got lost: committed or not, they are run again where that is harmless.

Line out, step C. Edits state a value and creates carry an id of their caller's, so a second run
finds what the first one wrote.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

Command = TypeVar('Command', bound=Callable[..., Awaitable[Any]])

PAUSES_S = (0.0, 0.1, 0.3, 1.0)
"""Before each further run: a server that restarts is back within them."""
_MARK = '__repeatable__'


def idempotent(command: Command) -> Command:
    """Mark a command that may run twice and then has done the same as once."""
    setattr(command, _MARK, True)
    return command


def is_repeatable(command: Callable[..., Any], fields: Mapping[str, Any]) -> bool:
    """Whether this very call may be repeated; one that makes a row needs an id for it."""
    if not getattr(command, _MARK, False):
        return False
    makes = 'id' in (getattr(command, '__kwdefaults__', None) or {})
    return fields.get('id') is not None if makes else True
