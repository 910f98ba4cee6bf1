"""notes on contacts; two contacts that are one are merged, or told apart"""

from pathlib import Path

from alembic import op

revision = '0022'
down_revision = '0021'

SQL = Path(__file__).resolve().parent.parent / 'sql'


def upgrade() -> None:
    for name in ('0022_contact_notes.sql', '0022_merges.sql'):
        op.get_bind().exec_driver_sql((SQL / name).read_text(encoding='utf-8'))


def downgrade() -> None:
    raise NotImplementedError('what was written of people would be lost; restore a backup')
