"""The line in, steps 3 to 5: one socket, shared subscriptions, live queries."""

from services.realtime.subscriptions import RealtimeService

__all__ = ['RealtimeService']
