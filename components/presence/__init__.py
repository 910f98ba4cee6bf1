"""Who is here and what they do, as screens show it; nothing of it is stored."""

from components.presence.attendance import Attendance, Attending

__all__ = ['Attendance', 'Attending']
