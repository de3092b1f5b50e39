"""Agencies merged, renamed and split"""

revision = "20260419"
down_revision = "20260418"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
