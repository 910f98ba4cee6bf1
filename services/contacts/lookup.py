"""Clients by name: told apart where two share one, found by what was typed; pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from uuid import UUID

from models import Contact
from services.errors import Invalid
from services.folding import alike, by_name, folded

MOST = 4
"""How many of one name a refusal names."""


def living(contacts: Iterable[Contact]) -> list[Contact]:
    """Those that were not removed, by name."""
    kept = (row for row in contacts if row.deleted_at is None)
    return sorted(kept, key=by_name)


def told_apart(contacts: Iterable[Contact]) -> dict[UUID, str]:
    """What each is called in a choice: the name, and what tells it from others of that name.

    `Anna Schmidt, Bremen`; where town and addresses are equal too, a number.
    """
    shown = living(contacts)
    groups: dict[str, list[Contact]] = defaultdict(list)
    for row in shown:
        groups[folded(row.full_name)].append(row)
    words = {row.id: _words(row, groups[folded(row.full_name)]) for row in shown}
    count = Counter(map(folded, words.values()))
    met: Counter[str] = Counter()
    for key, said in words.items():
        met[folded(said)] += 1
        if count[folded(said)] > 1:
            words[key] = f'{said}, no. {met[folded(said)]}'
    return dict(sorted(words.items(), key=lambda pair: folded(pair[1])))


def find(contacts: Iterable[Contact], typed: str) -> Contact | None:
    """Whom somebody means by a name or a line of `told_apart`; None for nobody known.

    Raises: `Invalid` when that may be several.
    """
    by_id = {row.id: row for row in living(contacts)}
    words = told_apart(by_id.values())
    exact = [row for row in by_id.values() if folded(words[row.id]) == folded(typed)]
    found = exact or [by_id[key] for key in words if alike(by_id[key].full_name, typed)]
    if len(found) > 1:
        some = '; '.join(words[row.id] for row in found[:MOST])
        raise Invalid(
            f'{len(found)} of your contacts may be meant: {some}. Choose one from the list.',
            field='client',
        )
    return found[0] if found else None


def _words(row: Contact, same: list[Contact]) -> str:
    if len(same) == 1:
        return row.full_name
    for details in (('city',), ('email',), ('city', 'email', 'phone')):
        said = [', '.join(filter(None, (getattr(one, name) for name in details))) for one in same]
        if all(said) and len(set(map(folded, said))) == len(same):
            return f'{row.full_name}, {said[same.index(row)]}'
    details = ('city', 'email', 'phone')
    return ', '.join(filter(None, (row.full_name, *(getattr(row, name) for name in details))))
