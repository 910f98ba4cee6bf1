"""evidence: what was approved can be neither rewritten nor deleted"""

from pathlib import Path

from alembic import op

revision = '0007'
down_revision = '0006'

SQL = Path(__file__).resolve().parent.parent / 'sql'


def upgrade() -> None:
    statements = (SQL / '0007_evidence.sql').read_text(encoding='utf-8')
    op.get_bind().exec_driver_sql(statements.replace('%', '%%'))


def downgrade() -> None:
    raise NotImplementedError('what was approved could be rewritten; restore a backup')
