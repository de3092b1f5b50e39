"""Assignments whose mails wait for release are found without reading all overdue ones"""

from alembic import op
from sqlalchemy import text

revision = "20260323"
down_revision = "20260322"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        "ix_assignment_held",
        "assignment",
        ["plan_id"],
        sqlite_where=text("held = 1"),
        postgresql_where=text("held"),
    )


def downgrade() -> None:
    op.drop_index("ix_assignment_held", table_name="assignment")
