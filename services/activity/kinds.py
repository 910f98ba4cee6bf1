"""How each kind of event looks, and which belong together. Pure; line in, step 5."""

from enum import StrEnum
from typing import NamedTuple

from models import EventKind as Kind


class Look(NamedTuple):
    """An icon of the set, its tone, and whether a timeline shows it instead of the face."""

    symbol: str
    tone: str = 'mute'
    is_tile: bool = False


UNKNOWN = Look('history')
LOOKS: dict[str, Look] = {
    Kind.CONTACT_ADDED: Look('user-plus', 'ok', True),
    Kind.CONTACT_CHANGED: Look('pencil-line'),
    Kind.CONTACT_DELETED: Look('trash-2', 'bad', True),
    Kind.CONTACT_RESTORED: Look('undo-2', 'mute', True),
    Kind.CONTACT_NOTED: Look('pencil-line'),
    Kind.CONTACTS_IMPORTED: Look('download', 'info', True),
    Kind.CONTACTS_CHANGED: Look('users', 'mute', True),
    Kind.CONTACTS_MERGED: Look('users', 'info', True),
    Kind.PROPOSAL_CREATED: Look('file-text'),
    Kind.PROPOSAL_CHANGED: Look('pencil-line'),
    Kind.PROPOSAL_DELETED: Look('trash-2', 'bad', True),
    Kind.PROPOSAL_RESTORED: Look('undo-2', 'mute', True),
    Kind.PROPOSAL_SENT: Look('send', 'info', True),
    Kind.PROPOSAL_EXPIRED: Look('hourglass', 'mute', True),
    Kind.PROPOSAL_VOIDED: Look('ban', 'mute', True),
    Kind.PROPOSAL_VIEWED: Look('eye', 'sea'),
    Kind.OPTION_ADDED: Look('plus', 'sea'),
    Kind.OPTION_REMOVED: Look('x'),
    Kind.COMMENT_ADDED: Look('message-circle', 'warn'),
    Kind.COMMENT_ANSWERED: Look('corner-down-left', 'info'),
    Kind.COMMENT_RESOLVED: Look('circle-check', 'ok'),
    Kind.PROPOSAL_APPROVED: Look('circle-check', 'ok', True),
    Kind.PROPOSAL_DECLINED: Look('circle-x', 'bad', True),
    Kind.LINK_CREATED: Look('link'),
    Kind.LINK_REVOKED: Look('link'),
    Kind.TRIP_MADE: Look('luggage', 'ok', True),
    Kind.TRIP_CHANGED: Look('luggage', 'mute', True),
    Kind.TRIP_ITEM_CONFIRMED: Look('check', 'ok', True),
    Kind.TRIP_DONE: Look('luggage', 'ok', True),
}


class Part(StrEnum):
    """What a timeline can be narrowed to."""

    ALL = 'all'
    PROPOSALS = 'proposals'
    NOTES = 'notes'
    TRIPS = 'trips'
    PROFILE = 'profile'


TRIPS = (Kind.TRIP_MADE, Kind.TRIP_CHANGED, Kind.TRIP_ITEM_CONFIRMED, Kind.TRIP_DONE)
PROFILE = (
    Kind.CONTACT_ADDED, Kind.CONTACT_CHANGED, Kind.CONTACT_DELETED, Kind.CONTACT_RESTORED,
    Kind.CONTACTS_IMPORTED, Kind.CONTACTS_CHANGED, Kind.CONTACTS_MERGED,
)  # fmt: skip
PARTS: dict[Part, frozenset[str]] = {
    Part.NOTES: frozenset({Kind.CONTACT_NOTED}),
    Part.TRIPS: frozenset(TRIPS),
    Part.PROFILE: frozenset(PROFILE),
    Part.PROPOSALS: frozenset(Kind) - {Kind.CONTACT_NOTED, *TRIPS, *PROFILE},
}
"""The kinds of each part; every kind is in one."""


def look_of(kind: str) -> Look:
    return LOOKS.get(kind, UNKNOWN)
