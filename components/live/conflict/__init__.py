"""Two people changed one field: what each wrote is kept until somebody chooses.

Between both lines: a refused edit comes in, a choice goes out as an edit like any other.
"""

from components.live.conflict.chip import ConflictChip
from components.live.conflict.conflicts import Conflicts, OpenConflict

__all__ = ['ConflictChip', 'Conflicts', 'OpenConflict']
