"""counters: what the dashboard counts is found by an index"""

from pathlib import Path

from alembic import op

revision = '0027'
down_revision = '0026'

SQL = Path(__file__).resolve().parent.parent / 'sql'


def upgrade() -> None:
    op.get_bind().exec_driver_sql((SQL / '0027_counters.sql').read_text(encoding='utf-8'))


def downgrade() -> None:
    raise NotImplementedError('restore a backup')
