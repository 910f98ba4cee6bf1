"""What stands in place of the list's rows where there are none. Line in, step 6."""

from components.live.empty import NoRows
from services.proposals.list_state import ProposalListState, Tab

WILL_BE_HERE = {
    Tab.OPEN: 'What a client has, or what waits for you, will be here.',
    Tab.DRAFTS: 'What nobody has sent yet will be here.',
    Tab.DECIDED: 'What was approved or declined, or came to an end, will be here.',
    Tab.TEMPLATES: 'Save any proposal as a template from its menu, and it will be here.',
}
ALL_AWAY = 'Proposals that are neither archived nor templates will be here.'


class NothingHere(NoRows):
    """Own words for an empty tab."""

    def show_for(self, state: ProposalListState, *, is_empty: bool) -> None:
        """Say why there is nothing; hidden while there is something."""
        if not is_empty:
            self.hide()
        elif state.is_filtered:
            words = 'Nothing here by these words and filters.'
            self.show('No proposals match', words, is_filtered=True)
        else:
            words = WILL_BE_HERE.get(state.tab, ALL_AWAY)
            self.show('Nothing here yet', words, is_filtered=False)
