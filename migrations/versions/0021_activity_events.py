"""activity_events: what happened, told by triggers in the transaction in which it did"""

from pathlib import Path

from alembic import op

revision = '0021'
down_revision = '0020'

SQL = Path(__file__).resolve().parent.parent / 'sql'


def upgrade() -> None:
    statements = (SQL / '0021_activity_events.sql').read_text(encoding='utf-8')
    op.get_bind().exec_driver_sql(statements.replace('%', '%%'))


def downgrade() -> None:
    raise NotImplementedError('what happened would be forgotten; restore a backup')
