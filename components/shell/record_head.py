"""The line over the page of a record: where one is, whether all is saved, who else is here.

Both lines: presence and saving come in, what a domain adds goes out.
"""

from collections.abc import Awaitable, Callable, Sequence

from components.engine.light import Text
from components.kit.avatar import Face
from components.kit.buttons import button
from components.kit.icons import Icon, icon
from components.kit.markup import box, text
from components.kit.menus import Item, open_menu
from components.live.editor import RecordEditor
from components.presence import Attendance
from components.presence.people_here import PeopleHere, face_of
from components.shell.frame import head_end, page_head
from services.accounts.topics import colleague, workspace
from services.presence import Person
from services.realtime.status import LinkState


class RecordHead:
    """Breadcrumb, saved state, presence, refresh, and the actions of a domain."""

    has_cursors = False
    """Whether pointers of the others are shown, and may be hidden."""

    def __init__(
        self,
        editor: RecordEditor,
        *,
        place: tuple[str, str],
        title: str,
        delete: Callable[[], Awaitable[object]],
    ) -> None:
        """`place`: the list it is of, `('Contacts', '/contacts')`."""
        self._editor = editor
        self._delete = delete
        label, address = place
        with page_head():
            with box('t-crumbs', 'nav', aria_label='Where you are'):
                text(label, tag='a', href=address)
                icon('chevron-right', 14)
                with box('t-2 t-clip', 'span', aria_current='page'):
                    self._title = Text(title)
            with head_end():
                SavedMark(editor)
                self.place_news()
                self._people = PeopleHere(look=self.face, has_cursors=self.has_cursors)
                button(
                    icon='refresh-cw', kind='ghost', on_click=self._refresh,
                    aria_label='Refresh. Not needed: this page is live',
                ).classes('t-no-phone')  # fmt: skip
                self.place_actions()

    # what a domain adds

    def place_news(self) -> None:
        """Place what is told of those who are here."""

    def place_actions(self) -> None:
        """Place what can be done, the primary action last."""
        if self._editor.may_edit:
            more = button(icon='ellipsis', kind='ghost', aria_label='More actions')
            more.on('click', lambda: open_menu(more, self.items()), args=[])

    def items(self) -> list[Item]:
        """The entries of its menu."""
        return [Item(label='Delete', icon='trash-2', danger=True, on_click=self._delete)]

    def face(self, person: Person) -> Face:
        """What somebody looks like who is here."""
        return face_of(person)

    def show_others(self, others: Sequence[Person]) -> None:
        """Others are here now."""

    # the line in

    def show_title(self, title: str) -> None:
        self._title.set_text(title)

    def enter(self, attendance: Attendance, topic: str) -> None:
        """Be seen by the others on this record, and see them; call once the socket is there."""
        editor, presence = self._editor, self._editor.services.presence
        me = colleague(editor.member)
        editor.on_end(presence.on_change(topic, self._show_people))
        attendance.enter(topic, me)
        attendance.enter(workspace(editor.organization_id), me, lingers=True)
        self._show_people(presence.viewers(topic))

    def _show_people(self, people: tuple[Person, ...]) -> None:
        me = colleague(self._editor.member).key
        others = [person for person in people if person.key != me]
        self._people.show(others)
        self.show_others(others)

    def _refresh(self) -> None:
        editor = self._editor
        is_live = all(query.status.state is LinkState.LIVE for query in editor.opened)
        for query in editor.opened:
            query.refresh()
        if is_live:
            editor.toast('Everything here is already current.', kind='ok')
        else:
            editor.toast('The line is not up yet. Fetching everything now.', kind='info')


class SavedMark:
    """`Saved`, or `Saving` while a command is on its way."""

    def __init__(self, editor: RecordEditor) -> None:
        with box('t-12 t-3 t-row t-saved t-no-phone', 'span', role='status'):
            self._icon = Icon('check', 14)
            self._word: Text = text('Saved')
        editor.actions.saving.subscribe(self._show)

    def _show(self, is_saving: bool) -> None:
        self._icon.show('loader-circle' if is_saving else 'check')
        self._word.set_text('Saving' if is_saving else 'Saved')
