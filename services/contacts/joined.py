"""What two contacts come to when they are merged: nothing that was known of either is lost; pure.

The command writes it, and the dialog shows it while somebody chooses.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

from models import ChannelKind, Contact, ContactStage, MailConsent
from models.text import MOST_TAGS

PARTS = ('first_name', 'last_name')
CHOSEN = (
    *('full_name', 'email', 'phone', 'city', 'country', 'company', 'language', 'birthday'),
    *('travels_with', 'source', 'stage', 'owner_id'),
)
"""Fields of which one of two values is chosen."""
LABELS = {'full_name': 'Name', 'travels_with': 'Travels with'}
"""What a field is called where it is not its column."""
STAGES = list(ContactStage)


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """What the one that is kept has afterwards."""

    values: dict[str, Any]
    """By column; only what is another value than before."""
    notes: str
    """Of both, and what has no other place any more."""
    lost: tuple[str, ...] = field(default=())
    """What has no other place any more: `City: York`."""


def joined(kept: Contact, merged: Contact, take: Collection[str] = ()) -> Joined:
    """`take`: the fields of which the value of the one that goes is chosen."""
    after: dict[str, Any] = {name: chosen(name, kept, merged, take) for name in CHOSEN}
    after |= _parts(kept, merged, after['full_name'])
    tags = tuple(dict.fromkeys((*kept.tags, *merged.tags)))
    after['tags'] = tags[:MOST_TAGS]
    after |= _consent(kept, merged)
    after['portrait'] = kept.portrait or merged.portrait
    lost = (
        *(_lost(name, kept, merged, after[name]) for name in CHOSEN),
        f'Tags: {", ".join(tags[MOST_TAGS:])}' if tags[MOST_TAGS:] else '',
    )
    said = tuple(filter(None, lost))
    notes = '\n\n'.join(filter(None, (kept.notes, _more(kept.notes, merged.notes), *_said(said))))
    changed = {name: value for name, value in after.items() if value != getattr(kept, name)}
    return Joined(values=changed, notes=notes, lost=said)


def chosen(name: str, kept: Contact, merged: Contact, take: Collection[str]) -> Any:
    """The value that stays; what is empty is filled, and a stage is never lower than before."""
    mine, theirs = getattr(kept, name), getattr(merged, name)
    if name in take:
        return theirs or mine
    if name == 'stage':
        return max(mine, theirs, key=STAGES.index)
    return mine or theirs


def label(name: str) -> str:
    """What people call the field."""
    return LABELS.get(name) or name.removesuffix('_id').replace('_', ' ').capitalize()


def _parts(kept: Contact, merged: Contact, full_name: str) -> dict[str, str]:
    """The parts go with the name that was chosen."""
    one, other = (kept, merged) if kept.full_name == full_name else (merged, kept)
    if one.full_name == other.full_name and not any(getattr(one, name) for name in PARTS):
        one = other
    return {name: getattr(one, name) for name in PARTS}


def _consent(kept: Contact, merged: Contact) -> dict[str, Any]:
    """Who has opted out stays out; else whoever said something has said it."""
    said = [one for one in (kept, merged) if one.mail_consent is not MailConsent.UNKNOWN]
    declined = [one for one in said if one.mail_consent is MailConsent.DECLINED]
    of = next(iter((*declined, *said)), kept)
    return {'mail_consent': of.mail_consent, 'mail_consent_at': of.mail_consent_at}


def _lost(name: str, kept: Contact, merged: Contact, after: Any) -> str:
    """A value that is in no column any more; addresses and numbers have channels of their own."""
    if name in (*ChannelKind, 'stage', 'owner_id'):
        return ''
    values = (getattr(kept, name), getattr(merged, name))
    gone = dict.fromkeys(str(each) for each in values if each and each != after)
    return f'{label(name)}: {", ".join(gone)}' if gone else ''


def _more(mine: str, theirs: str) -> str:
    return '' if theirs in mine else theirs


def _said(lost: tuple[str, ...]) -> tuple[str, ...]:
    return (f'Known before as: {"; ".join(lost)}',) if lost else ()


def joined_words(words: Sequence[str]) -> str:
    """`e-mail, phone and city`"""
    *others, last = words
    return f'{", ".join(others)} and {last}' if others else last
