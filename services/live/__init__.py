"""Live queries: from a change announced to patches on screens, step 5 of the line in."""

from services.live.diff import diff
from services.live.laid_query import LaidQuery
from services.live.live_query import LiveQuery, Pace
from services.live.query import Feed, Query
from services.live.service import LiveService

__all__ = ['Feed', 'LaidQuery', 'LiveQuery', 'LiveService', 'Pace', 'Query', 'diff']
