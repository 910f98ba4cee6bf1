"""Addresses and numbers are compared by keys, and nobody guesses one."""

import pytest

from services.contacts.keys import email_key, keys, phone_key, region_of


@pytest.mark.parametrize(
    ('typed', 'key'),
    [
        ('Ana.Souza@Example.COM', 'ana.souza@example.com'),
        ('  ana@example.com ', 'ana@example.com'),
        ('ana+lisbon@example.com', 'ana+lisbon@example.com'),
        ('Ána@BÜCHER.example', 'ána@xn--bcher-kva.example'),
        ('ana@xn--bcher-kva.example', 'ana@xn--bcher-kva.example'),
        ('STRASSE@example.com', 'strasse@example.com'),
        *((each, '') for each in ('', 'ana', 'ana@', '@example.com', 'a b@example.com', 'a@b@c')),
        ('ana@-ü-.example', ''),
    ],
)
def test_addresses_are_equal_however_they_are_written(typed: str, key: str) -> None:
    assert email_key(typed) == key


@pytest.mark.parametrize(
    ('typed', 'region', 'key'),
    [
        ('07700 900141', 'GB', '+447700900141'),
        ('+44 (0) 7700 900141', '', '+447700900141'),
        ('0044 7700 900141', 'PT', '+447700900141'),
        ('+351 21 555 0117', 'GB', '+351215550117'),
        *((each, 'GB', '') for each in ('', '12', 'ask Ana', '+999 1', '4.477E+11')),
        ('07700 900141', '', ''),
    ],
)
def test_numbers_are_equal_however_they_are_written(typed: str, region: str, key: str) -> None:
    assert phone_key(typed, region) == key


def test_only_what_is_written_has_its_key_written() -> None:
    assert keys({'city': 'Leeds'}) == {}
    assert keys({'phone': '07700 900141', 'email': ''}, 'GB') == {
        'email_key': '',
        'phone_key': '+447700900141',
    }


def test_an_organization_types_numbers_of_its_country() -> None:
    assert region_of('DE', 'Europe/Lisbon') == 'DE'
    assert region_of('', 'Europe/Lisbon') == 'PT'
    assert region_of('', 'Etc/GMT+12') == ''
