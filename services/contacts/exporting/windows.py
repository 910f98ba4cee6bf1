"""Who is exported: what a list shows, or all, by name; in windows, as the viewer may see them.

Each window is a transaction of its own, so an export of fifty thousand holds nobody up. They are
found by name and id, which change least: what happens meanwhile doubles nobody.
"""

from collections import defaultdict
from collections.abc import AsyncIterator, Sequence
from uuid import UUID

from sqlmodel import col, select

from models import Contact, ContactChannel
from models.viewer import Operator
from services.contacts.exporting.exported import Exported, exported
from services.contacts.queries import CONTACTS, NAME
from services.database import Database
from services.realtime.live import by
from services.realtime.live.window import Window
from services.records.lists import State

AT_ONCE = 500
"""Contacts of a window."""


async def rows_of(
    database: Database, viewer: Operator, state: State | None = None
) -> AsyncIterator[Sequence[Exported]]:
    """Window by window; `state`: of the list, or None for all contacts."""
    window: Window[Contact] = Window(keys=(NAME, by(Contact.id)), limit=AT_ONCE)
    where = CONTACTS.conditions(viewer.organization_id, state or CONTACTS.start)
    while True:
        async with database.read(viewer) as session:
            found = (await session.exec(window.page(select(Contact).where(*where)))).all()
            channels = await session.exec(
                select(ContactChannel)
                .where(
                    ContactChannel.organization_id == viewer.organization_id,
                    col(ContactChannel.contact_id).in_([each.id for each in found]),
                    col(ContactChannel.deleted_at).is_(None),
                )
                .order_by(col(ContactChannel.created_at), col(ContactChannel.id))
            )
            ways: dict[UUID, list[ContactChannel]] = defaultdict(list)
            for each in channels:
                ways[each.contact_id].append(each)
        if found:
            yield [exported(each, ways[each.id]) for each in found]
        if len(found) < AT_ONCE:
            return
        window = window.at(window.place(found[-1]))
