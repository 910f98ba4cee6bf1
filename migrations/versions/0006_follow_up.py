"""follow_up: what a client adds to a settled question opens it again"""

from pathlib import Path

from alembic import op

revision = '0006'
down_revision = '0005'

SQL = Path(__file__).resolve().parent.parent / 'sql'


def upgrade() -> None:
    op.get_bind().exec_driver_sql((SQL / '0006_follow_up.sql').read_text(encoding='utf-8'))


def downgrade() -> None:
    raise NotImplementedError('questions would go unseen; restore a backup')
