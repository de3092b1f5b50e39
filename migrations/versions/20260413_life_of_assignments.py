"""Acceptance, progress, approval, stops and frozen evidence"""

revision = "20260413"
down_revision = "20260412"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
