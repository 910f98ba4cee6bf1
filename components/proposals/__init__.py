"""Screens of proposals: the list, the editor, and what a client sees."""
