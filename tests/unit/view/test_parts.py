"""What of a view is drawn again, and what stays as it was."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from pydantic import BaseModel

from components.view.node import Node, el
from components.view.parts import Parts, section

drawn: list[str] = []


class Host(BaseModel):
    name: str = 'Anna'
    phone: str = ''


@dataclass(frozen=True, kw_only=True)
class Trip:
    title: str = 'Rome'
    prices: Sequence[int] = (1, 2)
    writing: str = ''
    host: Host | None = None

    @cached_property
    def total(self) -> int:
        return sum(self.prices)

    def named(self) -> str:
        return self.title.upper()


@section
def price(trip: Trip) -> Node:
    drawn.append('price')
    return el('b', '', str(trip.total))


@section
def head(trip: Trip) -> Node:
    drawn.append('head')
    return el('h1', '', el('span', '', trip.named()), price(trip))


@section
def writing(trip: Trip) -> Node | None:
    drawn.append('writing')
    return el('p', '', trip.writing) if trip.writing else None


@section
def guide(trip: Trip) -> Node:
    drawn.append('guide')
    return el('i', '', trip.host.name if trip.host else '')


def view(trip: Trip) -> Node:
    return el('div', '', head(trip), writing(trip), guide(trip))


def again(parts: Parts, trip: Trip) -> list[str]:
    """The sections that were drawn; what stands there is what a fresh drawing shows."""
    drawn.clear()
    node, drew = parts.draw(view, trip), list(drawn)
    assert node == Parts().draw(view, trip) == view(trip)
    return drew


def test_a_section_is_drawn_again_when_what_it_read_is_something_else() -> None:
    parts, trip = Parts(), Trip()
    assert again(parts, trip) == ['head', 'price', 'writing', 'guide']
    assert again(parts, trip) == []
    assert again(parts, replace(trip, writing='Anna')) == ['writing']
    assert again(parts, replace(trip, title='Oslo', writing='Anna')) == ['head']
    assert again(parts, replace(trip, prices=[1, 3], title='Oslo', writing='Anna')) == [
        *('head', 'price')
    ]


def test_what_comes_to_the_same_is_not_drawn_again() -> None:
    parts = Parts()
    again(parts, Trip())
    assert again(parts, Trip(prices=[2, 1])) == []
    assert again(parts, Trip(prices=[3])) == []


def test_of_a_row_only_the_fields_that_were_read_count() -> None:
    parts = Parts()
    again(parts, Trip(host=Host()))
    assert again(parts, Trip(host=Host(phone='1'))) == []
    assert again(parts, Trip(host=Host(name='Ben'))) == ['guide']
    assert again(parts, Trip()) == ['guide']
    assert again(parts, Trip(host=Host())) == ['guide']


def test_a_section_within_one_that_was_kept_is_still_watched() -> None:
    parts, trip = Parts(), Trip()
    again(parts, trip)
    assert again(parts, replace(trip, title='Oslo')) == ['head'], 'the price is kept within it'
    assert again(parts, replace(trip, title='Oslo', prices=[9])) == ['head', 'price']


def test_a_screen_s_own_drawing_uses_shared_sections_and_leaves_them() -> None:
    shared, trip = Parts(), Trip()
    again(shared, trip)
    own = Parts(shared)
    assert again(own, replace(trip, title='Oslo')) == ['head']
    assert again(shared, trip) == []
