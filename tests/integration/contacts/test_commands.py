"""Contacts: who is meant by a name, and who is new."""

import pytest

from services.contacts import commands
from services.errors import Invalid
from tests.integration.proposals.office import Office


async def test_a_client_is_found_by_name_and_asked_for_where_two_share_it(office: Office) -> None:
    zoe = await office.run(commands.client_called, office.anna, name='Zoë Müller')
    again = await office.run(commands.client_called, office.ben, name='zoe mueller')
    assert again.id == zoe.id
    for email in ('a@x.example', 'b@x.example'):
        await office.run(commands.add_contact, office.anna, full_name='Kim Lee', email=email)
    with pytest.raises(Invalid, match=r'Kim Lee, a@x\.example; Kim Lee, b@x\.example'):
        await office.run(commands.client_called, office.anna, name='Kim Lee')
    kim = await office.run(commands.client_called, office.anna, name='Kim Lee, b@x.example')
    assert kim.email == 'b@x.example'
