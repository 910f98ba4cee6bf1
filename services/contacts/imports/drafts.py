"""Who a line names, as the staging table keeps it: columns of a contact, and what is beside. Pure.

{"full_name": "Ana Souza", "email": "ana@x.example", "email_key": "ana@x.example", …,
 "tags": ["vip"], "further": [["phone", "+44 7700 900123", "+447700900123"]],
 "keys": {"name": "ana souza", "emails": ["ana@x.example"], "phones": []}}
"""

from typing import Any

from services.contacts.importing import Channel, ContactDraft, PersonKeys

TEXTS = (
    *('full_name', 'first_name', 'last_name', 'company', 'city', 'country', 'language'),
    *('travels_with', 'source', 'notes'),
)
"""Columns of text: empty is nothing."""
CHOICES = ('stage', 'mail_consent')
MOST_FURTHER = 40
"""Addresses and numbers of one person beside the primary ones."""


def staged(draft: ContactDraft) -> dict[str, Any]:
    """As it is kept until it is written."""
    email, phone = _first(draft.emails), _first(draft.phones)
    further = (*draft.emails[1:], *draft.phones[1:])[:MOST_FURTHER]
    values: dict[str, Any] = {name: getattr(draft, name) for name in TEXTS}
    values |= {name: getattr(draft, name) for name in CHOICES}
    values |= {
        'full_name': draft.shown_name,
        'notes': draft.kept_notes,
        'birthday': born.isoformat() if (born := draft.born) else '',
        'email': email.value,
        'email_key': email.key,
        'phone': phone.value,
        'phone_key': phone.key,
        'tags': list(draft.tags),
        'further': [[each.kind, each.value, each.key] for each in further],
        'keys': {
            'name': draft.keys.name,
            'emails': list(draft.keys.emails),
            'phones': list(draft.keys.phones),
        },
    }
    return {name: value for name, value in values.items() if value}


def keys_of(kept: dict[str, Any]) -> PersonKeys:
    """By what a kept line is found to be somebody."""
    keys = kept.get('keys', {})
    return PersonKeys(
        name=keys.get('name', ''),
        emails=tuple(keys.get('emails', ())),
        phones=tuple(keys.get('phones', ())),
    )


def channels(kept: dict[str, Any]) -> list[tuple[str, str, str]]:
    """All addresses and numbers of a line: kind, value, key."""
    primary = [
        (kind, kept[kind], kept.get(f'{kind}_key', ''))
        for kind in ('email', 'phone')
        if kept.get(kind)
    ]
    return [*primary, *((kind, value, key) for kind, value, key in kept.get('further', ()))]


def _first(found: tuple[Channel, ...]) -> Channel:
    return found[0] if found else Channel(kind='', value='', key='')
