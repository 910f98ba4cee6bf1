"""One organization with files to bring in."""

import pytest

from tests.integration.contacts.imports.desk import Desk
from tests.integration.proposals.conftest import office
from tests.integration.proposals.office import Office

__all__ = ['office']


@pytest.fixture
def desk(office: Office) -> Desk:
    return Desk(office)
