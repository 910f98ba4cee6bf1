"""trips: what was sold and is being made ready, and the things that have to be"""

from pathlib import Path

from alembic import op

revision = '0023'
down_revision = '0022'

SQL = Path(__file__).resolve().parent.parent / 'sql'


def upgrade() -> None:
    op.get_bind().exec_driver_sql((SQL / '0023_trips.sql').read_text(encoding='utf-8'))


def downgrade() -> None:
    raise NotImplementedError('what was planned of trips would be lost; restore a backup')
