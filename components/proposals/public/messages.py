"""What the scripts of the public page send, parsed once; whatever they never send is dropped."""

import logging
from typing import Any, TypeVar
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from models.text import Prose

log = logging.getLogger(__name__)


class Message(BaseModel):
    """Base of all; words may be longer than any field, commands say what is too long."""

    model_config = ConfigDict(frozen=True, strict=True)


class Move(Message):
    """A switch was moved."""

    id: UUID
    """The option's."""
    on: bool

    @field_validator('id', mode='before')
    @classmethod
    def _row(cls, value: object) -> object:
        return UUID(value) if isinstance(value, str) else None


class Question(Message):
    """A client wants to say something."""

    id: UUID
    """Made by the browser, so that sending it again says nothing twice."""
    body: Prose
    name: Prose
    about: UUID | None
    """The option it is about."""
    parent: UUID | None
    """The comment it answers."""

    @field_validator('id', 'about', 'parent', mode='before')
    @classmethod
    def _row(cls, value: object) -> object:
        return UUID(value) if isinstance(value, str) and value else None


class Verdict(Message):
    """A client decided."""

    id: UUID
    """Made by the browser; the same when it is sent again."""
    approves: bool
    name: Prose
    consent: bool
    reason: Prose

    @field_validator('id', mode='before')
    @classmethod
    def _row(cls, value: object) -> object:
        return UUID(value) if isinstance(value, str) else None


class Reading(Message):
    """Somebody looks, or does not any more."""

    seen: bool
    name: Prose
    browser: str = Field(default='', max_length=64)
    """Random word that this browser keeps for this link; empty where it keeps nothing."""


Kind = TypeVar('Kind', bound=Message)


def parse(kind: type[Kind], arguments: Any) -> Kind | None:
    """The message; None for something that our scripts do not send."""
    try:
        return kind.model_validate(arguments)
    except ValidationError as error:
        log.info('dropped a %s: %s', kind.__name__, error.error_count())
        return None
