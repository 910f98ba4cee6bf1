"""What the scripts of presence send, parsed once; whatever they never send is dropped."""

import logging
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

log = logging.getLogger(__name__)


class Message(BaseModel):
    """Base of all."""

    model_config = ConfigDict(frozen=True, strict=True)


class Attend(Message):
    """How somebody attends: `{"kind": "idle", "is_on": true}`."""

    kind: Literal['idle', 'writing', 'leaving', 'section', 'focus']
    is_on: bool = False
    section: str = Field(default='', max_length=64)
    """What came into view, or the field that has the focus."""


class Point(Message):
    """Where the pointer is: a fraction of the box of the element `at`; nowhere without `at`."""

    at: str | None = Field(max_length=64)
    x: float = Field(default=0, ge=-1, le=2)
    y: float = Field(default=0, ge=-1, le=2)


Kind = TypeVar('Kind', bound=Message)


def parse(kind: type[Kind], arguments: Any) -> Kind | None:
    """The message; None for something that our scripts do not send."""
    try:
        return kind.model_validate(arguments)
    except ValidationError as error:
        log.info('dropped a %s: %s', kind.__name__, error.error_count())
        return None
