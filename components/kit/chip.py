"""A chip: a word with its tone and its icon, patched in place."""

from components.engine.light import Text
from components.kit.icons import Icon
from components.kit.markup import testid


class Chip(Text):
    """Placed where it is made; `show` changes it."""

    def __init__(self, label: str, *, tone: str, icon: str, name: str = '') -> None:
        super().__init__(tag='span', text='')
        self.classes('t-chip')
        testid(self, name)
        with self:
            self._icon = Icon(icon)
        self.show_look(label, tone=tone, icon=icon)

    def show_look(self, label: str, *, tone: str, icon: str) -> None:
        """Change word, tone and icon."""
        self.set_text(label)
        self.props['data-tone'] = tone
        self._icon.show(icon)
