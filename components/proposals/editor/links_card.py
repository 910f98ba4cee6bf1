"""The ways in for the client: made with one click, adjusted where they stand, ended with undo.

Both lines.
"""

from collections.abc import Sequence
from uuid import UUID

from components.engine.light import Part
from components.engine.tree import place
from components.kit.buttons import button
from components.kit.markup import box, text
from components.proposals.editor.editor import ProposalEditor
from components.proposals.editor.link_row import LinkRow, is_over
from components.proposals.editor.sharing import make_link
from components.proposals.public.expiry import Expiry
from models import ProposalView, ShareLink
from models.patch import Patch


class LinksCard(Part):
    """Living links first, the newest on top; ended ones grey below."""

    def __init__(self, editor: ProposalEditor) -> None:
        super().__init__('section')
        self._editor = editor
        self._rows: dict[UUID, LinkRow] = {}
        self._expiry = Expiry(self.arrange, editor.services.database.now)
        self._made: UUID | None = None
        """A link made on this screen: its settings are open when it shows."""
        self.classes('t-card').props('aria-label="Share links" id=share-links')
        with self:
            with box('t-card__head'):
                text('Share links', 't-h4', 'h2')
                if editor.may_edit:
                    button(
                        'New link', icon='plus', kind='ghost', size='sm', on_click=self._on_create,
                        name='share-link-create',
                    )  # fmt: skip
            self._list = box(role='list')
            self._empty = text('', 't-thread__empty t-2', 'p')
        self.arrange()
        editor.on_end(self._expiry.stop)
        editor.follow(editor.links, self._on_links)
        editor.follow(editor.views, self._on_views)
        editor.follow_time_zone(self.arrange)

    def arrange(self) -> None:
        """Rows in the order of their links."""
        links: Sequence[ShareLink] = self._editor.links.rows
        now = self._editor.services.database.now()
        ordered = sorted(reversed(links), key=lambda link: is_over(link, now))
        kept = {link.id for link in links}
        for gone in [key for key in self._rows if key not in kept]:
            self._rows.pop(gone).delete()
        for index, link in enumerate(ordered):
            row = self._rows.get(link.id) or self._add(link)
            place(row, self._list, index)
            row.show(link, self._visits(link))
        said = 'No link yet. The first one sends the proposal.' if not links else ''
        self._empty.set_text(said)
        living = [link for link in links if not is_over(link, now)]
        self._expiry.watch(living) if living else self._expiry.stop()

    def _add(self, link: ShareLink) -> LinkRow:
        with self._list:
            row = LinkRow(self._editor, link)
        self._rows[link.id] = row
        if link.id == self._made:
            self._made = None
            row.open_settings()
        return row

    def _visits(self, link: ShareLink) -> list[ProposalView]:
        return [view for view in self._editor.views.rows if view.share_link_id == link.id]

    def _on_links(self, _: Sequence[Patch[ShareLink]]) -> None:
        self.arrange()

    def _on_views(self, _: Sequence[Patch[ProposalView]]) -> None:
        self.arrange()

    async def _on_create(self) -> None:
        link = await make_link(self._editor)
        if link is None:
            return
        if link.id in self._rows:
            self._rows[link.id].open_settings()
        else:
            self._made = link.id
