"""One valid statement of each kind for each table; names are filled in from an office.

They follow from the models, so a table that is new is covered without being named here.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Enum,
    Integer,
    LargeBinary,
    Numeric,
    Table,
)
from sqlalchemy.dialects.postgresql import JSONB
from sqlmodel import SQLModel
from sqlmodel.sql.sqltypes import AutoString

import models  # noqa: F401  (fills the metadata)
from models.base import Row

OF_PROPOSAL = '%(organization)s, %(proposal)s'

INSERT = {
    'list_views': "(organization_id, list, name) values (%(organization)s, 'contacts', 'New')",
    'contact_merges': '(organization_id, kept_id, merged_id)'
    ' values (%(organization)s, %(contact)s, %(twin)s)',
    'contact_pairs': '(organization_id, one_id, other_id)'
    ' values (%(organization)s, %(contact)s, %(twin)s)',
    'activity_events': "(organization_id, kind) values (%(organization)s, 'contact_added')",
    'organizations': "(id, name) values (%(fresh)s, 'New')",
    'proposal_approvals': '(organization_id, proposal_id, share_link_id, decision, name, consent,'
    f" version, total, currency) values ({OF_PROPOSAL}, %(link)s, 'approved', 'New', true,"
    " 1, 20, 'EUR')",
    'proposal_versions': '(organization_id, proposal_id, number, total, snapshot)'
    f" values ({OF_PROPOSAL}, 99, 0, '{{}}')",
}
"""`insert into <table> …`, where the least that a row needs is not enough."""

UPDATE = {
    'proposal_days': "title = 'Changed' where title <> 'Settled'",
    'proposal_views': 'ended_at = now()',
    'notifications': 'read_at = now()',
}
"""`update <table> set …`, where a stamp would not do."""

NAMES = {
    'organizations': 'organization',
    'contacts': 'contact',
    'proposals': 'proposal',
    'proposal_days': 'day',
    'share_links': 'link',
    'trips': 'trip',
    'imports': 'import',
    'profiles': 'profile',
}
"""What an office calls the row that a foreign key leads to."""

VALUES = {
    Boolean: 'true',
    Numeric: '1',
    Date: "'2027-01-01'",
    DateTime: 'now()',
    JSONB: "'{}'",
    LargeBinary: "'x'",
    Integer: '1',
    AutoString: "'New'",
}
"""A value by the column's type, any; else it is an id."""

TABLES = tuple(
    table.name
    for table in SQLModel.metadata.sorted_tables
    if table.name in {str(kind.__tablename__) for kind in Row.__subclasses__()}
)

HIDDEN = ('sessions', 'import_parts')
"""What nobody but the program may even ask for."""

SEEN = tuple(table for table in TABLES if table not in HIDDEN)

PERSONAL = ('notifications', 'notification_preferences', 'muted_proposals')
"""What one member sees and marks alone, whatever their role."""

NOT_BY_HAND = {
    *('organizations', 'profiles', 'proposal_views', 'proposal_approvals', 'proposal_versions'),
    *('proposal_transitions', 'activity_events', 'system_notices'),
}
"""What only owners change, or nobody."""

WORK = tuple(table for table in SEEN if table not in {*NOT_BY_HAND, *PERSONAL})
"""What owners and members write by hand."""

SEEN_BY_LINKS = {
    *('organizations', 'profiles', 'proposals', 'proposal_days', 'proposal_activities'),
    *('proposal_comments', 'share_links', 'proposal_views', 'proposal_approvals'),
}

UNSEEN_BY_LINKS = tuple(table for table in SEEN if table not in SEEN_BY_LINKS)


def insert(table: str) -> str:
    return f'insert into {table} {INSERT.get(table) or least(SQLModel.metadata.tables[table])}'


def update(table: str) -> str:
    """Every row the viewer may change: without WHERE only the update policy decides."""
    return f'update {table} set {UPDATE.get(table, "updated_at = now()")}'


def delete(table: str) -> str:
    return f'delete from {table}'


def select(table: str) -> str:
    return f'select id from {table}'


def least(table: Table) -> str:
    """Columns and values of a row that gives only what has to be given."""
    needed = [one for one in table.columns if not one.nullable and one.server_default is None]
    columns, values = (', '.join(each) for each in zip(*map(given, needed), strict=True))
    return f'({columns}) values ({values})'


def given(column: Column[object]) -> tuple[str, str]:
    leads_to = [key.target_fullname.split('.') for key in column.foreign_keys]
    for table in [table for table, name in leads_to if name == 'id']:
        return column.name, f'%({NAMES[table]})s'
    if column.name == 'organization_id':
        return column.name, '%(organization)s'
    if isinstance(column.type, Enum):
        return column.name, f"'{column.type.enums[0]}'"
    for kind, value in VALUES.items():
        if isinstance(column.type, kind):
            return column.name, value
    return column.name, '%(fresh)s'
