"""The ways in for the client: made with one click, adjusted where they stand, ended with undo.

Both lines.
"""

from collections.abc import Sequence
from uuid import UUID

from components.engine.light import Part
from components.kit.buttons import button
from components.kit.keyed import Keyed
from components.kit.markup import box, text
from components.proposals.editor.editor import ProposalEditor
from components.proposals.editor.link_row import LinkRow, is_over
from components.proposals.editor.sharing import make_link
from components.proposals.public.expiry import Expiry
from models import ProposalView, ShareLink


class LinksCard(Part):
    """Living links first, the newest on top; ended ones grey below."""

    def __init__(self, editor: ProposalEditor) -> None:
        super().__init__('section')
        self._editor = editor
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
            listed = box(role='list')
            self._rows: Keyed[ShareLink, LinkRow] = Keyed(
                listed, lambda link: LinkRow(editor, link)
            )
            self._empty = text('', 't-thread__empty t-2', 'p')
        self.arrange()
        editor.on_end(self._expiry.stop)
        editor.follow(editor.links, lambda _: self.arrange())
        editor.follow(editor.views, lambda _: self.arrange())
        editor.follow_time_zone(self.arrange)

    def arrange(self) -> None:
        """Rows in the order of their links."""
        links: Sequence[ShareLink] = self._editor.links.rows
        now = self._editor.services.database.now()
        ordered = sorted(reversed(links), key=lambda link: is_over(link, now))
        for made in self._rows.show(ordered):
            if made.link.id == self._made:
                made.open_settings()
        for row, link in zip(self._rows.in_order, ordered, strict=True):
            row.show(link, self._visits(link))
        said = 'No link yet. The first one sends the proposal.' if not links else ''
        self._empty.set_text(said)
        living = [link for link in links if not is_over(link, now)]
        self._expiry.watch(living) if living else self._expiry.stop()

    def _visits(self, link: ShareLink) -> list[ProposalView]:
        return [view for view in self._editor.views.rows if view.share_link_id == link.id]

    async def _on_create(self) -> None:
        link = await make_link(self._editor)
        if link is None:
            return
        self._made = link.id
        if row := self._rows.parts.get(link.id):
            row.open_settings()
