"""The picture over a proposal, and how it is changed. Both lines: it is patched like any field."""

from collections.abc import Callable, Sequence

from nicegui import ui

from components.engine.light import Part
from components.kit.files import asset, cover
from components.kit.icons import icon
from components.kit.markup import box, text
from components.kit.menus import open_dialog
from components.live.cell_editor import CellEditor
from components.proposals.editor.editor import ProposalEditor
from models import Proposal
from models.patch import Patch

SHIPPED = {
    'alpine': 'Mountain lake',
    'kyoto': 'Kyoto in autumn',
    'lofoten': 'Lofoten in the blue light',
    'madeira': 'Sea cliffs of Madeira',
    'patagonia': 'Towers of Patagonia',
    'puglia': 'A harbour in Puglia',
    'sahara': 'Dunes of the Sahara',
    'zanzibar': 'A dhow off Zanzibar',
}
"""cover → what it shows"""


class Cover(Part):
    """The picture with its glass button."""

    def __init__(self, editor: ProposalEditor, cell_editor: CellEditor) -> None:
        super().__init__('div')
        self._editor = editor
        self._dialog: ui.dialog | None = None
        self.classes('t-cover')
        with self:
            self._image = box(tag='img', decoding='async')
            if editor.may_edit:
                change = box('t-glass', 'button', type='button')
                change.on('click', self._open, args=[])
                with change:
                    text('Change cover')
                    icon('image', 14)
        self._show()
        editor.follow(editor.proposals, self._on_proposal)
        cell_editor.on_act('uploaded', lambda _: self._close())

    def _on_proposal(self, patches: Sequence[Patch[Proposal]]) -> None:
        if any('cover' in patch.fields for patch in patches):
            self._show()

    def _show(self) -> None:
        proposal = self._editor.proposal
        if proposal is None:
            return
        kind, _, name = proposal.cover.partition(':')
        self._image.props['src'] = cover(proposal.cover)
        self._image.props['alt'] = SHIPPED.get(name, '') if kind == 'asset' else 'Cover of the trip'

    def _open(self) -> None:
        with (
            self._editor,
            open_dialog('Cover', detail='The client sees it first.', width=640) as dialog,
        ):
            self._dialog = dialog
            with box('t-dialog__body t-col t-col--4'):
                with box('t-covers', role='group', aria_label='Covers of ours'):
                    for name, shows in SHIPPED.items():
                        self._choice(name, shows)
                self._upload()

    def _choice(self, name: str, shows: str) -> None:
        choice = box('t-covers__one', 'button', type='button', title=shows, aria_label=shows)
        choice.on('click', self._chooser(f'asset:{name}'), args=[])
        with choice:
            box(tag='img', src=asset(f'cover/{name}.svg'), alt='', loading='lazy')

    def _chooser(self, reference: str) -> Callable[[], object]:
        async def choose() -> None:
            self._close()
            if (proposal := self._editor.proposal) is not None:
                await self._editor.edit(proposal, cover=reference)

        return choose

    def _upload(self) -> None:
        """A file goes to its own address, in one request that the socket does not carry."""
        with box('t-upload', 'label', data_uploads=True):
            with box('t-row t-medium', 'span'):
                icon('image')
                text('Choose a picture of your own')
            text(
                'JPEG, PNG or WebP, up to 12 MB.', 't-12 t-3', data_upload_help=True, role='status'
            )
            field = box('t-sr', 'input', type='file', accept='image/jpeg,image/png,image/webp')
            field.props['data-upload'] = f'/proposals/{self._editor.proposal_id}/cover'

    def _close(self) -> None:
        if self._dialog is not None and not self._dialog.is_deleted:
            self._dialog.close()
        self._dialog = None
