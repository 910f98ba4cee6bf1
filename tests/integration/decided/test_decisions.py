"""What was decided stays as it was, whoever writes by whatever way."""

from decimal import Decimal
from typing import Any

import psycopg
import pytest

from models import ProposalApproval, ProposalStatus, ProposalVersion
from models.viewer import LinkHolder, System
from services.proposals import deciding, lifecycle
from services.proposals.deciding import Evidence
from tests.integration.decided.conftest import Writer
from tests.integration.proposals.office import Office

Refused = (psycopg.errors.CheckViolation, psycopg.errors.InsufficientPrivilege)
DECIDE = """insert into proposal_approvals (organization_id, proposal_id, share_link_id, decision,
    name, consent, version, total, currency) values (%s, %s, %s, %s, 'Sofia', true, %s, %s, %s)"""


async def decide(
    write: Writer, client: LinkHolder, *facts: Any, decision: str = 'approved'
) -> None:
    ids = (client.organization_id, client.proposal_id, client.share_link_id)
    await write(client, DECIDE, *ids, decision, *facts)


async def approved(office: Office) -> LinkHolder:
    client = await office.link()
    shown: dict[str, Any] = {'version': 1, 'total': Decimal(300)}
    await office.run(
        deciding.approve, client, name='Sofia', consent=True, evidence=Evidence(), **shown
    )
    return client


@pytest.mark.parametrize('decision', ['approved', 'declined'])
@pytest.mark.parametrize(
    'facts', [(2, 300, 'EUR'), (0, 300, 'EUR'), (1, '0.01', 'EUR'), (1, 300, 'JPY')]
)
async def test_a_decision_names_nothing_but_what_stands(
    office: Office, write: Writer, facts: tuple[Any, ...], decision: str
) -> None:
    client = await office.link()
    with pytest.raises(Refused):
        await decide(write, client, *facts, decision=decision)
    assert (await office.proposal).status == ProposalStatus.SENT


@pytest.mark.parametrize('decision', ['approved', 'declined'])
async def test_what_a_decision_leaves_out_is_filled_from_what_stands(
    office: Office, write: Writer, decision: str
) -> None:
    client = await office.link()
    await office.run(deciding.choose, client, activity_id=office.boat_id, is_selected=True)
    await decide(write, client, None, None, None, decision=decision)
    (kept,) = await office.rows(ProposalApproval, proposal_id=office.proposal_id)
    (version,) = await office.rows(ProposalVersion, proposal_id=office.proposal_id)
    assert (kept.version, kept.total, kept.currency) == (1, 400, 'EUR')
    assert (version.number, version.total) == (1, 400)
    assert (await office.proposal).status == decision


@pytest.mark.parametrize(
    'change', ["status = 'approved'", "status = 'declined'", 'version = 0', 'version = 3']
)
async def test_members_decide_nothing_and_make_no_versions_up(
    office: Office, write: Writer, change: str
) -> None:
    await office.link()
    with pytest.raises(Refused):
        await write(office.anna, f'update proposals set {change} where id = %s', office.proposal_id)


async def test_a_version_is_left_only_once_it_was_kept(office: Office, write: Writer) -> None:
    with pytest.raises(Refused):
        await write(
            office.anna, 'update proposals set version = 2 where id = %s', office.proposal_id
        )


async def test_no_proposal_begins_decided_or_at_a_later_version(
    office: Office, write: Writer
) -> None:
    for columns, values in (('status', "'approved'"), ('status', "'declined'"), ('version', '7')):
        with pytest.raises(Refused):
            await write(
                office.anna,
                f'insert into proposals (organization_id, {columns}) values (%s, {values})',
                office.anna.organization_id,
            )


@pytest.mark.parametrize(
    'statement',
    [
        'update proposal_versions set total = 1 where proposal_id = %s',
        'delete from proposal_versions where proposal_id = %s',
        'insert into proposal_versions (proposal_id, number, total, snapshot)'
        " values (%s, 9, 1, '{}')",
    ],
)
async def test_versions_are_written_by_no_member(
    office: Office, write: Writer, statement: str
) -> None:
    await office.link()
    for viewer in (office.anna, office.ben):
        with pytest.raises(Refused):
            await write(viewer, statement, office.proposal_id)


SETTLED = {
    'a price': "update proposal_activities set price = 999 where title = 'Room'",
    'a choice': 'update proposal_activities set is_selected = true',
    'a part that goes': 'update proposal_activities set deleted_at = now()',
    'a part that comes': 'insert into proposal_activities (proposal_id, day_id, title)'
    ' select proposal_id, id, title from proposal_days',
    'a day': "update proposal_days set title = 'Other'",
    'a day that comes': 'insert into proposal_days (proposal_id) select id from proposals',
    'the order': 'update proposal_days set position = 9',
    'the title': "update proposals set title = 'Other'",
    'the travellers': 'update proposals set travellers = 9',
    'the currency': "update proposals set currency = 'JPY'",
    'the dates': "update proposals set starts_on = '2027-01-01', ends_on = '2027-01-02'",
    'the last day': 'update proposals set valid_until = null',
    'the client': 'update proposals set owner_id = null',
    'the version': 'update proposals set version = version + 1',
    'back to draft': "update proposals set status = 'draft', version = version + 1",
    'offered again as it was': "update proposals set status = 'sent'",
    'superseded': "update proposals set status = 'superseded'",
    'reopened with another title': "update proposals set status = 'sent', version = 2, title = ''",
}


@pytest.mark.parametrize('statement', SETTLED.values(), ids=SETTLED.keys())
async def test_of_an_approved_proposal_nothing_that_was_agreed_changes(
    office: Office, write: Writer, statement: str
) -> None:
    await office.db.run(set_last_day, System(), proposal_id=office.proposal_id)
    await approved(office)
    with pytest.raises(Refused):
        await write(office.anna, statement)
    assert (await office.totals()).total == 300


async def set_last_day(session: Any, viewer: System, *, proposal_id: Any) -> None:
    connection = await session.connection()
    await connection.exec_driver_sql(
        "update proposals set valid_until = '2199-01-01' where id = %s", (proposal_id,)
    )


async def test_an_approved_proposal_is_put_away_reopened_and_then_edited(
    office: Office, write: Writer
) -> None:
    await approved(office)
    assert await write(office.anna, 'update proposals set archived_at = now()') == 1
    await office.run(lifecycle.reopen, office.anna, proposal_id=office.proposal_id)
    price = "update proposal_activities set price = 999 where title = 'Room'"
    assert await write(office.anna, price) == 1
    first, second = await office.rows(ProposalVersion, proposal_id=office.proposal_id)
    assert (first.number, first.total, second.number) == (1, 300, 2)
    gone = "update proposals set status = 'void'"
    assert await write(office.anna, gone) == 1
    with pytest.raises(Refused):
        await write(office.anna, "update proposals set status = 'sent'")


@pytest.mark.parametrize(
    'statement',
    [
        "update proposal_approvals set name = 'Other' where proposal_id = %s",
        'delete from proposal_approvals where proposal_id = %s',
        'update proposal_versions set total = 1 where proposal_id = %s',
        'delete from proposal_versions where proposal_id = %s',
        'update proposals set version = 0 where id = %s',
    ],
)
async def test_even_the_program_does_not_rewrite_what_was_decided(
    office: Office, write: Writer, statement: str
) -> None:
    await approved(office)
    with pytest.raises(Refused):
        await write(System(), statement, office.proposal_id)
    same = 'update proposal_approvals set name = name where proposal_id = %s'
    assert await write(System(), same, office.proposal_id) == 1, (
        'the self-check writes rows as they are'
    )
    assert await write(System(), 'delete from proposals where id = %s', office.proposal_id) == 1


async def test_a_declined_version_stays_as_it_was_declined(office: Office, write: Writer) -> None:
    """A declined proposal is still worked on; what is offered again is another version."""
    client = await office.link()
    await office.run(deciding.decline, client, name='', reason='', evidence=Evidence())
    price = "update proposal_activities set price = 999 where title = 'Room'"
    assert await write(office.anna, price) == 1
    with pytest.raises(Refused):
        await write(office.anna, "update proposals set status = 'sent'")
    await office.run(lifecycle.reopen, office.anna, proposal_id=office.proposal_id)
    kept = await office.rows(ProposalVersion, proposal_id=office.proposal_id)
    assert {one.number: one.total for one in kept} == {1: 300, 2: 999}
