"""The end of the line in and the start of the way out, for any row."""
