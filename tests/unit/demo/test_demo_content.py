"""Demo content before any database: it fits together and its dates make sense."""

from calendar import SUNDAY
from datetime import date, timedelta
from pathlib import Path

import pytest

from components.proposals.editor.activity_icons import ACTIVITY_ICONS
from models import ActivityFields, ContactFields, ContactStage, DayFields, ProposalFields
from services.commands.fields import validated
from services.demo.content import ORGANIZATIONS
from services.demo.shapes import SOONEST_DAYS, DemoProposal, season

ASSETS = Path(__file__).parents[3] / 'components' / 'assets'
PROPOSALS = [(one.key, proposal) for one in ORGANIZATIONS for proposal in one.proposals]
each_proposal = pytest.mark.parametrize(
    'proposal', [one for _, one in PROPOSALS], ids=[f'{key}-{one.key}' for key, one in PROPOSALS]
)


@pytest.mark.parametrize('days', range(0, 800, 13))
def test_a_trip_starts_on_its_weekday_in_the_next_season_ahead(days: int) -> None:
    today = date(2026, 1, 1) + timedelta(days=days)
    start = season(3, 14, SUNDAY)(today)
    assert start.weekday() == SUNDAY
    assert abs(start - date(start.year, 3, 14)) <= timedelta(days=3)
    assert timedelta(days=SOONEST_DAYS) <= start - today <= timedelta(days=SOONEST_DAYS + 373)


@each_proposal
def test_pictures_and_icons_exist(proposal: DemoProposal) -> None:
    activities = [activity for day in proposal.days for activity in day.activities]
    assert {one.icon for one in activities} <= set(ACTIVITY_ICONS)
    assert (ASSETS / 'cover' / f'{proposal.cover}.svg').is_file()


@each_proposal
def test_people_may_type_all_of_it(proposal: DemoProposal) -> None:
    validated(
        ProposalFields,
        {
            'title': proposal.title,
            'subtitle': proposal.subtitle,
            'intro': proposal.intro,
            'terms': proposal.terms,
            'travellers': proposal.travellers,
        },
    )
    for day in proposal.days:
        validated(DayFields, {'title': day.title, 'body': day.body})
        for one in day.activities:
            shown = {'title': one.title, 'note': one.note, 'description': one.text}
            validated(ActivityFields, {**shown, 'price': one.price})


@each_proposal
def test_comments_and_visits_point_at_something(proposal: DemoProposal) -> None:
    titles = {day.title for day in proposal.days}
    titles |= {activity.title for day in proposal.days for activity in day.activities}
    assert {one.about for one in proposal.comments} <= titles | {''}
    assert {one.link for one in proposal.visits} <= {one.label for one in proposal.links}


@each_proposal
def test_things_happen_in_order(proposal: DemoProposal) -> None:
    moments = [proposal.made, *(step.at for step in proposal.steps)]
    assert moments == sorted(moments, reverse=True)
    assert list(proposal.versions) == sorted(proposal.versions, reverse=True)
    for visit in proposal.visits:
        assert visit.began >= timedelta(minutes=visit.minutes), 'a visit ends before now'
        assert visit.began <= next(one.made for one in proposal.links if one.label == visit.link)
    for comment in proposal.comments:
        assert all(reply.at < comment.at for reply in comment.replies)


def test_contacts_are_as_people_would_type_them() -> None:
    for organization in ORGANIZATIONS:
        members = {member.key for member in organization.members}
        for contact in organization.contacts:
            typed = {
                name: getattr(contact, name)
                for name in ContactFields.model_fields.keys() - {'owner_id'}
            }
            assert validated(ContactFields, typed) == typed
            assert contact.owner in members
    stages = {contact.stage for contact in ORGANIZATIONS[0].contacts}
    assert stages == set(ContactStage)


def test_portraits_exist() -> None:
    for organization in ORGANIZATIONS:
        for person in (*organization.members, *organization.contacts):
            validated(ContactFields, {'full_name': person.full_name, 'email': person.email})
            assert not person.portrait or (ASSETS / 'people' / f'{person.portrait}.svg').is_file()


def test_there_are_as_many_contacts_as_a_list_needs_to_be_looked_at() -> None:
    skyline, fjord = ([one.key for one in demo.contacts] for demo in ORGANIZATIONS)
    assert (len(skyline), len(fjord)) == (62, 27)
    assert all(len(set(keys)) == len(keys) for keys in (skyline, fjord))
