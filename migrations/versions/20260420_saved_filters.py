"""Saved filters and chosen columns"""

revision = "20260420"
down_revision = "20260419"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
