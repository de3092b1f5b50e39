"""Plans that replace or amend others, and where carried tasks stood before"""

import sqlalchemy as sa
from alembic import op

revision = "20260403"
down_revision = "20260402"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "plan_base",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("base_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("is_carried", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["base_id"], ["plan.id"], name=op.f("fk_plan_base_base_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_base_plan_id")),
        sa.PrimaryKeyConstraint("plan_id", "base_id", name=op.f("pk_plan_base")),
    )
    op.create_index(op.f("ix_plan_base_base_id"), "plan_base", ["base_id"], unique=False)
    op.create_table(
        "former_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(length=200), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.JSON(), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_former_place_plan_id")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_former_place_task_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_place")),
    )
    op.create_index(op.f("ix_former_place_plan_id_position"), "former_place", ["plan_id", "position"], unique=False)
    op.create_index(op.f("ix_former_place_task_id"), "former_place", ["task_id"], unique=False)


def downgrade() -> None:
    op.drop_table("former_place")
    op.drop_table("plan_base")
