"""contacts: stage, tags, note, owner; found in time however many there are"""

from pathlib import Path

from alembic import op

revision = '0019'
down_revision = '0018'

SQL = Path(__file__).resolve().parent.parent / 'sql'


def upgrade() -> None:
    op.get_bind().exec_driver_sql((SQL / '0019_contacts.sql').read_text(encoding='utf-8'))


def downgrade() -> None:
    raise NotImplementedError('what was written of people would be lost; restore a backup')
