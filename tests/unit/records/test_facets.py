"""A facet is declared by its column alone, whatever is in it."""

from uuid import UUID

import pytest
from sqlalchemy import ColumnElement, Select
from sqlalchemy.dialects import postgresql

from models import Contact, ContactStage
from services.realtime.live.list_state import ListState
from services.records.facets import Facet

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
    ],
    ids=['a status', 'several', 'a member'],
)
def test_rows_are_told_apart_by_columns_of_any_kind(
    facet: Facet, value: str, condition: str
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
