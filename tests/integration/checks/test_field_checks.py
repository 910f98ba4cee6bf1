"""What an input type refuses the database refuses too, field by field and at each limit."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import psycopg
import pytest
from psycopg import sql
from pydantic import ValidationError
from sqlalchemy import Date, DateTime, Float, Integer, LargeBinary, Numeric, String, TypeDecorator
from sqlalchemy.dialects.postgresql import ARRAY
from sqlmodel import SQLModel

import models
from models.fields import Fields
from models.text import LONGEST_COMMENT, LONGEST_LINE, LONGEST_PROSE, LONGEST_TAG, MOST_TAGS

TABLE_OF: dict[type[Fields], str] = {
    models.ProposalFields: 'proposals',
    models.LinkFields: 'share_links',
    models.DayFields: 'proposal_days',
    models.ActivityFields: 'proposal_activities',
    models.CommentFields: 'proposal_comments',
    models.DecisionFields: 'proposal_approvals',
    models.OrganizationFields: 'organizations',
    models.ProfileFields: 'profiles',
    models.ContactFields: 'contacts',
    models.TripFields: 'trips',
    models.ListViewFields: 'list_views',
    models.TripItemFields: 'trip_items',
    models.ContactChannelFields: 'contact_channels',
    models.ContactNoteFields: 'contact_notes',
}
EMPTY_IS_LEFT_TO_A_TRIGGER = {('share_links', 'label')}
NEVER_TYPED = {('list_views', 'list'), ('list_views', 'state')}
TEXTS = [
    *('', 'Anna', ' Anna', 'An\x0bna', 'An\u202ena', 'e\u0301', 'a  b', 'a\nb', '!', '\u200b'),
    *('\ufe0f', 'x\u2028y', 'x\ufffey', '\u2800', '\u3164'),
    *('x' * most for most in (LONGEST_LINE, LONGEST_COMMENT, LONGEST_PROSE)),
    *('x' * (most + 1) for most in (LONGEST_LINE, LONGEST_COMMENT, LONGEST_PROSE)),
    *('EUR', 'eur', 'EURO', 'E1R', '€UR', 'view', 'approve', 'all', 'per_person', 'per_day'),
]
TAGS = [
    *((each,) for each in [*TEXTS, 'x' * LONGEST_TAG, 'x' * (LONGEST_TAG + 1)]),
    *((), ('a', 'b'), ('a', 'A'), ('a', 'a'), ('a', '')),
    *(tuple(map(str, range(count))) for count in (MOST_TAGS, MOST_TAGS + 1)),
]
DAYS = [date(1999, 12, 31), date(2000, 1, 1), date(2199, 12, 31), date(2200, 1, 1), date(1, 1, 1)]
MOMENTS = [
    *(datetime(day.year, day.month, day.day, tzinfo=UTC) for day in DAYS),
    datetime(2200, 1, 1, tzinfo=UTC) - timedelta(microseconds=1),
    datetime(2000, 1, 1, tzinfo=UTC) - timedelta(microseconds=1),
]
ENDLESS = ['infinity', '-infinity', '10000-01-01', '0044-03-15 BC']
NUMBERS = [-1, 0, 1, 500, 501]
PRICES = [Decimal(each) for each in ('-0.01', '0', '0.01', '9999999999.99', '10000000000', 'NaN')]


def values(field: str, column: Any) -> list[Any]:
    """At and past each limit of the column's kind, whatever the limits of this field are."""
    kind = plain(column)
    if isinstance(kind, DateTime):
        return [*MOMENTS, *ENDLESS]
    if isinstance(kind, Date):
        return [*DAYS, *ENDLESS]
    if isinstance(kind, ARRAY):
        return TAGS
    if isinstance(kind, String):
        return TEXTS
    if isinstance(kind, Integer):
        return NUMBERS
    return PRICES if isinstance(kind, Numeric) else []


def plain(column: Any) -> Any:
    """The column's type as the database knows it."""
    kind = column.type
    return kind.impl if isinstance(kind, TypeDecorator) else kind


def pairs() -> Iterator[tuple[type[Fields], str]]:
    for shape in Fields.__subclasses__():
        for field, info in shape.model_fields.items():
            if (TABLE_OF[shape], field) in NEVER_TYPED:
                continue
            if 'UUID' not in str(info.annotation) and info.annotation is not bool:
                yield shape, field


@pytest.mark.parametrize(('shape', 'field'), list(pairs()))
def test_a_field_is_judged_alike_by_its_input_type_and_by_the_database(
    owner: psycopg.Connection, shape: type[Fields], field: str
) -> None:
    table = TABLE_OF[shape]
    tried = values(field, SQLModel.metadata.tables[table].columns[field])
    assert tried
    for value in tried:
        if (table, field) in EMPTY_IS_LEFT_TO_A_TRIGGER and value == '':
            continue
        assert database_keeps(owner, table, field, value) is keeps(shape, field, value), repr(value)


def keeps(shape: type[Fields], field: str, value: Any) -> bool:
    """Whether the input type takes the value, and as it is."""
    try:
        kept = getattr(shape.model_validate({field: value}), field)
    except ValidationError:
        return False
    return bool(kept == value)


def database_keeps(owner: psycopg.Connection, table: str, column: str, value: Any) -> bool:
    change = sql.SQL('update {} set {} = %s').format(sql.Identifier(table), sql.Identifier(column))
    other = {'starts_on': 'ends_on', 'ends_on': 'starts_on'}.get(column)
    if other:  # that they are in order is another check
        change += sql.SQL(', {} = null').format(sql.Identifier(other))
    try:
        with owner.transaction(force_rollback=True):
            owner.execute(sql.SQL('set local session_replication_role = replica'))
            return (
                owner.execute(change, [list(value) if isinstance(value, tuple) else value]).rowcount
                > 0
            )
    except (psycopg.errors.CheckViolation, psycopg.errors.GeneratedAlways, psycopg.DataError):
        return False


WRONG: dict[type, list[Any]] = {
    DateTime: ENDLESS,
    Date: ENDLESS,
    Float: [float('nan'), float('inf'), float('-inf')],
    Numeric: [Decimal('NaN'), Decimal('-1')],
    Integer: [-1],
    LargeBinary: [b''],
    ARRAY: [['a '], [['a'], ['b']], [None], ['a', 'a']],
    String: ['a\x07', 'a ', '\u200b', 'x' * (LONGEST_PROSE + 1), 'e\u0301', 'a\u2028b'],
}
"""What no column of the kind may hold."""


@pytest.mark.parametrize('table', SQLModel.metadata.tables)
def test_no_column_of_any_table_takes_what_the_program_cannot_read(
    owner: psycopg.Connection, table: str
) -> None:
    for column in SQLModel.metadata.tables[table].columns:
        kinds = [kind for kind in WRONG if isinstance(plain(column), kind)]
        for value in WRONG[kinds[0]] if kinds else ():
            assert not database_keeps(owner, table, column.name, value), (column.name, value)


SNAPSHOTS = [
    '{"proposal": {"title": "%s"}}' % ('x' * 201),
    '{"days": [{"title": "a", "body": "a\\u0007"}]}',
    '{"activities": [{"note": "a\\u202eb"}]}',
    '{"proposal": {"starts_on": "9999-12-31"}}',
    '{"proposal": {"deleted_at": "infinity"}}',
    '{"activities": {}}',
    '[]',
]


@pytest.mark.parametrize('snapshot', SNAPSHOTS)
def test_a_kept_version_holds_only_what_can_be_read_again(
    owner: psycopg.Connection, snapshot: str
) -> None:
    assert not database_keeps(owner, 'proposal_versions', 'snapshot', snapshot)
    assert database_keeps(owner, 'proposal_versions', 'snapshot', '{"proposal": {"title": "a"}}')


def test_a_selection_holds_only_titles_that_can_be_read_again(owner: psycopg.Connection) -> None:
    good, bad = '{"x": {"title": "Boat", "price": "1.00"}}', '{"x": {"title": "Bo\\u0007at"}}'
    assert database_keeps(owner, 'proposal_approvals', 'selection', good)
    assert not database_keeps(owner, 'proposal_approvals', 'selection', bad)
