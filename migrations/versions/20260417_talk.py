"""Directions, comments and followers"""

revision = "20260417"
down_revision = "20260416"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
