"""What kinds of notifications there are for people: their groups, and where they usually reach.

Pure; the database has the same defaults in `tradewind.reaches`.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from models import NotificationKind, NotificationPreference

Kind = NotificationKind


class Group(StrEnum):
    """The tabs of the notification centre."""

    CLIENTS = 'clients'
    TEAM = 'team'
    AGENTS = 'agents'


GROUP_OF: dict[Kind, Group] = {
    Kind.CLIENT_OPENED: Group.CLIENTS,
    Kind.CLIENT_COMMENTED: Group.CLIENTS,
    Kind.CLIENT_APPROVED: Group.CLIENTS,
    Kind.CLIENT_DECLINED: Group.CLIENTS,
    Kind.MESSAGE: Group.CLIENTS,
    Kind.PAYMENT: Group.CLIENTS,
    Kind.MENTION: Group.TEAM,
    Kind.IMPORT_FINISHED: Group.TEAM,
    Kind.DRAFT_READY: Group.AGENTS,
    Kind.TASK_FAILED: Group.AGENTS,
}
DECISIONS = frozenset((Kind.CLIENT_APPROVED, Kind.CLIENT_DECLINED))
"""What always stands in the app."""
QUIET = frozenset((Kind.CLIENT_OPENED, Kind.IMPORT_FINISHED, Kind.PAYMENT))
"""What the browser does not tell unless somebody wants it to."""


class Channel(StrEnum):
    IN_APP = 'in_app'
    BROWSER = 'browser'


class Preference(NamedTuple):
    """One line of the preferences; what people call one may be several kinds."""

    label: str
    detail: str
    symbol: str
    kinds: tuple[Kind, ...]

    @property
    def name(self) -> str:
        return str(self.kinds[0])

    def is_locked(self, channel: Channel) -> bool:
        return channel is Channel.IN_APP and not DECISIONS.isdisjoint(self.kinds)


PREFERENCES = (
    Preference(
        'A client opens a proposal',
        'The first time, and after a week of silence',
        'eye',
        (Kind.CLIENT_OPENED,),
    ),
    Preference(
        'A client comments',
        'Questions and answers on a proposal',
        'message-circle',
        (Kind.CLIENT_COMMENTED, Kind.MESSAGE),
    ),
    Preference(
        'Approved or declined',
        'Never muted in the app',
        'circle-check',
        (Kind.CLIENT_APPROVED, Kind.CLIENT_DECLINED),
    ),
    Preference('A colleague mentions you', 'In notes on contacts', 'users', (Kind.MENTION,)),
    Preference('An import is done', 'The ones you started', 'inbox', (Kind.IMPORT_FINISHED,)),
)
"""What can be chosen now; kinds that nothing writes yet come with what writes them."""


def usual(kind: Kind, channel: Channel) -> bool:
    """Whether a kind reaches somebody there who has chosen nothing."""
    return channel is Channel.IN_APP or kind not in QUIET


def is_on(line: Preference, channel: Channel, chosen: Iterable[NotificationPreference]) -> bool:
    """Whether a line of the preferences is on."""
    kind = line.kinds[0]
    found = next((each for each in chosen if each.kind is kind), None)
    return bool(getattr(found, channel)) if found else usual(kind, channel)
