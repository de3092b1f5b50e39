"""Sub-tasks given on by a lead agency"""

revision = "20260415"
down_revision = "20260414"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
