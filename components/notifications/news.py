"""Says what has just come: a toast where the page is looked at, else the browser may tell it.

End of the line in. What the page itself speaks of, the builder of its proposal, it says alone.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from nicegui import json

from components.engine.visibility import Visibility
from components.kit.toast import MOST, speaks_itself, toast
from components.live.element import LiveElement
from components.notifications.lines import face_of
from components.notifications.permit import Permit
from models import Notification, NotificationKind
from models.patch import Patch, PatchKind
from services.notifications.grouping import is_new
from services.notifications.kinds import GROUP_OF, Group
from services.notifications.sentences import FAILURES, LOOKS, sentence
from services.realtime.live import LiveQuery

TOASTS: dict[NotificationKind, str] = {
    NotificationKind.CLIENT_OPENED: 'opened',
    NotificationKind.CLIENT_COMMENTED: 'asked',
    NotificationKind.CLIENT_APPROVED: 'ok',
    NotificationKind.CLIENT_DECLINED: 'declined',
    NotificationKind.MENTION: 'asked',
    NotificationKind.IMPORT_FINISHED: 'ok',
    NotificationKind.TASK_FAILED: 'bad',
}
"""Kinds that are worth a toast, and its look."""


class News:
    """Belongs to an element; `begin` once there are rows, and what comes from then on is new."""

    def __init__(self, element: LiveElement, inbox: LiveQuery[Notification]) -> None:
        self._element = element
        self._inbox = inbox
        self._since: datetime | None = None
        self._told: dict[UUID, datetime] = {}
        """When what was told of came, since it may come back."""
        self._missed: list[Notification] = []
        """What came while nobody looked at this tab."""
        self._visibility = Visibility.of(element.client)
        self._permit = Permit(element)

    def begin(self) -> None:
        """What there is now is known."""
        rows = self._inbox.rows
        self._since = max((row.arrived_at for row in rows if row.arrived_at), default=None)
        self._told = {row.id: row.arrived_at for row in rows if row.arrived_at}
        self._element.on_end(self._inbox.subscribe(self._on_patches))
        self._element.on_end(self._visibility.on_return(self._on_return))

    def _on_patches(self, patches: Sequence[Patch[Notification]]) -> None:
        rows = [
            patch.row
            for patch in patches
            if patch.row is not None and patch.kind is not PatchKind.REMOVE
        ]
        fresh = [row for row in rows if self._is_fresh(row)]
        for row in fresh:
            assert row.arrived_at is not None  # it would not be fresh
            self._told[row.id] = self._since = row.arrived_at
            if row.browser:
                self._tell_browser(row)
        if self._visibility.is_hidden:
            self._missed = [*self._missed, *fresh][-MOST:]
            return
        self._say(fresh)

    def _is_fresh(self, row: Notification) -> bool:
        """Rows from further down come into the window too, and are old."""
        at = row.arrived_at
        is_later = at is not None and (self._since is None or at >= self._since)
        return is_later and is_new(row) and self._told.get(row.id) != at

    def _on_return(self) -> None:
        missed, self._missed = self._missed, []
        now = {row.id: row for row in self._inbox.rows}
        self._say([now[row.id] for row in missed if row.id in now and is_new(now[row.id])])

    def _say(self, rows: Sequence[Notification]) -> None:
        shown = [row for row in rows if row.in_app and row.kind in TOASTS]
        for row in sorted(shown, key=lambda row: (row.arrived_at, row.id))[-MOST:]:
            if not self._is_said_elsewhere(row):
                self._toast(row)
            if row.kind is NotificationKind.CLIENT_OPENED:
                self._permit.offer(sentence(row).plain)

    def _is_said_elsewhere(self, row: Notification) -> bool:
        of_client = GROUP_OF[row.kind] is Group.CLIENTS
        return of_client and speaks_itself(self._element.client, row.proposal_id)

    def _toast(self, row: Notification) -> None:
        said, look = sentence(row), LOOKS[row.kind]
        toast(
            self._element,
            f'{said.does} {said.what}'.rstrip() + f'{said.more}.',
            bold=said.who,
            detail=said.detail,
            kind=TOASTS[row.kind],
            person=face_of(row) if look.has_face and row.actor_name else None,
            action=(look.verb or 'Show', row.link),
        )

    def _tell_browser(self, row: Notification) -> None:
        said = sentence(row)
        told = {
            'id': f'{row.id} {row.arrived_at}',
            'title': said.plain,
            'body': said.detail,
            'link': row.link,
            'stays': row.kind in FAILURES,
        }
        self._element.client.run_javascript(f'window.tradewind.notices.tell({json.dumps(told)})')
