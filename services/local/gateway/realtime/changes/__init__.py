"""postgres_changes: committed rows out of the WAL, to the channels that may see them."""
