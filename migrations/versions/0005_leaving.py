"""leaving: who leaves a page has not acknowledged what changed on it"""

from pathlib import Path

from alembic import op

revision = '0005'
down_revision = '0004'

SQL = Path(__file__).resolve().parent.parent / 'sql'


def upgrade() -> None:
    op.get_bind().exec_driver_sql((SQL / '0005_leaving.sql').read_text(encoding='utf-8'))


def downgrade() -> None:
    raise NotImplementedError('whoever leaves would count as having looked; restore a backup')
