"""contacts: name parts, country, birthday, consent, keys to compare them by, further channels"""

from pathlib import Path

from alembic import op

revision = '0020'
down_revision = '0019'

SQL = Path(__file__).resolve().parent.parent / 'sql'


def upgrade() -> None:
    for name in ('0020_contacts_widened.sql', '0020_channels.sql'):
        op.get_bind().exec_driver_sql((SQL / name).read_text(encoding='utf-8'))


def downgrade() -> None:
    raise NotImplementedError('what was written of people would be lost; restore a backup')
