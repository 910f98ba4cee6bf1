"""A facet is declared by its column alone, whatever is in it."""

from uuid import UUID

import pytest
from sqlalchemy import ColumnElement, Select
from sqlalchemy.dialects import postgresql

from models import Contact, ContactStage
from services.realtime.live.list_state import ListState
from services.records.facets import Cases, Facet, Told, choice, chosen, days_ago

QUIET = Cases('quiet', {'30': Contact.created_at < days_ago(30)})
STAGE, TAGS, OWNER = Facet(Contact.stage), Facet(Contact.tags), Facet(Contact.owner_id)
SOMEBODY = UUID(int=7)


def sql(said: ColumnElement[bool] | Select[tuple[object, int]]) -> str:
    compiled = said.compile(dialect=postgresql.dialect(), compile_kwargs={'literal_binds': True})
    return str(compiled)


@pytest.mark.parametrize(
    ('facet', 'value', 'condition'),
    [
        (STAGE, ContactStage.LEAD, "contacts.stage IN ('lead')"),
        (TAGS, 'wine', "contacts.tags && ARRAY['wine']"),
        (OWNER, str(SOMEBODY), f"contacts.owner_id IN ('{SOMEBODY}')"),
        (QUIET, '30', 'contacts.created_at < now() - make_interval(secs=>2592000.0)'),
    ],
    ids=['a status', 'several', 'a member', 'a condition'],
)
def test_rows_are_told_apart_by_columns_of_any_kind(
    facet: Told, value: str, condition: str
) -> None:
    assert sql(facet.has_any([value])) == condition


def test_each_of_several_values_is_counted() -> None:
    assert 'unnest(contacts.tags)' in sql(TAGS.counted(Contact.organization_id == SOMEBODY))
    assert 'unnest' not in sql(STAGE.counted())


def test_what_is_ticked_of_one_facet_is_not_of_another() -> None:
    state: ListState[str, ContactStage] = ListState(tab='all', sort=ContactStage.LEAD)
    chosen = state.toggled(STAGE.choice('lead')).toggled(TAGS.choice('lead')).filters
    assert (STAGE.chosen(chosen), TAGS.chosen(chosen), OWNER.chosen(chosen)) == (
        ['lead'],
        ['lead'],
        [],
    )


def test_nobody_is_a_value_where_a_column_may_be_null() -> None:
    assert 'owner_id IS NULL' in sql(OWNER.has_any([str(SOMEBODY), '']))
    assert 'IS NULL' not in sql(OWNER.has_any([str(SOMEBODY)]))


@pytest.mark.parametrize(
    ('told', 'value', 'is_known'),
    [
        (STAGE, 'lead', True),
        (STAGE, 'gone', False),
        (STAGE, '', False),
        (OWNER, str(SOMEBODY), True),
        (OWNER, '', True),
        (OWNER, 'somebody', False),
        (TAGS, 'whatever people write', True),
        (QUIET, '30', True),
        (QUIET, '31', False),
    ],
)
def test_what_cannot_be_a_value_is_known_before_the_database_is_asked(
    told: Told, value: str, is_known: bool
) -> None:
    assert told.knows(value) is is_known
    assert chosen(told, {choice(told, value), 'other:x'}) == [value]
