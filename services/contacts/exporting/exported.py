"""One contact as it is written to a file."""

from collections.abc import Sequence
from dataclasses import dataclass

from models import ChannelKind, Contact, ContactChannel


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """A contact with all its addresses and numbers, the primary ones first."""

    contact: Contact
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()


def exported(contact: Contact, channels: Sequence[ContactChannel]) -> Exported:
    """`channels`: those of the contact."""
    return Exported(
        contact=contact,
        emails=_ways(contact.email, ChannelKind.EMAIL, channels),
        phones=_ways(contact.phone, ChannelKind.PHONE, channels),
    )


def _ways(primary: str, kind: ChannelKind, channels: Sequence[ContactChannel]) -> tuple[str, ...]:
    others = (each.value for each in channels if each.kind is kind)
    return tuple(dict.fromkeys(filter(None, (primary, *others))))
