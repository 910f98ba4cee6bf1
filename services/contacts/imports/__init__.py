"""Imports of contacts: files taken in, checked against who is here, written, and taken back."""
