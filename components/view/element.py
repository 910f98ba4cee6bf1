"""A shared view within a page of elements. Step 6 of the line in.

The element says where the view stands; what stands there is no element, and costs a page nothing.
"""

from collections.abc import Callable
from itertools import count
from typing import Any, Generic, TypeVar

from components.engine.light import Light
from components.view.html import html
from components.view.screen import Acts, Screen, screens_of
from components.view.view import View

State = TypeVar('State')


class ViewElement(Light, Generic[State], component='element.js'):
    """Shows a view until it is deleted; call inside a page."""

    def __init__(
        self,
        view: View[State],
        *,
        acts: Acts,
        own: Callable[[State], State] | None = None,
        classes: str = '',
    ) -> None:
        """`own` lays what is this screen's own over the state that all share."""
        super().__init__('', classes)
        screens = screens_of(self.client)
        place = next(place for place in count() if place not in screens)
        drawing, markup = view.first()
        if own and (state := own(view.state)) is not view.state:
            drawing = view.other(state)
            markup = html(drawing.node)
        self._first: tuple[int, str] | None = (drawing.number, markup)
        """Until it is sent; a browser that missed it says so, and is sent what there is then."""
        self.screen = Screen(self.client, view, drawing, acts=acts, place=place)
        self.screen.own = own
        # what is done here is said of rows, whatever stood beside them
        self.screen.answerable = 1

    def _to_dict(self) -> dict[str, Any]:
        data = super()._to_dict()
        (number, markup), self._first = self._first or (0, None), None
        props = {'place': self.screen.place, 'number': number, 'markup': markup}
        data['props'] = data.get('props', {}) | props
        return data

    def _handle_delete(self) -> None:
        self.screen.end()
        super()._handle_delete()
