"""The organization at work of the tests of proposals."""

from tests.integration.proposals.conftest import office

__all__ = ['office']
