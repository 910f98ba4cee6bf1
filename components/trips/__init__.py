"""Trips: the list, the calendar, the page of one, and who leaves soon."""
