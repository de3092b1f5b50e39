"""Main leads, closing rules and what coordinating agencies say"""

revision = "20260416"
down_revision = "20260415"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
