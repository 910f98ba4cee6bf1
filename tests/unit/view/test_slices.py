"""A view with many screens tells them in slices, so that whoever else asks has a turn between."""

import asyncio
import time

from components.view.node import Node, el
from components.view.view import SLICE_S, View
from tests.eventually import eventually


def number(count: int) -> Node:
    return el('p', '', str(count))


class Slow:
    """A screen that takes more than a slice to be told."""

    def __init__(self, view: View[int]) -> None:
        self.heard: list[object] = []
        self._view = view
        view.join(self)

    def catch_up(self) -> None:
        until = time.monotonic() + 1.5 * SLICE_S
        while time.monotonic() < until:
            pass
        self.heard.append(self._view.drawing.state)


async def test_others_have_a_turn_before_all_screens_are_told() -> None:
    view = View(number, 0)
    screens = [Slow(view) for _ in range(3)]
    view.state = 1
    view.draw_now()
    assert [each.heard for each in screens] == [[1], [], []]
    await asyncio.sleep(0)
    assert [each.heard for each in screens] == [[1], [1], []]
    await eventually(lambda: screens[2].heard == [1])


async def test_who_waits_when_the_next_drawing_comes_is_told_first_and_once() -> None:
    view = View(number, 0)
    screens = [Slow(view) for _ in range(3)]
    for count in (1, 2):
        view.state = count
        view.draw_now()
    assert [each.heard for each in screens] == [[1], [2], []]
    await eventually(lambda: [each.heard for each in screens] == [[1, 2], [2], [2]])


async def test_nobody_is_told_who_has_left_or_after_the_end() -> None:
    view = View(number, 0)
    _, left, last, late = (Slow(view) for _ in range(4))
    view.state = 1
    view.draw_now()
    view.leave(left)
    await asyncio.sleep(0)
    assert last.heard == [1]
    view.stop()
    for _ in range(3):
        await asyncio.sleep(0)  # turns in which somebody could be told
    assert (left.heard, late.heard) == ([], [])
