"""Buttons: a verb, perhaps an icon, and one thing that happens."""

import inspect
from collections.abc import Awaitable, Callable

from components.engine.light import Text
from components.kit.icons import icon as place_icon
from components.kit.markup import testid

Handler = Callable[[], Awaitable[object] | object]
EMIT = '(...args) => emit(...args)'
"""What the browser does with a click unless it is told otherwise."""


class Button(Text):
    """A native button; while its handler runs it is busy and ignores further clicks.

    Busy, not disabled: a disabled button would lose the keyboard focus.
    """

    def __init__(
        self,
        label: str = '',
        *,
        icon: str = '',
        kind: str = 'secondary',
        size: str = '',
        aria_label: str = '',
        on_click: Handler | None = None,
        submit: bool = False,
        name: str = '',
    ) -> None:
        super().__init__(tag='button', text=label)
        only_icon = icon and not label
        classes = f't-btn t-btn--{kind}' + (f' t-btn--{size}' if size else '')
        self.classes(classes + (' t-btn--icon' if only_icon else ''))
        self.props['type'] = 'submit' if submit else 'button'
        if aria_label:
            self.props['aria-label'] = self.props['title'] = aria_label
        testid(self, name)
        self.is_busy = False
        self._handler: Handler | None = None
        if on_click:
            self.on_click(on_click)
        if icon:
            with self:
                place_icon(icon)

    def on_click(self, handler: Handler, *, js_handler: str = EMIT) -> None:
        """Call `handler` for a click; `js_handler` runs in the browser first and has to `emit`."""
        self._handler = handler
        self.on('click', self.press, args=[], js_handler=js_handler)

    async def press(self) -> None:
        """Do what a click does, for keys that stand for it; nothing while it is being done."""
        if self.is_busy or self.props.get('disabled') or self._handler is None:
            return
        self.is_busy = True
        try:
            result = self._handler()
            if inspect.isawaitable(result):
                self._mark(busy=True)
                await result
        finally:
            self.is_busy = False
            self._mark(busy=False)

    def _mark(self, *, busy: bool) -> None:
        if self.is_deleted:
            return
        if busy:
            self.props['aria-busy'] = 'true'
        elif 'aria-busy' in self.props:
            del self.props['aria-busy']

    def set_enabled(self, enabled: bool) -> None:
        """Allow or refuse clicks, in the browser and here."""
        if enabled and 'disabled' in self.props:
            del self.props['disabled']
        elif not enabled:
            self.props['disabled'] = True


def button(
    label: str = '',
    *,
    icon: str = '',
    kind: str = 'secondary',
    size: str = '',
    aria_label: str = '',
    on_click: Handler | None = None,
    submit: bool = False,
    name: str = '',
) -> Button:
    """Place a button.

    `kind`: primary, secondary, ghost, danger. `size`: '', sm, lg. `name`: the `data-testid`.
    Without a label it shows only its icon and needs an `aria_label`.
    """
    return Button(
        label,
        icon=icon,
        kind=kind,
        size=size,
        aria_label=aria_label,
        on_click=on_click,
        submit=submit,
        name=name,
    )
