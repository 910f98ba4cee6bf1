"""The collector's policy and the other measures: faster, and otherwise as NiceGUI does it."""

import gc
from collections.abc import Iterator

import pytest
from nicegui import Client, client, json

from components.engine import tuning


class Knot:
    """Refers to itself, so that only the collector ends it."""

    alive = 0

    def __init__(self) -> None:
        Knot.alive += 1
        self.itself = self

    def __del__(self) -> None:
        Knot.alive -= 1


@pytest.fixture
def policy() -> Iterator[None]:
    gc.disable()  # a collection of its own accord would freeze what the test has yet to let go
    gc.callbacks.append(tuning.freeze_survivors)
    Knot.alive = 0
    yield
    gc.callbacks.remove(tuning.freeze_survivors)
    gc.enable()
    gc.unfreeze()


@pytest.mark.usefixtures('policy')
def test_what_survives_is_not_looked_at_again_until_nobody_is_here() -> None:
    dead, living = Knot(), Knot()
    del dead
    gc.collect(0)
    assert Knot.alive == 1
    del living
    gc.collect()
    assert Knot.alive == 1, 'a frozen object was looked at'
    assert len(Client.instances) <= tuning.FEW_PAGES
    tuning.thaw()
    assert Knot.alive == 0


def test_a_page_is_escaped_as_nicegui_escapes_it() -> None:
    data = {'1': {'text': 'a < b > c & `d` ${e} &amp; é €'}}
    expected = json.dumps(data).translate(client.HTML_ESCAPE_TABLE)
    assert tuning.Escapable(json.dumps(data)).translate(client.HTML_ESCAPE_TABLE) == expected
