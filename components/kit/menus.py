"""Menus and dialogs: made when they are opened, gone when they close."""

from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from nicegui import ui

from components.kit.icons import icon as place_icon
from components.kit.markup import box, text


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One entry of a menu: a verb and what it does, or an address it opens."""

    label: str
    icon: str = ''
    on_click: Callable[[], Awaitable[object] | object] | None = None
    href: str = ''
    danger: bool = False
    checked: bool | None = None
    """None is an ordinary entry, else one that can be ticked."""
    js: str = ''
    """A handler that runs in the browser only."""
    detail: str = ''
    """At its far end: when, how much."""
    is_apart: bool = False
    """Whether a line divides it from those above."""


def open_menu(
    anchor: ui.element,
    items: Sequence[Item],
    *,
    label: str = 'Actions',
    target: str = '',
    title: str = '',
) -> None:
    """Open a menu at a button; call from its click handler.

    `target` is a selector of what it stands at, where that cannot hold the menu itself; `title`
    stands above the entries.

    Nothing is kept for closed menus, so a row may have one without costing anything.
    """
    with anchor:
        menu = ui.menu(value=True).props('no-parent-event auto-close max-height=70vh')
        menu.props['aria-label'] = label
        menu.props['anchor'] = 'bottom left'
        menu.props['self'] = 'top left'
        menu.props['offset'] = [0, 4]
        if target:
            menu.props['target'] = target
        menu.on('hide', menu.delete, args=[])
        with menu, box('t-menu'):
            if title:
                text(title, 't-menu__label', 'div', aria_hidden='true')
            for item in items:
                if item.is_apart:
                    box('t-menu__line', role='separator')
                _entry(item)


def _entry(item: Item) -> None:
    role = 'menuitem' if item.checked is None else 'menuitemcheckbox'
    classes = 't-menu__danger' if item.danger else ''
    tag = 'a' if item.href else 'button'
    entry = text(item.label, classes, tag, role=role, href=item.href or None)
    if item.checked is not None:
        entry.props['aria-checked'] = 'true' if item.checked else 'false'
    if item.js:
        entry.on('click', js_handler=item.js)
    elif item.on_click:
        entry.on('click', item.on_click, args=[])
    symbol = item.icon or ('check' if item.checked else '')
    with entry:
        if symbol:
            place_icon(symbol)
        if item.detail:
            text(item.detail, 't-menu__detail t-12 t-3 t-num')


@contextmanager
def open_dialog(title: str, *, detail: str = '', width: int = 480) -> Iterator[ui.dialog]:
    """Open a dialog and fill it: `with open_dialog('New proposal') as dialog: …`.

    Esc and a click beside it close it; it is deleted then. Call from a click handler.
    """
    with ui.dialog(value=True) as dialog:
        dialog.on('hide', dialog.delete, args=[])
        label = f'dialog-{dialog.id}'
        dialog.props['aria-labelledby'] = label
        with box('t-dialog') as sheet:
            sheet.style(f'max-width:{width}px')
            with box('t-dialog__head'):
                with box('t-grow'):
                    text(title, 't-h2', 'h2', id=label)
                    if detail:
                        text(detail, 't-2', 'p').style('margin-top:4px')
                close = box('t-x', 'button', type='button', aria_label='Close')
                close.on('click', dialog.close, args=[])
                with close:
                    place_icon('x')
            yield dialog


@contextmanager
def open_popover(anchor: ui.element, label: str) -> Iterator[ui.element]:
    """A small panel at what was clicked; gone when it closes."""
    with anchor:
        menu = ui.menu(value=True).props('no-parent-event max-height=80vh role=dialog')
        menu.props['aria-label'] = label
        menu.props['offset'] = [0, 4]
        menu.on('hide', menu.delete, args=[])
        with menu, box('t-pop') as panel:
            yield panel
