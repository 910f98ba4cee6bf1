"""What stands in place of the list's rows where there are none. Line in, step 6."""

from components.view.node import Node, el
from services.proposals.list_state import ProposalListState, Tab

WILL_BE_HERE = {
    Tab.OPEN: 'What a client has, or what waits for you, will be here.',
    Tab.DRAFTS: 'What nobody has sent yet will be here.',
    Tab.DECIDED: 'What was approved or declined, or came to an end, will be here.',
    Tab.TEMPLATES: 'Save any proposal as a template from its menu, and it will be here.',
}
ALL_AWAY = 'Proposals that are neither archived nor templates will be here.'


def nothing_here(state: ProposalListState) -> Node:
    """Says why; only what was filtered can be cleared."""
    if state.is_filtered:
        clear = el(
            'button', 't-btn t-btn--secondary t-btn--sm', 'Clear filters', type='button',
            data_act='clear'
        )  # fmt: skip
        words = 'Nothing here by these words and filters.'
        return _nothing('No proposals match', words, el('div', 't-row', clear))
    return _nothing('Nothing here yet', WILL_BE_HERE.get(state.tab, ALL_AWAY), None)


def _nothing(title: str, words: str, acts: Node | None) -> Node:
    return el('div', 't-empty', el('h2', 't-h4', title), el('p', '', words), acts, key='nothing')
