"""What has to be done to one node so that it looks like another. Pure; step 6 of the line in.

A change is `[path, ...]`; a path holds the places of an element and of all around it, among the
elements beside them: `"30b"` is the twelfth in the first in the fourth, `[3, 0, 40]` has a place
that is no single digit (of 36). Changes are carried out in their order, each path is by what stands
there then. `view.js` reads what is written here:

    [path, "text"]                      the text before its children
    [path, {"class": "on", "hidden": null}]   attributes; null takes one away
    [path, index, "<li>…</li>"]         put in before the child at this place
    [path, index]                       take out
    [path, from, to]                    take out, and put in where `to` is counted without it
"""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

from components.view.html import html
from components.view.node import SLOT, Node

Path = tuple[int, ...]
DIGITS = '0123456789abcdefghijklmnopqrstuvwxyz'
Change = list[Any]


def difference(before: Node, after: Node) -> list[Change]:
    """The changes; empty where both look the same. The outermost element stays what it is.

    Raises: `ValueError` where it does not.
    """
    if not _is_same_element(before, after):
        raise ValueError(f'<{before.tag}> cannot become <{after.tag}>')
    changes: list[Change] = []
    _compare(before, after, (), changes)
    for change in changes:
        change[0] = _written(change[0])
    return changes


def _written(path: Path) -> str | Path:
    return ''.join(DIGITS[place] for place in path) if max(path, default=0) < len(DIGITS) else path


def _is_same_element(before: Node, after: Node) -> bool:
    """Whether the one may become the other; what has content of its own is not made another's."""
    return (
        before.tag == after.tag
        and before.key == after.key
        and before.attributes.get(SLOT) == after.attributes.get(SLOT)
    )


def _compare(before: Node, after: Node, path: Path, changes: list[Change]) -> None:
    if before is after:
        return
    if before.text != after.text:
        changes.append([path, after.text])
    old, new = before.attributes, after.attributes
    if old is not new and old != new:
        told: dict[str, str | None] = {k: v for k, v in new.items() if old.get(k) != v}
        told.update((name, None) for name in old if name not in new)
        changes.append([path, told])
    if before.children is not after.children and before.children != after.children:
        _compare_children(before.children, after.children, path, changes)


def _compare_children(
    before: Sequence[Node], after: Sequence[Node], path: Path, changes: list[Change]
) -> None:
    """Come, go and move first, then what changed within those that stay, at their last places."""
    if len(before) == len(after) and all(
        old is new or _is_same_element(old, new) for old, new in zip(before, after, strict=True)
    ):
        pairs: Sequence[int] = range(len(after))
    else:
        pairs = _pairs(before, after)
        _rearrange(len(before), pairs, after, path, changes)
    for index, (old, new) in enumerate(zip(pairs, after, strict=True)):
        if old >= 0 and before[old] is not new:
            _compare(before[old], new, (*path, index), changes)


def _rearrange(
    count: int, pairs: Sequence[int], after: Sequence[Node], path: Path, changes: list[Change]
) -> None:
    kept = {old for old in pairs if old >= 0}
    changes.extend([path, index] for index in range(count - 1, -1, -1) if index not in kept)
    places = sorted(kept)
    steady = longest_run([old for old in pairs if old >= 0])
    at = -1
    for old, new in zip(pairs, after, strict=True):
        if old in steady:
            at = places.index(old, at + 1)
        elif old < 0:
            at += 1
            places.insert(at, old)
            changes.append([path, at, html(new)])
        else:
            origin = places.index(old)
            del places[origin]
            at += 1 if origin > at else 0
            places.insert(at, old)
            changes.append([path, origin, at])


def _pairs(before: Sequence[Node], after: Sequence[Node]) -> list[int]:
    """For each child its place before, -1 for new ones: by key, without one in their order."""
    keyed: dict[tuple[str, str, str | None], list[int]] = {}
    for index in range(len(before) - 1, -1, -1):
        keyed.setdefault(_identity(before[index]), []).append(index)
    return [found.pop() if (found := keyed.get(_identity(node))) else -1 for node in after]


def _identity(node: Node) -> tuple[str, str, str | None]:
    return (node.tag, node.key, node.attributes.get(SLOT))


def longest_run(places: Sequence[int]) -> frozenset[int]:
    """The longest run that keeps its order, so that as few as possible move."""
    tails: list[int] = []
    link: dict[int, int | None] = {}
    for place in places:
        length = bisect_left(tails, place)
        link[place] = tails[length - 1] if length else None
        tails[length : length + 1] = [place]
    steady = set()
    step: int | None = tails[-1] if tails else None
    while step is not None:
        steady.add(step)
        step = link[step]
    return frozenset(steady)
