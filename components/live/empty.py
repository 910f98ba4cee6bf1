"""What stands where rows or a record would, and there are none. End of the line in."""

from collections.abc import Callable

from components.engine.light import Light
from components.kit.buttons import button
from components.kit.files import asset
from components.kit.markup import box, text


class NoRows(Light):
    """In place of a list's rows; only what was filtered can be cleared."""

    def __init__(self, on_clear: Callable[[], object]) -> None:
        super().__init__('div', 't-empty')
        with self:
            self._title = text('', 't-h4', 'h2')
            self._words = text('', '', 'p')
            with box('t-row') as self._acts:
                button('Clear filters', size='sm', on_click=on_clear)
        self.set_visibility(False)

    def show(self, title: str, words: str, *, is_filtered: bool) -> None:
        """Say why there is nothing."""
        self._title.set_text(title)
        self._words.set_text(words)
        self._acts.set_visibility(is_filtered)
        self.set_visibility(True)

    def hide(self) -> None:
        """There is something."""
        self.set_visibility(False)


def no_record(kind: str, *, back: str, href: str) -> None:
    """One answer for records that never were, are gone, or are somebody else's.

    `kind`: what it would be, `'proposal'`; `back`: the link away from here, `'All proposals'`.
    """
    with box('t-empty'):
        box(tag='img', classes='t-empty__art', src=asset('cover/lofoten.svg'), alt='')
        text(f'There is no {kind} here', 't-h2', 'h1')
        text('It may have been deleted, or the address has a slip in it.', tag='p')
        with box('t-row'):
            text(back, 't-btn t-btn--primary', 'a', href=href)
