"""Contacts as a file: who gets whose, and in what form."""

import psycopg
from httpx import Response

from services.contacts.importing import ImportRow, Options, Source, read
from tests.conftest import TestDatabase
from tests.ui.conftest import ANNA, App


def names(answer: Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    found = list(read(Source(answer.content), Options(region='GB')))
    assert all(isinstance(each, ImportRow) for each in found), found
    return sorted(each.contact.full_name for each in found if isinstance(each, ImportRow))


def hers(database: TestDatabase, where: str = 'true') -> list[str]:
    with psycopg.connect(database.owner_url) as connection:
        rows = connection.execute(
            'select full_name from contacts where deleted_at is null and organization_id ='
            f' (select organization_id from profiles where email = %s) and {where}',  # type: ignore[arg-type]
            [ANNA],
        )
        return sorted(name for (name,) in rows)


async def test_a_member_takes_out_their_own_contacts(app: App, database: TestDatabase) -> None:
    """All, and what a list shows; nobody else's, and no stranger anything."""
    anna = await app.sign_in(ANNA)
    address = '/contacts/export?format='
    answer = await anna.http_client.get(f'{address}csv')
    assert answer.headers['content-disposition'].startswith('attachment; filename="contacts-')
    assert answer.headers['cache-control'] == 'no-store'
    assert answer.content.startswith(b'\xef\xbb\xbf')
    assert names(answer) == hers(database)
    assert names(await anna.http_client.get(f'{address}vcf')) == hers(database)
    some = await anna.http_client.get(f'{address}csv&filters=stage:lead&filters=nonsense:1')
    assert names(some) == hers(database, "stage = 'lead'")
    one, *_ = hers(database)
    assert one in names(await anna.http_client.get(f'{address}vcf', params={'words': one}))
    assert (await anna.http_client.get(f'{address}xlsx')).status_code == 404
    stranger = await app.browser().http_client.get(f'{address}csv')
    assert stranger.status_code == 303
