"""The workspace around a page: frame, theme, rail, session watch."""
