"""A price is as fine as its currency, whoever writes; Postgres and Python round alike."""

from decimal import Decimal

import psycopg
import pytest
from babel.numbers import list_currencies
from sqlalchemy import text

from models import Proposal, ProposalActivity, ProposalVersion
from models.viewer import LinkHolder
from services.errors import Invalid
from services.money import digits, rounded, too_fine
from services.proposals import building, deciding, editing
from services.proposals.deciding import Evidence
from tests.conftest import TestDatabase
from tests.integration.proposals.office import SYSTEM, Office

AMOUNTS = [Decimal(one) for one in ('0.0005', '0.005', '0.5', '1.0049', '92.5', '9999999999.9999')]


async def edit(office: Office, **changes: object) -> None:
    await office.run(
        editing.edit, office.anna, kind=Proposal, id=office.proposal_id, changes=changes
    )


async def reprice(office: Office, price: str, **more: object) -> None:
    changes = {'price': price, **more}
    await office.run(
        editing.edit, office.anna, kind=ProposalActivity, id=office.room_id, changes=changes
    )


async def test_postgres_and_babel_agree_on_every_currency(office: Office) -> None:
    codes = [*sorted(list_currencies()), 'XQQ']
    asked = text(
        'select code, digits, '
        'array(select round(one, digits) from unnest(:amounts ::numeric[]) one)'
        ' from unnest(:codes ::text[]) code, tradewind.currency_digits(code) digits'
    )
    async with office.db.read(SYSTEM) as session:
        connection = await session.connection()
        found = (await connection.execute(asked, {'codes': codes, 'amounts': AMOUNTS})).all()
    assert [tuple(row) for row in found] == [
        (code, digits(code), [rounded(one, code) for one in AMOUNTS]) for code in codes
    ]


async def test_a_price_finer_than_its_currency_is_refused(office: Office) -> None:
    for currency, fits, finer in (
        ('JPY', '93', '92.5'),
        ('EUR', '92.55', '92.555'),
        ('KWD', '1.255', '1.2555'),
    ):
        await edit(office, currency=currency)
        await reprice(office, fits)
        with pytest.raises(Invalid) as refused:
            await reprice(office, finer)
        assert (str(refused.value), refused.value.field) == (too_fine(currency), 'price')
        with pytest.raises(Invalid):
            await office.run(building.add_activity, office.anna, day_id=office.day_id, price=finer)
        assert (await office.row(ProposalActivity, office.room_id)).price == Decimal(fits)


async def test_a_currency_is_changed_once_its_prices_fit(office: Office) -> None:
    await reprice(office, '300.50')
    with pytest.raises(Invalid) as refused:
        await edit(office, currency='JPY')
    assert refused.value.field == 'currency'
    assert str(refused.value) == (
        'JPY has no cents, and one price here is finer. Change it first; the proposal stays in EUR.'
    )
    await office.run(building.duplicate_activity, office.anna, source_id=office.room_id)
    with pytest.raises(Invalid, match='2 prices here are finer'):
        await edit(office, currency='JPY')
    await edit(office, currency='KWD')
    assert (await office.proposal).currency == 'KWD'


async def test_what_was_taken_out_comes_back_when_it_fits(office: Office) -> None:
    await reprice(office, '300.50')
    room = {'kind': ProposalActivity, 'id': office.room_id}
    await office.run(building.remove, office.anna, **room)
    await edit(office, currency='JPY')
    with pytest.raises(Invalid, match='JPY has no cents'):
        await office.run(building.restore, office.anna, **room)
    await edit(office, currency='EUR')
    await office.run(building.restore, office.anna, **room)
    assert (await office.totals()).total == Decimal('300.50')


async def test_what_is_kept_adds_up_as_it_is_shown(office: Office, database: TestDatabase) -> None:
    """Rows from before the check, three travellers: 93 once, and 34 for each."""
    await edit(office, currency='JPY', travellers=3)
    with psycopg.connect(database.owner_url) as owner:
        owner.execute('alter table proposal_activities disable trigger b_price')
        for id, price in ((office.room_id, '92.5'), (office.boat_id, '33.5')):
            owner.execute(
                'update proposal_activities set price = %s, is_selected = true where id = %s',
                (price, id),
            )
    client = await office.link()
    total = (await office.totals()).total
    assert total == 93 + 3 * 34
    await approve(office, client, total)
    (by_postgres,) = await office.rows(ProposalVersion)
    assert by_postgres.total == total
    assert [one['price'] for one in by_postgres.snapshot['activities']] == ['93', '34']


async def approve(office: Office, client: LinkHolder, total: Decimal) -> None:
    await office.run(
        deciding.approve,
        client,
        name='Sofia',
        consent=True,
        version=1,
        total=total,
        evidence=Evidence(),
    )
