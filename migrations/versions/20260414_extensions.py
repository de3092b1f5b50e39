"""Requests to move a deadline, and the day that counted first"""

import sqlalchemy as sa
from alembic import op

revision = "20260414"
down_revision = "20260413"
branch_labels = None
depends_on = None

ASKING = "ix_assignment_asking"
COUNTERS = ("times_asked", "times_extended")
WAITING = sa.text("state = 'waiting'")
THERE = sa.text("extension_asked_on IS NOT NULL")
FIRST_MOVE = """
UPDATE assignment SET original_due_on = (
    SELECT COALESCE({day}, assignment.due_on) FROM task_event
    WHERE task_event.assignment_id = assignment.id AND task_event.kind = 'rescheduled'
    ORDER BY task_event.id LIMIT 1
)
WHERE deadline_version > 1 AND EXISTS (
    SELECT 1 FROM task_event WHERE task_event.assignment_id = assignment.id AND task_event.kind = 'rescheduled'
)
"""
FROM = {
    "sqlite": "json_extract(task_event.after, '$.from')",
    "postgresql": "CAST(task_event.after ->> 'from' AS DATE)",
}


def upgrade() -> None:
    op.add_column("assignment", sa.Column("original_due_on", sa.Date(), nullable=True))
    for column in COUNTERS:
        op.add_column("assignment", sa.Column(column, sa.Integer(), nullable=False, server_default="0"))
    op.add_column("assignment", sa.Column("extension_asked_on", sa.Date(), nullable=True))
    op.create_index(ASKING, "assignment", ["extension_asked_on"], sqlite_where=THERE, postgresql_where=THERE)
    op.execute("UPDATE assignment SET original_due_on = due_on")
    op.execute(FIRST_MOVE.format(day=FROM[op.get_bind().dialect.name]))
    _add_requests()


def downgrade() -> None:
    op.drop_table("extension_file")
    op.drop_table("extension")
    op.drop_index(ASKING, table_name="assignment")
    for column in ("extension_asked_on", *COUNTERS, "original_due_on"):
        op.drop_column("assignment", column)


def _add_requests() -> None:
    op.create_table(
        "extension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("asked_due", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("document_number", sa.String(length=200), nullable=False),
        sa.Column("document_date", sa.Date(), nullable=True),
        sa.Column("is_late", sa.Boolean(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("asked_for_id", sa.Integer(), nullable=True),
        sa.Column("granted_due", sa.Date(), nullable=True),
        sa.Column("is_objective", sa.Boolean(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("answer_number", sa.String(length=200), nullable=False),
        sa.Column("answer_date", sa.Date(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by_id", sa.Integer(), nullable=True),
        sa.Column("batch", sa.String(length=200), nullable=True),
        sa.ForeignKeyConstraint(["asked_by_id"], ["user.id"], name=op.f("fk_extension_asked_by_id")),
        sa.ForeignKeyConstraint(["asked_for_id"], ["user.id"], name=op.f("fk_extension_asked_for_id")),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name=op.f("fk_extension_assignment_id")),
        sa.ForeignKeyConstraint(["closed_by_id"], ["user.id"], name=op.f("fk_extension_closed_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension")),
    )
    op.create_index(
        "uq_extension_waiting",
        "extension",
        ["assignment_id"],
        unique=True,
        sqlite_where=WAITING,
        postgresql_where=WAITING,
    )
    op.create_index(op.f("ix_extension_assignment_id_id"), "extension", ["assignment_id", "id"])
    op.create_index(op.f("ix_extension_state_id"), "extension", ["state", "id"])
    op.create_table(
        "extension_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("extension_id", sa.Integer(), nullable=False),
        sa.Column("filename", sa.Text(), nullable=False),
        sa.Column("media_type", sa.String(length=200), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["extension_id"], ["extension.id"], name=op.f("fk_extension_file_extension_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension_file")),
    )
    op.create_index(op.f("ix_extension_file_extension_id"), "extension_file", ["extension_id"])
