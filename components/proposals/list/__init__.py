"""The list of proposals."""
