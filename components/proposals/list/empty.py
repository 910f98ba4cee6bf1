"""What stands in place of the list's rows where there are none. Line in, step 6."""

from collections.abc import Callable

from components.engine.light import Light
from components.kit.buttons import button
from components.kit.markup import box, text
from components.proposals.list.list_state import ListState, Tab

WILL_BE_HERE = {
    Tab.OPEN: 'What a client has, or what waits for you, will be here.',
    Tab.DRAFTS: 'What nobody has sent yet will be here.',
    Tab.DECIDED: 'What was approved or declined, or came to an end, will be here.',
    Tab.TEMPLATES: 'Save any proposal as a template from its menu, and it will be here.',
}
ALL_AWAY = 'Proposals that are neither archived nor templates will be here.'


class NothingHere(Light):
    """Own words for an empty tab; only what was filtered can be cleared."""

    def __init__(self, on_clear: Callable[[], object]) -> None:
        super().__init__('div', 't-empty')
        with self:
            self._title = text('', 't-h4', 'h2')
            self._words = text('', '', 'p')
            with box('t-row') as self._acts:
                button('Clear filters', size='sm', on_click=on_clear)
        self.set_visibility(False)

    def show(self, view: ListState, *, is_empty: bool) -> None:
        """Say why there is nothing; hidden while there is something."""
        filtered = view.is_filtered
        self._title.set_text('No proposals match' if filtered else 'Nothing here yet')
        words = 'Nothing here by these words and filters.'
        self._words.set_text(words if filtered else WILL_BE_HERE.get(view.tab, ALL_AWAY))
        self._acts.set_visibility(filtered)
        self.set_visibility(is_empty)
