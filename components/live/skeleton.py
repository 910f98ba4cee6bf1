"""Shapes that stand where rows will be while these are read. End of the line in."""

from nicegui import ui

from components.kit.markup import box

WIDTHS = (34, 42, 28, 38, 30, 36)
"""Of the longest shape in each row, in percent."""


def skeleton(label: str, *, rows: int = 6) -> ui.element:
    """Shapes of the rows to come, at their heights; `label` says what is awaited."""
    with box('t-list t-list--skel', aria_busy='true', aria_label=label) as element:
        for index in range(rows):
            with box('t-item').style('min-height:44px'):
                box('t-skel').style('width:40px;height:28px')
                box('t-skel').style(f'width:{WIDTHS[index % len(WIDTHS)]}%;height:12px')
                box('t-grow', 'span')
                box('t-skel').style('width:72px;height:22px;border-radius:6px')
                box('t-skel').style('width:56px;height:12px')
    return element
