"""Acts on many tasks are found again by their batch"""

from alembic import op
from sqlalchemy import text

revision = "20260422"
down_revision = "20260421"
branch_labels = None
depends_on = None

KEPT = text("batch IS NOT NULL")


def upgrade() -> None:
    op.create_index(
        "ix_task_event_batch", "task_event", ["batch"], unique=False, sqlite_where=KEPT, postgresql_where=KEPT
    )


def downgrade() -> None:
    op.drop_index("ix_task_event_batch", "task_event")
