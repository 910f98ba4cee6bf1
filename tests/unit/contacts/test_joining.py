"""What an import changes of somebody who is here, and what it leaves alone."""

from typing import Any

import pytest

from models import ImportPolicy
from services.contacts.imports.joining import COLUMNS, changes, further

FILL, OVERWRITE = ImportPolicy.FILL, ImportPolicy.OVERWRITE
ANA = {name: '' for name in COLUMNS} | {
    'full_name': 'Ana Souza',
    'email': 'ana@x.example',
    'email_key': 'ana@x.example',
    'city': 'Hull',
    'tags': ['vip'],
    'stage': 'client',
    'mail_consent': 'unknown',
}


@pytest.mark.parametrize(
    ('draft', 'filled', 'overwritten'),
    [
        ({'city': 'York'}, {}, {'city': 'York'}),
        ({'company': 'Souza'}, {'company': 'Souza'}, {'company': 'Souza'}),
        ({'city': ''}, {}, {}),
        ({'stage': 'lead'}, {}, {'stage': 'lead'}),
        ({'mail_consent': 'agreed'}, {'mail_consent': 'agreed'}, {'mail_consent': 'agreed'}),
        ({'tags': ['ski', 'vip']}, {'tags': ['vip', 'ski']}, {'tags': ['vip', 'ski']}),
        ({'full_name': 'A. Souza'}, {}, {'full_name': 'A. Souza'}),
        # what stands for a name where there is none
        ({'full_name': 'b@x.example', 'email': 'b@x.example'}, {}, {}),
    ],
)
def test_gaps_are_filled_and_the_rest_only_where_somebody_says_so(
    draft: dict[str, Any], filled: dict[str, Any], overwritten: dict[str, Any]
) -> None:
    assert changes(ANA, draft, FILL) == filled
    assert changes(ANA, draft, OVERWRITE) == overwritten


def test_a_name_takes_the_place_of_an_address() -> None:
    nameless = ANA | {'full_name': 'ana@x.example'}
    assert changes(nameless, {'full_name': 'Ana Souza'}, FILL) == {'full_name': 'Ana Souza'}


def test_a_first_number_becomes_the_primary_one_and_others_are_kept_beside() -> None:
    draft = {
        'phone': '07700 900123',
        'phone_key': '+447700900123',
        'email': 'ANA@x.example',
        'email_key': 'ana@x.example',
        'further': [['email', 'ana@y.example', 'ana@y.example'], ['phone', '12', '']],
    }
    found = changes(ANA, draft, FILL)
    assert found == {'phone': '07700 900123', 'phone_key': '+447700900123'}
    known = [('email', 'ana@x.example', 'ana@x.example')]
    assert further(known, draft, found) == [
        ('email', 'ana@y.example', 'ana@y.example'),
        ('phone', '12', ''),
    ]


def test_nobody_gets_more_tags_than_a_contact_can_have() -> None:
    draft = {'tags': [str(number) for number in range(30)]}
    assert len(changes(ANA, draft, FILL)['tags']) == 20
