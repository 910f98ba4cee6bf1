"""The line over the page: where one is, whether all is saved, who else is here, what to do next.

Both lines: presence and saving come in, sharing and status go out.
"""

from collections.abc import Sequence

from components.engine.directions import isolated
from components.engine.light import Text
from components.kit.avatar import Face
from components.kit.buttons import button
from components.kit.icons import Icon, icon
from components.kit.markup import box, text
from components.presence import Attendance
from components.presence.people_here import PeopleHere, face_of
from components.presence.writing import called_with_side
from components.proposals.editor.editor import ProposalEditor
from components.proposals.editor.sharing import open_share
from components.proposals.editor.status_menu import open_status_menu
from components.shell.frame import head_end, page_head
from models import Proposal
from models.patch import Patch
from services.accounts.topics import colleague, workspace
from services.presence import Person, PersonKind
from services.proposals.topics import proposal_viewers
from services.realtime.status import LinkState


class Head:
    """Breadcrumb, saved state, presence, refresh, menu, preview, share."""

    def __init__(self, editor: ProposalEditor) -> None:
        self._editor = editor
        with page_head():
            with box('t-crumbs', 'nav', aria_label='Where you are'):
                text('Proposals', tag='a', href='/proposals')
                icon('chevron-right', 14)
                with box('t-2 t-clip', 'span', aria_current='page'):
                    self._title = Text(editor.proposal.title if editor.proposal else '')
            with head_end():
                self._saved = SavedMark(editor)
                self._reading = text('', 't-12 t-3 t-nowrap t-no-phone')
                self._people = PeopleHere(look=self.face, has_cursors=True)
                self._build_actions()
        editor.follow(editor.proposals, self._on_proposal)

    def _build_actions(self) -> None:
        editor = self._editor
        button(
            icon='refresh-cw', kind='ghost', on_click=self._refresh,
            aria_label='Refresh. Not needed: this page is live',
        ).classes('t-no-phone')  # fmt: skip
        self._preview = box('t-btn t-btn--secondary t-no-phone', 'button', type='button')
        self._preview.on('click', self._open_preview, args=[])
        with self._preview:
            text('Preview')
            icon('eye')
        if editor.may_edit:
            more = button(icon='ellipsis', kind='ghost', aria_label='More actions')
            more.on('click', lambda: open_status_menu(editor, more), args=[])
            button(
                'Share', icon='link', kind='primary', on_click=lambda: open_share(editor)
            ).classes('t-no-phone')

    def _open_preview(self) -> None:
        # a path within this app, made of an id
        self._editor.client.open(preview_path(self._editor), new_tab=True)

    def _refresh(self) -> None:
        editor = self._editor
        is_live = all(query.status.state is LinkState.LIVE for query in editor.opened)
        for query in editor.opened:
            query.refresh()
        if is_live:
            editor.toast('Everything here is already current.', kind='ok')
        else:
            editor.toast('The line is not up yet. Fetching everything now.', kind='info')

    # patches

    def _on_proposal(self, _: Sequence[Patch[Proposal]]) -> None:
        if self._editor.proposal is not None:
            self._title.set_text(self._editor.proposal.title)

    def enter(self, attendance: Attendance) -> None:
        """Be seen by the others on this proposal, and see them; call once the socket is there."""
        editor, presence = self._editor, self._editor.services.presence
        topic, me = proposal_viewers(editor.proposal_id), colleague(editor.member)
        editor.on_end(presence.on_change(topic, self._show_people))
        attendance.enter(topic, me)
        attendance.enter(workspace(editor.organization_id), me, lingers=True)
        self._show_people(presence.viewers(topic))

    def _show_people(self, people: tuple[Person, ...]) -> None:
        me = colleague(self._editor.member).key
        others = [person for person in people if person.key != me]
        self._people.show(others)
        self._reading.set_text(reading(others))

    def face(self, person: Person) -> Face:
        """The client's own face where the link is theirs."""
        if person.kind is PersonKind.CLIENT:
            return self._editor.people.of_holder(person)
        return face_of(person)


def reading(people: Sequence[Person]) -> str:
    """`Sofia Lindqvist (client) viewing now, Day 3`; nobody who is away."""
    clients = [one for one in people if one.kind is PersonKind.CLIENT and not one.idle]
    if not clients:
        return ''
    names = ' and '.join(dict.fromkeys(isolated(called_with_side(one)) for one in clients))
    where = clients[0].words if len(clients) == 1 else ''
    return f'{names} viewing now{f", {where}" if where else ""}'


class SavedMark:
    """`Saved`, or `Saving` while a command is on its way."""

    def __init__(self, editor: ProposalEditor) -> None:
        with box('t-12 t-3 t-row t-saved t-no-phone', 'span', role='status'):
            self._icon = Icon('check', 14)
            self._word: Text = text('Saved')
        editor.actions.saving.subscribe(self._show)

    def _show(self, is_saving: bool) -> None:
        self._icon.show('loader-circle' if is_saving else 'check')
        self._word.set_text('Saving' if is_saving else 'Saved')


def preview_path(editor: ProposalEditor) -> str:
    """What the client sees, without counting as a visit."""
    return f'/proposals/{editor.proposal_id}/preview'
