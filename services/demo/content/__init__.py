"""What the demo organizations offer, to whom, and what came of it."""

from services.demo.content.fjord import FJORD
from services.demo.content.skyline import SKYLINE

ORGANIZATIONS = (SKYLINE, FJORD)

__all__ = ['FJORD', 'ORGANIZATIONS', 'SKYLINE']
