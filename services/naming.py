"""How people are called and which side they speak for, in words; pure.

The side is known: members have signed in, everybody else came by a link that an operator labelled.
A name typed by a link's holder adds to that and never replaces it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from services.folding import folded, spellings

NOBODY = 'Somebody'
GUEST = 'Guest'
_NUMBERED = re.compile(r'Link \d+')
"""The label of a link that nobody has named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who says or does something."""

    name: str
    side: str
    """`Skyline Tours`, `client`, `by the link for Sofia’s parents`; empty where it goes unsaid."""

    def __str__(self) -> str:
        return ', '.join(part for part in (self.name, self.side) if part)

    @property
    def acting(self) -> str:
        """Before a verb: `Sofia Lindqvist (client)`."""
        return f'{self.name} ({self.side})' if self.side else self.name


def called(name: str, otherwise: str = NOBODY) -> str:
    """What to call somebody: all of the name, since no part of one is sure to be the right one.

    `Dr. Sofia Meier`, `The Okafor family`, `Nagy Katalin` have no first word to be called by.
    """
    return ' '.join(name.split()) or otherwise


def host(name: str, organization: str) -> Speaker:
    """A member, as both sides read it: `Anna Keller, Skyline Tours`."""
    return Speaker(name=called(name), side=' '.join(organization.split()))


def guest(typed: str, label: str) -> Speaker:
    """The holder of a link: `Maria, client` where its label says so, else by what link.

    `Guest, by the link for Sofia’s parents`; `Anna, guest by the link for Sofia’s parents`.
    """
    name, way = ' '.join(typed.split()), by_link(label)
    if not name:
        return Speaker(name=GUEST, side=way)
    if _agree(name, label):
        return Speaker(name=name, side='client')
    return Speaker(name=name, side=f'guest {way}')


def by_link(label: str) -> str:
    """`by the link for Sofia’s parents`, `by Link 2`, `by a link`"""
    label = ' '.join(label.split())
    if not label:
        return 'by a link'
    return f'by {label}' if is_numbered(label) else f'by the link for {label}'


def is_numbered(label: str) -> bool:
    """Whether nobody has named the link."""
    return _NUMBERED.fullmatch(label) is not None


def present(typed: str, label: str) -> str:
    """What a link's holder is called while they look: as typed where the label bears it out."""
    found = guest(typed, label)
    return found.name if found.side == 'client' else called(label, GUEST)


def is_own(label: str, full_name: str) -> bool:
    """Whether a link is labelled with this very name, so that its holder is that person."""
    return bool(folded(label)) and folded(label) == folded(full_name)


def is_taken(typed: str, names: Iterable[str]) -> bool:
    """Whether a typed name is one of these, or contains one of several words."""
    given = _words(typed)
    for name in names:
        words = folded(name).split()
        if spellings(typed) & spellings(name) - {''}:
            return True
        if len(words) > 1 and any(set(form.split()) <= given for form in spellings(name)):
            return True
    return False


def _agree(name: str, label: str) -> bool:
    """Whether a label names this person: `Maria` and `Maria Holm`, either way round."""
    given, known = _words(name), _words(label)
    if not given or not known or _NUMBERED.fullmatch(label.strip()):
        return False
    return given <= known or known <= given


def _words(text: str) -> set[str]:
    return {word for form in spellings(text) for word in form.split()}
