"""Who is the same person, and who may be; pure.

    sure       same address, and the same name or one has none;
               same number and name, unless both have addresses and share none
    possible   same address or number, same address but for `+tag`, same name

Names compare folded, addresses and numbers by their keys.
"""

from enum import StrEnum
from typing import NamedTuple

from services.contacts.importing.shapes import PersonKeys


class Sameness(StrEnum):
    SURE = 'sure'
    POSSIBLE = 'possible'
    NO = 'no'


class Verdict(NamedTuple):
    same: Sameness
    by: str = ''
    """`email`, `phone`, `email_plus` or `name`."""


def same_person(one: PersonKeys, other: PersonKeys) -> Verdict:
    """Whether both are one person, and what says so."""
    shares_email = not set(one.emails).isdisjoint(other.emails)
    shares_phone = not set(one.phones).isdisjoint(other.phones)
    same_name = bool(one.name) and one.name == other.name
    if shares_email:
        is_sure = same_name or not one.name or not other.name
        return Verdict(Sameness.SURE if is_sure else Sameness.POSSIBLE, 'email')
    if shares_phone:
        is_sure = same_name and not (one.emails and other.emails)
        return Verdict(Sameness.SURE if is_sure else Sameness.POSSIBLE, 'phone')
    if not set(map(untagged, one.emails)).isdisjoint(map(untagged, other.emails)):
        return Verdict(Sameness.POSSIBLE, 'email_plus')
    return Verdict(Sameness.POSSIBLE, 'name') if same_name else Verdict(Sameness.NO)


def untagged(email_key: str) -> str:
    """`ana+spain@x.example` without its tag; dots stay, they make another mailbox."""
    local, _, domain = email_key.rpartition('@')
    return f'{local.partition("+")[0] or local}@{domain}'


def joined_keys(one: PersonKeys, other: PersonKeys) -> PersonKeys:
    """Of one person known by both."""
    return PersonKeys(
        name=one.name or other.name,
        emails=tuple(dict.fromkeys((*one.emails, *other.emails))),
        phones=tuple(dict.fromkeys((*one.phones, *other.phones))),
    )
