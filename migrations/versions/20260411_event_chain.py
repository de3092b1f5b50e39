"""Whose behalf, from where and the chain of the history"""

revision = "20260411"
down_revision = "20260403"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
