"""Bringing contacts in from a file: five steps on one page."""
