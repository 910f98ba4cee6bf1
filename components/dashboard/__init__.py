"""The dashboard: what happens in the organization now, and what waits."""
