"""Who is in a file twice: found row by row, with an index of keys; the rows are not kept."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from services.contacts.importing.matching import Sameness, joined_keys, same_person, untagged
from services.contacts.importing.shapes import (
    ImportRow,
    Match,
    Matched,
    PersonKeys,
    Refusal,
    Skipped,
)

MOST_LOOKED_AT = 8
"""People of one key who are compared; more share an address or a number than one would look at."""


class Doubles:
    """Everybody met so far, by whom the next one is compared."""

    def __init__(self) -> None:
        self._keys: dict[int, PersonKeys] = {}
        self._found: dict[int, list[int]] = defaultdict(list)
        """Lines by hashes of keys."""

    def add(self, line: int, keys: PersonKeys) -> None:
        """Somebody new, who begins at this line."""
        self._keys[line] = keys
        for key in _hashes(keys):
            lines = self._found[key]
            if line not in lines and len(lines) < MOST_LOOKED_AT:
                lines.append(line)

    def join(self, line: int, keys: PersonKeys) -> None:
        """More is known of somebody."""
        self.add(line, joined_keys(self._keys[line], keys))

    def matches(self, keys: PersonKeys) -> list[Match]:
        """Who is the same, else all who may be, for each reason the first."""
        lines = {line: None for key in _hashes(keys) for line in self._found.get(key, ())}
        found: dict[str, Match] = {}
        for line in lines:
            same, by = same_person(self._keys[line], keys)
            if same is Sameness.SURE:
                return [Match(line=line, by=by, sure=True)]
            if same is Sameness.POSSIBLE and by not in found:
                found[by] = Match(line=line, by=by, sure=False)
        return list(found.values())


def doubles(rows: Iterable[ImportRow | Refusal | Skipped]) -> Iterator[Matched | Refusal | Skipped]:
    """Each row with those before it that are, or may be, the same person."""
    met = Doubles()
    for row in rows:
        if not isinstance(row, ImportRow):
            yield row
            continue
        matched = Matched(row=row, matches=tuple(met.matches(row.contact.keys)))
        if matched.sure:
            met.join(matched.sure.line, row.contact.keys)
        else:
            met.add(row.line, row.contact.keys)
        yield matched


def _hashes(keys: PersonKeys) -> Iterator[int]:
    """Small stand-ins for what is looked up; the keys themselves are compared afterwards.

    A key alone finds who may be the same; with the name it finds, of many who share an address or
    a number, the one who is.
    """
    for email in keys.emails:
        yield hash(('email', email, keys.name))
        yield hash(('email', email, ''))
        yield hash(('email', email))
        yield hash(('tagless', untagged(email)))
    for phone in keys.phones:
        yield hash(('phone', phone, keys.name))
        yield hash(('phone', phone))
    if keys.name:
        yield hash(('name', keys.name))
