"""rights: claims, triggers, policies, publication"""

from pathlib import Path

from alembic import op

revision = '0002'
down_revision = '0001'

SQL = Path(__file__).resolve().parent.parent / 'sql'


def upgrade() -> None:
    for part in ('functions', 'triggers', 'policies', 'publication'):
        statements = (SQL / f'0002_{part}.sql').read_text(encoding='utf-8')
        op.get_bind().exec_driver_sql(statements.replace('%', '%%'))


def downgrade() -> None:
    raise NotImplementedError('rights are never taken off a database in use; restore a backup')
