"""room for contacts widened"""

revision = '0020'
down_revision = '0019'


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
