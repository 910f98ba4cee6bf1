"""The parts of a page behind tabs; a part is built when it is first opened."""

from collections.abc import Callable
from dataclasses import dataclass, field

from nicegui import ui

from components.engine.light import Text
from components.kit.markup import box, show


@dataclass(slots=True, kw_only=True)
class Tab:
    """One tab; `build` fills its panel, in the slot of the panel."""

    name: str
    label: str
    build: Callable[[], object] | None
    button: ui.element = field(init=False)
    panel: ui.element = field(init=False)
    count: Text = field(init=False)


class Tabs:
    """A tab list and its panels."""

    def __init__(self, *tabs: Tab, label: str) -> None:
        self._tabs = {tab.name: tab for tab in tabs}
        with box('t-tabs', role='tablist', aria_label=label):
            for tab in tabs:
                self._add_button(tab)
        for tab in tabs:
            tab.panel = box('t-panel t-hidden', role='tabpanel', aria_label=tab.label)
        self.show(tabs[0].name)

    def _add_button(self, tab: Tab) -> None:
        tab.button = box('', 'button', type='button', role='tab', data_testid=f'tab-{tab.name}')
        tab.button.mark(f'tab-{tab.name}')
        tab.button.on('click', lambda: self.show(tab.name), args=[])
        with tab.button:
            Text(tab.label)
            tab.count = Text(tag='small')

    def show(self, name: str) -> None:
        """Open a part."""
        for tab in self._tabs.values():
            is_chosen = tab.name == name
            tab.button.props['aria-selected'] = 'true' if is_chosen else 'false'
            tab.button.props['tabindex'] = '0' if is_chosen else '-1'
            show(tab.panel, is_chosen)
            if not is_chosen:
                continue
            # let go of, since it may hold the page that holds this
            build, tab.build = tab.build, None
            if build:
                with tab.panel:
                    build()

    def show_count(self, name: str, count: int) -> None:
        """A small figure beside a tab's name; none for zero."""
        self._tabs[name].count.set_text(str(count) if count else '')
