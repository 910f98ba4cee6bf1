"""decided: what was agreed, and who owns, is kept whoever writes; sign-outs hold at once"""

from pathlib import Path

from alembic import op

revision = '0012'
down_revision = '0011'

SQL = Path(__file__).resolve().parent.parent / 'sql'


def upgrade() -> None:
    for part in ('decided', 'owners', 'sessions'):
        statements = (SQL / f'0012_{part}.sql').read_text(encoding='utf-8')
        op.get_bind().exec_driver_sql(statements.replace('%', '%%'))


def downgrade() -> None:
    raise NotImplementedError('what was agreed could be changed; restore a backup')
