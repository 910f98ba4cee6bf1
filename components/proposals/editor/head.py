"""What the line over a proposal's page says beside what every record's says.

Both lines: who reads comes in, sharing and status go out.
"""

from collections.abc import Sequence

from components.engine.directions import isolated
from components.kit.avatar import Face
from components.kit.buttons import button
from components.kit.icons import icon
from components.kit.markup import box, text
from components.kit.menus import Item
from components.presence.writing import called_with_side
from components.proposals.editor.editor import ProposalEditor
from components.proposals.editor.sharing import open_share
from components.proposals.editor.status_menu import putting_away, way_on
from components.shell.record_head import RecordHead
from services.presence import Person, PersonKind


class Head(RecordHead):
    """Who reads, preview, share; and the client's face."""

    has_cursors = True
    _editor: ProposalEditor

    def place_news(self) -> None:
        self._reading = text('', 't-12 t-3 t-nowrap t-no-phone')

    def place_actions(self) -> None:
        editor = self._editor
        self._preview = box('t-btn t-btn--secondary t-no-phone', 'button', type='button')
        self._preview.on('click', self._open_preview, args=[])
        with self._preview:
            text('Preview')
            icon('eye')
        super().place_actions()
        if editor.may_edit:
            button(
                'Share', icon='link', kind='primary', on_click=lambda: open_share(editor)
            ).classes('t-no-phone')

    def items(self) -> list[Item]:
        editor, proposal = self._editor, self._editor.proposal
        return [*way_on(editor, proposal), *putting_away(editor, proposal)] if proposal else []

    def face(self, person: Person) -> Face:
        """The client's own face where the link is theirs."""
        if person.kind is PersonKind.CLIENT:
            return self._editor.people.of_holder(person)
        return super().face(person)

    def show_others(self, others: Sequence[Person]) -> None:
        self._reading.set_text(reading(others))

    def _open_preview(self) -> None:
        # a path within this app, made of an id
        self._editor.client.open(preview_path(self._editor), new_tab=True)


def reading(people: Sequence[Person]) -> str:
    """`Sofia Lindqvist (client) viewing now, Day 3`; nobody who is away."""
    clients = [one for one in people if one.kind is PersonKind.CLIENT and not one.idle]
    if not clients:
        return ''
    names = ' and '.join(dict.fromkeys(isolated(called_with_side(one)) for one in clients))
    where = clients[0].words if len(clients) == 1 else ''
    return f'{names} viewing now{f", {where}" if where else ""}'


def preview_path(editor: ProposalEditor) -> str:
    """What the client sees, without counting as a visit."""
    return f'/proposals/{editor.proposal_id}/preview'
