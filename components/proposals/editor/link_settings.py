"""What a share link allows, for whom and until when; each saved by itself, below the link's row.

Begins the line out. Colleagues may have the same settings open: what one saves shows in the
other's, and never takes away what is typed there.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from components.engine.light import Part, Text
from components.kit.buttons import button
from components.kit.markup import box, show_choice, text
from components.live.fields import live_input
from components.proposals.editor.editor import ProposalEditor
from models import LinkScope, ShareLink
from services import time_zones
from services.commands.editables import edit
from services.proposals.share_links import LINK

ALLOWS = {
    LinkScope.VIEW: 'Can view',
    LinkScope.INTERACT: 'Can choose and ask',
    LinkScope.APPROVE: 'Can approve',
}


class LinkSettings(Part):
    """Call `show` with each new row."""

    def __init__(
        self, editor: ProposalEditor, link: ShareLink, close: Callable[[], object]
    ) -> None:
        super().__init__('div', 't-linkrow__set')
        self._editor = editor
        self._link = link
        self._choices: dict[LinkScope, Text] = {}
        with self:
            self._label = live_input(
                'Who is it for?', link.label, self._save_label, testid_='link-label'
            )
            with box('t-field'):
                text('They can', 't-label')
                with box('t-seg', role='radiogroup', aria_label='They can', data_saves=True):
                    for scope, words in ALLOWS.items():
                        self._add_choice(scope, words.removeprefix('Can ').capitalize())
                show_choice(self._choices, link.scope)
            self._end = live_input(
                'Last day', self._last_day(link), self._save_end, kind='date', testid_='link-end',
                help='Empty: as long as you like.',
            )  # fmt: skip
            button('Done', size='sm', on_click=close)

    def show(self, link: ShareLink) -> None:
        """Change what differs; a field that somebody types in offers it instead."""
        self._link = link
        people = self._editor.people
        by = '' if people.is_me(link.updated_by) else people.name(link.updated_by)
        self._label.patch(link.label, by=by)
        self._end.patch(self._last_day(link), by=by)
        show_choice(self._choices, link.scope)

    def _add_choice(self, scope: LinkScope, words: str) -> None:
        async def choose() -> None:
            seen = {'scope': self._link.scope}
            await self._editor.do(
                edit, of=LINK, id=self._link.id, changes={'scope': scope}, base=seen
            )

        choice = text(words, '', 'button', type='button', role='radio')
        choice.on('click', choose, args=[])
        self._choices[scope] = choice

    async def _save_label(self, value: str) -> None:
        await self._save(self._label.base, label=value)

    async def _save_end(self, value: str) -> None:
        link, seen = self._link, self._end.base
        # an end need not be that of its day
        base = link.expires_at if seen == self._last_day(link) else self._typed_end(seen)
        await self._save(base, expires_at=self._typed_end(value))

    def _last_day(self, link: ShareLink) -> str:
        """`2026-12-04` as a date field has it, empty without an end."""
        end = link.expires_at
        return time_zones.last_day(end, self._editor.time_zone).isoformat() if end else ''

    def _typed_end(self, day: str) -> datetime | None:
        return time_zones.end_of(date.fromisoformat(day), self._editor.time_zone) if day else None

    async def _save(self, seen: Any, **change: Any) -> None:
        base = dict.fromkeys(change, seen)
        await self._editor.run(edit, of=LINK, id=self._link.id, changes=change, base=base)
