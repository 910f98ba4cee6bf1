"""A line is joined to somebody who is here: what changes of them. Pure.

changes({'city': '', 'email': 'a@x.example', …}, draft, policy) -> {'city': 'York'}
"""

from collections.abc import Mapping
from typing import Any

from models.importing import ImportPolicy
from models.text import LONGEST_PROSE, MOST_TAGS
from services.contacts.imports.drafts import TEXTS, channels

Channels = list[tuple[str, str, str]]
"""Kind, value as it is shown, key."""
NOTHING = {'mail_consent': 'unknown'}
"""What stands in a column that says nothing, where that is not the empty text."""
COLUMNS = (
    *TEXTS,
    *('email', 'email_key', 'phone', 'phone_key', 'birthday', 'stage', 'mail_consent', 'tags'),
)
"""What an import may write of a contact."""


def changes(
    here: Mapping[str, Any], draft: Mapping[str, Any], policy: ImportPolicy
) -> dict[str, Any]:
    """Columns of the contact that become something else."""
    overwrites = policy is ImportPolicy.OVERWRITE
    found: dict[str, Any] = {}
    for name in (*TEXTS, 'birthday', 'mail_consent'):
        value = draft.get(name)
        if not value or value == here[name]:
            continue
        if name == 'full_name' and not _has_name(draft):
            continue
        if overwrites or _is_empty(here, name):
            found[name] = value
    if overwrites and (stage := draft.get('stage')) and stage != here['stage']:
        found['stage'] = stage
    found |= _primary(here, draft)
    tags = tuple(dict.fromkeys((*here['tags'], *draft.get('tags', ()))))[:MOST_TAGS]
    if tags != tuple(here['tags']):
        found['tags'] = list(tags)
    if 'notes' in found:
        found['notes'] = found['notes'][:LONGEST_PROSE]
    return found


def further(known: Channels, draft: Mapping[str, Any], primary: Mapping[str, Any]) -> Channels:
    """Addresses and numbers of the line that the contact does not have yet."""
    have = {(kind, key or value) for kind, value, key in known}
    for kind in ('email', 'phone'):
        if value := primary.get(kind):
            have.add((kind, primary.get(f'{kind}_key') or value))
    found: Channels = []
    for kind, value, key in channels(dict(draft)):
        if (kind, key or value) not in have:
            have.add((kind, key or value))
            found.append((kind, value, key))
    return found


def _primary(here: Mapping[str, Any], draft: Mapping[str, Any]) -> dict[str, Any]:
    """The first address and number come where there is none; others become further ones."""
    found: dict[str, Any] = {}
    for kind in ('email', 'phone'):
        if draft.get(kind) and not here[kind]:
            found[kind] = draft[kind]
            found[f'{kind}_key'] = draft.get(f'{kind}_key', '')
    return found


def _has_name(draft: Mapping[str, Any]) -> bool:
    """Whether the line says a name, and not an address in its place."""
    return draft.get('full_name') not in {value for _, value, _ in channels(dict(draft))}


def _is_empty(here: Mapping[str, Any], name: str) -> bool:
    if name == 'full_name':
        return here[name] in (here['email'], here['phone'])
    return not here[name] or here[name] == NOTHING.get(name)
