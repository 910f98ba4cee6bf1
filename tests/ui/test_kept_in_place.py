"""Lists that a broadcast reaches keep the nodes of what still holds, so nothing is drawn anew."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pytest
from nicegui import ui

from components.engine.light import Text
from components.kit.avatar import Face, Faces
from components.kit.keyed import Keyed
from components.kit.markup import box, text
from tests.ui.simulation import user_simulation

ANNA, BEN, KARI, MIA = (Face(name=name) for name in ('Anna Berg', 'Ben Ito', 'Kari Lie', 'Mia Ek'))
Show = Callable[[Sequence[Any]], object]


async def on_a_page(build: Callable[[], object]) -> None:
    async with user_simulation(build) as user:
        await user.open('/')


def children(element: ui.element) -> list[ui.element]:
    return list(element.default_slot.children)


def said(elements: Iterable[ui.element]) -> list[str]:
    """The words of each, its own or those within."""
    return [
        ''.join(part.text for part in (each, *each.descendants()) if isinstance(part, Text))
        for each in elements
    ]


def keyed() -> tuple[ui.element, Show]:
    container = box()
    return container, Keyed(container, text, key=lambda word: word).show


def faces() -> tuple[ui.element, Show]:
    stack = Faces()
    return stack, stack.show


@pytest.mark.parametrize(
    ('make', 'before', 'after', 'words'),
    [
        (keyed, 'abc', 'cabd', ['c', 'a', 'b', 'd']),
        (keyed, 'aba', 'baab', ['b', 'a', 'a', 'b']),
        (keyed, 'abc', '', []),
        (faces, [ANNA, BEN], [KARI, ANNA, BEN], ['KL', 'AB', 'BI']),
        (faces, [ANNA, BEN, KARI], [ANNA, KARI], ['AB', 'KL']),
        (faces, [ANNA, BEN, KARI], [ANNA, BEN, KARI, MIA], ['AB', 'BI', 'KL', '+1']),
        (faces, [ANNA, BEN, KARI, MIA], [BEN, KARI, MIA], ['BI', 'KL', 'ME']),
        (faces, [ANNA, ANNA], [BEN, ANNA, ANNA], ['BI', 'AB', 'AB']),
    ],
)
async def test_what_still_holds_stays_the_same_node(
    make: Callable[[], tuple[ui.element, Show]],
    before: Sequence[Any],
    after: Sequence[Any],
    words: list[str],
) -> None:
    seen: list[tuple[list[ui.element], list[ui.element]]] = []

    def page() -> None:
        container, show = make()
        show(before)
        first = children(container)
        show(after)
        seen.append((first, children(container)))

    await on_a_page(page)
    ((first, then),) = seen
    assert said(then) == words
    stays = [word for word in said(first) if word in words]
    kept = [each for each in then if each in first]
    assert len(kept) == len(stays)
    assert all(each.is_deleted for each in first if each not in then)


async def test_who_looks_away_and_back_keeps_their_face() -> None:
    looks: list[tuple[ui.element, str, list[str]]] = []

    def page() -> None:
        stack = Faces([ANNA, BEN])
        for is_idle in (False, True, False):
            stack.show([ANNA, Face(name='Ben Ito', idle=is_idle)])
            ben = children(stack)[1]
            looks.append((ben, ben.props['title'], list(ben.classes)))

    await on_a_page(page)
    assert len({id(ben) for ben, _, _ in looks}) == 1
    assert [title for _, title, _ in looks] == ['Ben Ito', 'Ben Ito, away', 'Ben Ito']
    assert ['t-av--idle' in classes for _, _, classes in looks] == [False, True, False]
    assert ['t-av--here' in classes for _, _, classes in looks] == [True, False, True]
