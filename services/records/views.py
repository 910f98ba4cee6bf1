"""Views of a list that people keep: read, checked, and what is done with them. Both lines.

What somebody kept is only words until it is read: a filter or an order that a list does not know,
any more or at all, is left out.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID, uuid4

from sqlmodel.ext.asyncio.session import AsyncSession

from models import ListView, ListViewFields, ViewKind
from models.viewer import Operator
from services.commands import rows
from services.commands.editables import Editable
from services.commands.fields import validated
from services.realtime.live import Label, Query, by, rows_of
from services.records.lists import RecordList, State
from services.retry import idempotent

MOST_SHOWN = 20
"""Tabs of one list, at most."""
LONGEST_SEARCH = 200
VIEW = Editable(table=ListView, fields=ListViewFields, name='view', named_by='name')


def list_views(organization_id: UUID) -> Query[ListView]:
    """Those that are shared, and the viewer's own, of all lists."""
    return rows_of(
        ListView, organization_id, order=(by(ListView.position), by(ListView.created_at)),
        deletable=True, label=Label('Views', 'list-filter'),
    )  # fmt: skip


def as_json(state: State) -> dict[str, Any]:
    """What is kept of a choice."""
    return {
        'sort': str(state.sort),
        'reverse': state.reverse,
        'words': state.words,
        'filters': sorted(map(str, state.filters)),
    }


def as_state(read: RecordList[Any], view: ListView) -> State:
    """The choice that somebody kept, as far as the list still knows it."""
    kept: Mapping[str, Any] = view.state
    sort = next((each for each in read.sorts if each == kept.get('sort')), read.start.sort)
    words, filters = kept.get('words'), kept.get('filters')
    return replace(
        read.start,
        tab=str(view.id),
        sort=sort,
        reverse=kept.get('reverse') is True,
        words=words.strip()[:LONGEST_SEARCH] if isinstance(words, str) else '',
        filters=frozenset(
            each
            for each in (filters if isinstance(filters, list) else ())
            if isinstance(each, str) and read.knows(each)
        ),
    )


def is_same(one: State, other: State) -> bool:
    """Whether both show the same rows in the same order."""
    return as_json(one) == as_json(other)


@idempotent
async def keep(
    session: AsyncSession,
    viewer: Operator,
    *,
    list: str,
    name: str,
    state: Mapping[str, Any],
    is_shared: bool = False,
    kind: ViewKind = ViewKind.VIEW,
    position: int = 0,
    id: UUID | None = None,
) -> ListView:
    """Keep a view, shared or for oneself. Raises: `Invalid`."""
    made = await rows.created_before(session, ListView, id)
    if made is not None:
        return made
    values = validated(
        ListViewFields,
        {
            'list': list,
            'name': name,
            'state': dict(state),
            'kind': kind,
            'position': position,
            'profile_id': None if is_shared else await rows.profile_id(session, viewer),
        },
    )
    row = ListView(id=id or uuid4(), organization_id=viewer.organization_id, **values)
    return await rows.add(session, row)


async def my_profile(session: AsyncSession, viewer: Operator) -> UUID | None:
    """Whose views are kept for the viewer alone."""
    return await rows.profile_id(session, viewer)
