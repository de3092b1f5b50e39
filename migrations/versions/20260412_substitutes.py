"""Posts held for an absent person"""

revision = "20260412"
down_revision = "20260411"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
