"""A list of what changed, sentence by sentence; what still holds stays the same node."""

from collections.abc import Sequence

from components.engine.light import Light, Text
from components.kit.icons import icon
from components.kit.keyed import Keyed
from components.kit.markup import box, text

Said = tuple[str, str]
"""`(icon, sentence)`"""


class ChangeList(Light):
    """Shows the first sentences, and how many more there are."""

    def __init__(self, classes: str, *, line: str = '', most: int) -> None:
        super().__init__('ul', classes)
        self._most = most
        self._line = line
        self._lines: Keyed[Said, Light] = Keyed(self, self._say, key=lambda said: said)

    def show(self, told: Sequence[Said]) -> None:
        """Change what differs."""
        shown = list(told[: self._most])
        if more := len(told) - len(shown):
            shown.append(('', f'and {more} more'))
        self._lines.show(shown)

    def _say(self, said: Said) -> Light:
        symbol, sentence = said
        if not symbol:
            return text(sentence, 't-3', 'li')
        with box(self._line, 'li') as line:
            icon(symbol, 14)
            Text(sentence)
        return line
