"""Invitations, second factors and sessions"""

revision = "20260418"
down_revision = "20260417"
branch_labels = None
depends_on = None


def upgrade() -> None:
    pass


def downgrade() -> None:
    pass
