"""Statements about sets of lines, as SQL; each knows its import by id."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import text
from sqlmodel.ext.asyncio.session import AsyncSession

IN_BULK = """
    select set_config('tradewind.bulk', 'on', true), set_config('enable_nestloop', 'off', true),
      set_config('plan_cache_mode', 'force_custom_plan', true)
"""
"""Triggers tell nothing of single rows; whoever writes them tells of all in one event.

Statements name sets by their ids. In an organization that was empty a moment ago the planner takes
the sets for a row or two, and would compare each with each.
"""


async def ask(
    session: AsyncSession, statement: str, values: Mapping[str, Any] | None = None
) -> Sequence[Any]:
    """What a statement gives, if it gives rows."""
    found = await (await session.connection()).execute(text(statement), dict(values or {}))
    return found.all() if found.returns_rows else ()


def as_rows(rows: Sequence[Mapping[str, Any]]) -> str:
    """For `jsonb_to_recordset`."""
    return json.dumps(list(rows), default=str, ensure_ascii=False)
