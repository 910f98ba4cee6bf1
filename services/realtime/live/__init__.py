"""Live queries: from a change announced to patches on screens, step 5 of the line in."""

from services.realtime.live.diff import diff
from services.realtime.live.live_query import LiveQuery
from services.realtime.live.member_query import MemberQuery
from services.realtime.live.optimistic_query import OptimisticQuery
from services.realtime.live.pace import Pace
from services.realtime.live.queries import (
    Figure,
    all_rows,
    among,
    figure_of,
    row_of,
    rows_of,
    window_of,
)
from services.realtime.live.query import Dependency, Label, Query, SharedBy
from services.realtime.live.service import LiveService
from services.realtime.live.window import SortKey, Window, by

__all__ = [
    'Dependency',
    'Figure',
    'Label',
    'LiveQuery',
    'LiveService',
    'MemberQuery',
    'OptimisticQuery',
    'Pace',
    'Query',
    'SharedBy',
    'SortKey',
    'Window',
    'all_rows',
    'among',
    'by',
    'diff',
    'figure_of',
    'row_of',
    'rows_of',
    'window_of',
]
