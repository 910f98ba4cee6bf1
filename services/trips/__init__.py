"""Trips: what was sold and is being made ready."""
