"""What app processes say to each other about people, parsed once. Serves both lines."""

from pydantic import BaseModel, ConfigDict

from services.presence.people import Person


class Message(BaseModel):
    """Base of all; fields that a newer process sends are ignored."""

    model_config = ConfigDict(frozen=True)

    process: str


class Viewers(Message):
    """`{"process": "…", "number": 7, "whole": false, "topics": {"proposal:…": [{…}]}}`."""

    number: int
    """Counts what this process said; older ones are dropped."""
    whole: bool
    """Everything that the process has; otherwise only these topics."""
    topics: dict[str, tuple[Person, ...]]


class Typing(BaseModel):
    """Somebody writes, or has stopped."""

    model_config = ConfigDict(frozen=True)

    topic: str
    person: Person
    is_on: bool


class Spot(BaseModel):
    """A place on a page that is the same at every width: a fraction of an element's box."""

    model_config = ConfigDict(frozen=True)

    at: str = ''
    """`data-row` of the element; empty for the whole content."""
    x: float
    y: float


class Cursor(BaseModel):
    """Where somebody points; nowhere when they have left."""

    model_config = ConfigDict(frozen=True)

    topic: str
    person: Person
    spot: Spot | None


class Passing(Message):
    """What a process's people did in the last 50 ms, the latest of each."""

    typing: tuple[Typing, ...] = ()
    cursors: tuple[Cursor, ...] = ()
