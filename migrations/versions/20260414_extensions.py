"""Requests to move a deadline"""

revision = "20260414"
down_revision = "20260413"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
