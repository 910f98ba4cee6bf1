"""Text that is edited where it stands: plain until clicked, so that rows stay light.

The end of the line in (its text is patched) and the start of the line out (`CellEditor` opens it).
"""

from nicegui import ui

from components.engine.light import Text
from components.kit.markup import box


def cell(
    field: str,
    value: str,
    *,
    label: str,
    classes: str = '',
    tag: str = 'span',
    kind: str = '',
    hint: str = '',
    editable: bool = True,
    glow: bool = True,
) -> Text:
    """Place a cell and return its text; `kind`: empty for a line, `prose` for paragraphs."""
    with open_cell(
        field, label=label, classes=classes, tag=tag, kind=kind, hint=hint, editable=editable,
        glow=glow,
    ):  # fmt: skip
        return Text(value)


def open_cell(
    field: str,
    *,
    label: str,
    classes: str = '',
    tag: str = 'span',
    kind: str = '',
    hint: str = '',
    editable: bool = True,
    glow: bool = True,
) -> ui.element:
    """A cell to fill; the text to edit is its last child."""
    # the title names the button where its text is empty, and says what it is where it is not
    editing = {'role': 'button', 'tabindex': '0', 'title': label} if editable else {}
    return box(
        f't-cell {classes}',
        tag,
        data_kind=kind or None,
        data_edit=field if editable else None,
        data_hint=hint if editable else None,
        data_label=label,
        data_glow=glow,
        **editing,
    )
