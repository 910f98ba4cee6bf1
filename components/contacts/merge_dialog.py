"""The dialog that makes one contact of two, with a choice per field. Begins a line out."""

from uuid import UUID

from components.contacts.comparison import Comparison, comparison
from components.kit.buttons import button
from components.kit.markup import box, show, text
from components.kit.menus import open_dialog
from components.live.editor import RecordEditor
from components.view.element import ViewElement
from components.view.screen import Act
from components.view.view import View
from models import Contact
from services.contacts import merging
from services.contacts.queries import contact
from services.errors import AppError, Invalid


async def open_merge(editor: RecordEditor, kept: Contact, other_id: UUID) -> None:
    """Read the other one and compare both; call from a handler of the page."""
    found = await editor.services.live.read(
        contact(other_id, editor.organization_id), editor.viewer
    )
    if found:
        with editor:
            MergeDialog(editor, kept, found[0])
    else:
        editor.toast('They are no longer here.', kind='info')


class MergeDialog:
    """One opening; what is refused keeps it open."""

    def __init__(self, editor: RecordEditor, kept: Contact, merged: Contact) -> None:
        self._editor = editor
        owners = tuple((one.id, one.full_name) for one in editor.profiles.rows)
        self._state = Comparison(kept, merged, owners=owners)
        self._view = View(comparison, self._state)
        name = kept.first_name or kept.full_name.split(' ')[0]
        detail = (
            'Choose for each field. Proposals, trips and notes of both stay with the one you keep.'
        )
        with open_dialog(f'Keep one {name}', detail=detail, width=840) as self._dialog:
            self._dialog.props['data-testid'] = 'contact-merge'
            self._dialog.on('hide', self._view.stop, args=[])
            ViewElement(self._view, acts={'take': self._take}, classes='t-merge')
            self._problem = text('', 't-help t-help--bad t-hidden t-merge__bad', 'p', role='alert')
            with box('t-dialog__foot'):
                text('All that hangs on both moves. Undo for 30 days.', 't-12 t-3 t-grow')
                button('Cancel', on_click=self._dialog.close)
                button('Merge', icon='merge', kind='primary', on_click=self._merge, name='merge-go')

    def _take(self, act: Act) -> None:
        name, _, side = act.key.partition(':')
        take = self._state.take | {name} if side == 'merged' else self._state.take - {name}
        self._state = self._state._replace(take=take)
        self._view.show(self._state)

    async def _merge(self) -> None:
        editor, state = self._editor, self._state
        try:
            made = await editor.run(
                merging.merge, kept_id=state.kept.id, merged_id=state.merged.id,
                take=sorted(state.take),
            )  # fmt: skip
        except (Invalid, AppError) as error:
            self._problem.set_text(str(error))
            show(self._problem, True)
            return
        self._dialog.close()

        async def undo() -> bool:
            return await editor.do(merging.part, merge_id=made.id)

        editor.toast(
            f'{state.merged.full_name} is merged into this contact.', action=('Undo', undo)
        )
