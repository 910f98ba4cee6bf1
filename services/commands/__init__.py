"""The way out as a mechanism: input checked, three-way merge, rows locked and written."""
