"""Elements at a fraction of NiceGUI's cost, so that one server carries a thousand open pages.

A stock element brings observable lists and dictionaries, bindable properties and a slot, used or
not: 27 objects, 4 KiB and 20 to 40 µs each. A page has hundreds, nearly all of them plain markup.
A `Light` one holds what its markup says and makes the rest when it is asked for; what it sends is
the same, and so is how one works with it, except that nothing of it can be bound.
"""

from collections.abc import Iterator
from itertools import chain
from typing import Any, Self
from weakref import ref

from nicegui import slot
from nicegui.context import context
from nicegui.element import Element
from nicegui.event_listener import EventListener
from nicegui.slot import Slot
from nicegui.style import Style

from components.engine.directions import turns
from components.engine.light_parts import LightClasses, LightProps, LightSlot, Names, split


class Light(Element):
    """A native element, or a component of our own; call inside a page.

    `attributes` is kept as it is given: hand over a dictionary that nobody else changes.
    """

    ignores_events_when_hidden = True
    _text: str | None = None
    _markers: Any = ()
    _update_method: str | None = None
    _deleted = False
    _client: Any = staticmethod(lambda: None)
    _parent_slot: Any = None
    _names: Names = ()
    _attributes: dict[str, Any] | None = None
    _held: int = 0
    _own_slot: Slot | None = None
    _named_slots: dict[str, Slot] | None = None
    _own_listeners: dict[str, EventListener] | None = None
    _own_style: Style[Any] | None = None

    def __init__(
        self,
        tag: str = '',
        classes: str = '',
        attributes: dict[str, Any] | None = None,
    ) -> None:
        stack = Slot.stacks.get(slot.get_task_id())
        parent = stack[-1] if stack else context.slot
        client = parent.parent.client
        self._client = ref(client)
        self.id = client.next_element_id
        client.next_element_id += 1
        self.tag = tag or (self.component.tag if self.component else 'div')
        if classes:
            self._names = split(classes)
        if attributes:
            self._attributes = attributes
        client.elements[self.id] = self
        parent.children.append(self)
        self._parent_slot = ref(parent)
        if client._response_built:
            client.outbox.enqueue_update(self)
            client.outbox.enqueue_update(parent.parent)

    def update(self) -> None:
        """Send this element; before the page itself is sent there is nothing to do."""
        client = self._client()
        if client is None or client._response_built:
            super().update()

    # what NiceGUI keeps in objects of their own, made when asked for

    @property
    def classes(self) -> Any:
        return LightClasses(self)

    @property
    def props(self) -> Any:
        return LightProps(self)

    @property
    def _classes(self) -> Any:  # type: ignore[override]
        return LightClasses(self)

    @property
    def _props(self) -> Any:  # type: ignore[override]
        return LightProps(self)

    @property
    def style(self) -> Any:
        return self._style

    @property
    def _style(self) -> Any:  # type: ignore[override]
        if self._own_style is None:
            self._own_style = Style(element=self)
        return self._own_style

    @property
    def _event_listeners(self) -> Any:  # type: ignore[override]
        if self._own_listeners is None:
            self._own_listeners = {}
        return self._own_listeners

    @property
    def slots(self) -> Any:  # type: ignore[override]
        return {'default': self.default_slot, **(self._named_slots or {})}

    @property
    def default_slot(self) -> Any:  # type: ignore[override]
        if self._own_slot is None:
            self._own_slot = LightSlot(self, 'default')
        return self._own_slot

    def add_slot(self, name: str, template: str | None = None) -> Slot:
        if self._named_slots is None:
            self._named_slots = {}
        self._named_slots[name] = added = LightSlot(self, name, template)
        return added

    def __enter__(self) -> Self:
        self.default_slot.__enter__()
        return self

    def __exit__(self, *_: object) -> None:
        self.default_slot.__exit__()

    def __iter__(self) -> Iterator[Element]:
        if self._named_slots:
            return chain.from_iterable(self.slots.values())
        return iter(self._own_slot.children if self._own_slot else ())

    def _displayed_contents(self, *, only_visible: bool) -> list[Any]:
        return [*super()._displayed_contents(only_visible=only_visible), self._text]

    def _handle_delete(self) -> None:
        if self._own_slot or self._named_slots:
            for each in self.slots.values():
                each.children.clear()
        self._own_listeners = None

    def let_go(self) -> None:
        """Forget everything but the end: for elements deleted long enough ago."""
        vars(self).clear()
        self._deleted = True

    def _to_dict(self) -> dict[str, Any]:
        data: dict[str, Any] = {'tag': self.tag}
        if self._text is not None:
            data['text'] = self._text
        if self._names:
            data['class'] = self._names
        if self._own_style:
            data['style'] = self._own_style
        if self._attributes:
            data['props'] = self._attributes
        if self._named_slots:
            data['slots'] = self._collect_slot_dict()
        if self._own_slot and self._own_slot.children:
            data['children'] = [child.id for child in self._own_slot.children]
        if self._own_listeners:
            data['events'] = [each.to_dict() for each in self._own_listeners.values()]
        if self._update_method:
            data['update_method'] = self._update_method
        return data


# as `Visibility` keeps it: shown, until somebody says otherwise
setattr(Light, '___visible', True)


class Text(Light):
    """An element that shows one text, never read as HTML; `set_text` is its patch.

    Words from right to left take their own direction; names in our sentences are `isolated`.
    """

    def __init__(
        self,
        text: str = '',
        tag: str = 'span',
        classes: str = '',
        attributes: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(tag, classes, attributes)
        self._text = text

    @property
    def text(self) -> str:
        """What it shows."""
        return self._text or ''

    def set_text(self, text: str) -> Self:
        """Change the text; nothing is sent when it is the same."""
        if text != self._text:
            self._text = text
            self.update()
        return self

    def _to_dict(self) -> dict[str, Any]:
        data = super()._to_dict()
        if turns(self.text):
            data['props'] = {'dir': 'auto', **data.get('props', {})}
        return data


class Part(Light, component='part.js'):
    """A section of a page that the browser draws on its own when something in it changes.

    Worth it around ten elements and more: a card, a row of a list, a day.
    """

    def __init__(self, tag: str = 'div', classes: str = '') -> None:
        super().__init__('', classes, {} if tag == 'div' else {'as': tag})
