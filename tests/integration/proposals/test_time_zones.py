"""Where an organization is: known to both sides, and its days are the same to both."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import psycopg
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from psycopg import Connection

from models import Organization, Proposal, ShareLink
from models.organization import ANYWHERE
from models.viewer import System
from services import time_zones
from services.accounts import organizations
from services.commands.editables import edit
from services.errors import Invalid, NotAllowed
from services.proposals import editing, lifecycle, share_links
from tests.conftest import TestDatabase
from tests.integration.proposals.office import Office
from tests.unit.test_time_zones import ODD

MOMENTS = st.datetimes(datetime(2000, 1, 1), datetime(2199, 12, 30), timezones=st.just(UTC))
CASES = st.lists(
    st.tuples(MOMENTS, st.sampled_from(ODD) | st.sampled_from(time_zones.names())),
    min_size=1,
    max_size=50,
)


@pytest.fixture
def owner(database: TestDatabase) -> Iterator[Connection]:
    with psycopg.connect(database.owner_url, autocommit=True) as connection:
        yield connection


def test_both_sides_count_the_same_days(owner: Connection) -> None:
    @settings(max_examples=60)
    @given(CASES)
    def compare(cases: list[tuple[datetime, str]]) -> None:
        days = [time_zones.day_at(*case) for case in cases]
        ends = [time_zones.end_of(day, zone) for day, (_, zone) in zip(days, cases, strict=True)]
        moments, zones = map(list, zip(*cases, strict=True))
        found = owner.execute(
            'select tradewind.day_at(moment, zone), tradewind.end_of(day, zone)'
            ' from unnest(%s::timestamptz[], %s::text[], %s::date[])'
            ' with ordinality of(moment, zone, day, place) order by place',
            (moments, zones, days),
        ).fetchall()
        assert found == list(zip(days, ends, strict=True))

    compare()


@pytest.mark.parametrize(
    'name',
    ['', 'Nowhere', 'Foo/Bar+3', 'europe/zurich', 'Europe/ZURICH', 'America/Los_Angeles2',
     'posix/Europe/Zurich', 'EST5EDT', 'CET', 'Etc/GMT+13', "UTC'; drop", ' UTC', 'localtime'],
)  # fmt: skip
async def test_only_zones_that_both_sides_know_are_kept(
    office: Office, owner: Connection, name: str
) -> None:
    with pytest.raises(Invalid) as refused:
        await office.run(organizations.set_time_zone, office.anna, time_zone=name)
    assert refused.value.field == 'time_zone'
    with pytest.raises(psycopg.errors.CheckViolation):
        owner.execute('update organizations set time_zone = %s', [name])
    founded = await office.run(
        organizations.create,
        System(),
        name='North',
        user_id=office.proposal_id,
        email='n@north.example',
        full_name='Nora',
        time_zone=name,
    )
    (north,) = await office.rows(Organization, id=founded.organization_id)
    assert north.time_zone == ANYWHERE


async def test_the_zone_is_for_the_owner_to_change(office: Office) -> None:
    for somebody in (office.ben, office.rita):
        with pytest.raises(NotAllowed):
            await office.run(organizations.set_time_zone, somebody, time_zone='UTC')
    made = await office.run(organizations.set_time_zone, office.anna, time_zone='Asia/Kathmandu')
    assert made.time_zone == 'Asia/Kathmandu'


@pytest.mark.parametrize('zone', ['Pacific/Kiritimati', 'America/Los_Angeles', ANYWHERE])
async def test_an_offer_is_over_by_the_day_of_the_organization(office: Office, zone: str) -> None:
    await office.link()
    await office.run(organizations.set_time_zone, office.anna, time_zone=zone)
    today = time_zones.today(zone)

    async def ends(on: date) -> int:
        fields = {'kind': Proposal, 'id': office.proposal_id, 'changes': {'valid_until': on}}
        await office.run(editing.edit, office.anna, **fields)
        return await office.run(lifecycle.expire_overdue, System())

    assert await ends(today) == 0
    assert await ends(today - timedelta(days=1)) == 1
    reopened = await office.run(lifecycle.reopen, office.anna, proposal_id=office.proposal_id)
    assert reopened.valid_until is None


async def test_a_link_keeps_its_last_day_when_the_zone_changes(office: Office) -> None:
    last = time_zones.today(ANYWHERE) + timedelta(days=3)
    soon = datetime.now(UTC) + timedelta(hours=2, seconds=7)
    by_day = await office.link(expires_at=time_zones.end_of(last, ANYWHERE))
    by_hour = await office.link(expires_at=soon)
    for zone in ('Pacific/Kiritimati', 'America/Los_Angeles', 'Asia/Kathmandu'):
        await office.run(organizations.set_time_zone, office.anna, time_zone=zone)
        link = await office.row(ShareLink, by_day.share_link_id)
        assert link.expires_at == time_zones.end_of(last, zone)
        assert time_zones.last_day(link.expires_at, zone) == last
    assert (await office.row(ShareLink, by_hour.share_link_id)).expires_at == soon


async def test_an_end_is_past_by_the_clock_of_the_database(office: Office) -> None:
    of_link = {'of': share_links.LINK, 'id': (await office.link()).share_link_id}
    today = time_zones.today(ANYWHERE)
    end = time_zones.end_of(today, ANYWHERE)
    made = await office.run(edit, office.anna, **of_link, changes={'expires_at': end})
    assert made.expires_at == end, 'today is a last day'
    end = time_zones.end_of(today - timedelta(days=1), ANYWHERE)
    with pytest.raises(Invalid, match='already passed'):
        await office.run(edit, office.anna, **of_link, changes={'expires_at': end})
