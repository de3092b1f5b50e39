"""Main leads, closing rules and what coordinating agencies say"""

import sqlalchemy as sa
from alembic import op

revision = "20260416"
down_revision = "20260415"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("task", sa.Column("closing", sa.String(length=40), nullable=False, server_default="all"))
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "ALTER TABLE task ADD COLUMN main_lead_id INTEGER CONSTRAINT fk_task_main_lead_id REFERENCES agency (id)"
        )
    else:
        op.add_column("task", sa.Column("main_lead_id", sa.Integer(), nullable=True))
        op.create_foreign_key(op.f("fk_task_main_lead_id"), "task", "agency", ["main_lead_id"], ["id"])
    op.create_table(
        "contribution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=True),
        sa.Column("stance", sa.String(length=40), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_contribution_agency_id")),
        sa.ForeignKeyConstraint(["by_id"], ["user.id"], name=op.f("fk_contribution_by_id")),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_contribution_submission_id")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_contribution_task_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contribution")),
        sa.CheckConstraint(
            "(submission_id IS NULL) = (stance IS NULL)", name=op.f("ck_contribution_stance_on_a_report")
        ),
    )
    op.create_index(op.f("ix_contribution_task_id_id"), "contribution", ["task_id", "id"])
    op.create_index(op.f("ix_contribution_submission_id"), "contribution", ["submission_id"])
    op.create_table(
        "contribution_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("contribution_id", sa.Integer(), nullable=False),
        sa.Column("filename", sa.Text(), nullable=False),
        sa.Column("media_type", sa.String(length=200), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(
            ["contribution_id"], ["contribution.id"], name=op.f("fk_contribution_file_contribution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contribution_file")),
    )
    op.create_index(op.f("ix_contribution_file_contribution_id"), "contribution_file", ["contribution_id"])


def downgrade() -> None:
    op.drop_table("contribution_file")
    op.drop_table("contribution")
    if op.get_bind().dialect.name == "sqlite":
        op.execute("ALTER TABLE task DROP COLUMN main_lead_id")
    else:
        op.drop_constraint(op.f("fk_task_main_lead_id"), "task", type_="foreignkey")
        op.drop_column("task", "main_lead_id")
    op.drop_column("task", "closing")
