"""Who is looking at what, and what they are doing there: shown at once, told to the other
processes, never stored. Serves both lines.
"""

from services.presence.gestures import Gestures
from services.presence.messages import Cursor, Spot
from services.presence.people import Person, PersonKind, merged
from services.presence.viewers import PresenceEntry, PresenceService

__all__ = [
    'Cursor',
    'Gestures',
    'Person',
    'PersonKind',
    'PresenceEntry',
    'PresenceService',
    'Spot',
    'merged',
]
