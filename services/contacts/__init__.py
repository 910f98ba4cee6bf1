"""Contacts: the people an organization deals with."""
