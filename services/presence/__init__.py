"""Who is looking at what, and what they are doing there: shown at once, told to the other
processes, never stored. Serves both lines.
"""

from services.presence.gestures import Gestures
from services.presence.people import Person, PersonKind, merged
from services.presence.viewers import PresenceService, Stay
from services.presence.wire import Cursor, Spot

__all__ = [
    'Cursor', 'Gestures', 'Person', 'PersonKind', 'PresenceService', 'Spot', 'Stay', 'merged',
]  # fmt: skip
