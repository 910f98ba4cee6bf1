"""One valid statement of each kind for each table; names are filled in from an office."""

OF_PROPOSAL = '%(organization)s, %(proposal)s'

INSERT = {
    'organizations': "(id, name) values (%(fresh)s, 'New')",
    'profiles': "(organization_id, user_id, full_name) values (%(organization)s, %(fresh)s, 'New')",
    'contacts': "(organization_id, full_name) values (%(organization)s, 'New')",
    'images': "(organization_id, width, height, content) values (%(organization)s, 1, 1, 'x')",
    'proposals': "(organization_id, title) values (%(organization)s, 'New')",
    'proposal_days': f"(organization_id, proposal_id, title) values ({OF_PROPOSAL}, 'New')",
    'proposal_activities': '(organization_id, proposal_id, day_id, title)'
    f" values ({OF_PROPOSAL}, %(day)s, 'New')",
    'proposal_comments': f"(organization_id, proposal_id, body) values ({OF_PROPOSAL}, 'New')",
    'share_links': f"(organization_id, proposal_id, label) values ({OF_PROPOSAL}, 'New')",
    'proposal_views': '(organization_id, proposal_id, share_link_id)'
    f' values ({OF_PROPOSAL}, %(link)s)',
    'proposal_approvals': '(organization_id, proposal_id, share_link_id, decision, name, consent,'
    f" version, total, currency) values ({OF_PROPOSAL}, %(link)s, 'approved', 'New', true,"
    " 1, 10, 'EUR')",
    'proposal_versions': '(organization_id, proposal_id, number, total, snapshot)'
    f" values ({OF_PROPOSAL}, 99, 0, '{{}}')",
    'proposal_transitions': '(organization_id, proposal_id, to_status)'
    f" values ({OF_PROPOSAL}, 'approved')",
    'sessions': '(organization_id, user_id) values (%(organization)s, %(fresh)s)',
}
"""`insert into <table> …`"""

UPDATE = {
    'organizations': "city = 'Elsewhere'",
    'profiles': "phone = '0'",
    'contacts': "city = 'Elsewhere'",
    'images': 'width = 2',
    'proposals': "subtitle = 'Changed'",
    'proposal_days': "title = 'Changed'",
    'proposal_activities': "note = 'Changed'",
    'proposal_comments': 'is_resolved = true',
    'share_links': "label = 'Changed'",
    'proposal_views': 'ended_at = now()',
    'proposal_approvals': "reason = 'Changed'",
    'proposal_versions': 'total = 1',
    'proposal_transitions': "reason = 'Changed'",
    'sessions': 'ended_at = now()',
}
"""`update <table> set …`"""

TABLES = tuple(INSERT)

HIDDEN = ('sessions',)
"""What nobody but the program may even ask for."""

SEEN = tuple(table for table in TABLES if table not in HIDDEN)

WORK = (
    *('contacts', 'images', 'proposals', 'proposal_days', 'proposal_activities'),
    *('proposal_comments', 'share_links'),
)
"""What owners and members write by hand."""

UNSEEN_BY_LINKS = ('contacts', 'images', 'proposal_versions', 'proposal_transitions')


def insert(table: str) -> str:
    return f'insert into {table} {INSERT[table]}'


def update(table: str) -> str:
    """Every row the viewer may change: without WHERE only the update policy decides."""
    return f'update {table} set {UPDATE[table]}'


def delete(table: str) -> str:
    return f'delete from {table}'


def select(table: str) -> str:
    return f'select id from {table}'
