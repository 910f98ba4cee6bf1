"""A file with its doubles joined: what is known of one person by several rows; pure."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from models.text import MOST_TAGS
from services.contacts.importing.doubles import doubles
from services.contacts.importing.matching import joined_keys
from services.contacts.importing.shapes import (
    ContactDraft,
    ImportRow,
    Match,
    Matched,
    Read,
    Refusal,
    Skipped,
)

FILLED = (
    *('full_name', 'first_name', 'last_name', 'company', 'job_title', 'city', 'country'),
    *('language', 'birthday', 'travels_with', 'source', 'stage', 'mail_consent', 'notes', 'photo'),
)
"""What a later row fills where nothing is known, and never overwrites."""


@dataclass(slots=True)
class Joined:
    """A whole file."""

    contacts: dict[int, ImportRow] = field(default_factory=dict)
    """By the line where each begins; doubles are in the first of them."""
    matches: list[tuple[int, Match]] = field(default_factory=list)
    """Line by line, who is or may be somebody before."""
    rows: list[ImportRow] = field(default_factory=list)
    """All rows that are somebody, the doubles too."""
    refused: list[Refusal] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


def joined(found: Iterable[Read]) -> Joined:
    """All of a file; keeps every row."""
    whole = Joined()
    for each in doubles(found):
        match each:
            case Matched():
                _take(whole, each)
            case Refusal():
                whole.refused.append(each)
            case Skipped():
                whole.skipped.append(each)
    return whole


def filled(one: ContactDraft, other: ContactDraft) -> ContactDraft:
    """`one` with its gaps filled by `other`; whatever else that says is kept in the notes."""
    changes = {
        name: getattr(other, name)
        for name in FILLED
        if getattr(other, name) and not getattr(one, name)
    }
    keys = {each.key for each in one.emails} | {each.key or each.value for each in one.phones}
    tags = tuple(dict.fromkeys((*one.tags, *other.tags)))
    return replace(
        one,
        **changes,
        emails=(*one.emails, *(each for each in other.emails if each.key not in keys)),
        phones=(
            *one.phones,
            *(each for each in other.phones if (each.key or each.value) not in keys),
        ),
        tags=tags[:MOST_TAGS],
        also=tuple(dict.fromkeys((*one.also, *other.also, *_unsaid(one, other)))),
        keys=joined_keys(one.keys, other.keys),
    )


def _unsaid(one: ContactDraft, other: ContactDraft) -> list[tuple[str, str]]:
    """Texts of `other` for which `one` has something else."""
    names = ('company', 'job_title', 'city', 'country', 'language', 'source', 'notes', 'birthday')
    pairs = ((name, getattr(one, name), getattr(other, name)) for name in names)
    return [
        (name.replace('_', ' ').capitalize(), theirs)
        for name, ours, theirs in pairs
        if ours and theirs and theirs.casefold() not in ours.casefold()
    ]


def _take(whole: Joined, matched: Matched) -> None:
    row = matched.row
    whole.rows.append(row)
    whole.matches += [(row.line, match) for match in matched.matches]
    if matched.sure is None:
        whole.contacts[row.line] = row
        return
    first = whole.contacts[matched.sure.line]
    contact = filled(first.contact, row.contact)
    whole.contacts[first.line] = replace(first, contact=contact)
