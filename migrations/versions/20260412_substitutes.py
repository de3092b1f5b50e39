"""Posts held for an absent person"""

import sqlalchemy as sa
from alembic import op

revision = "20260412"
down_revision = "20260411"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "substitution",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("absent_id", sa.Integer(), nullable=False),
        sa.Column("substitute_id", sa.Integer(), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=False),
        sa.Column("until_on", sa.Date(), nullable=False),
        sa.Column("post_ids", sa.JSON(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("set_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("absent_id <> substitute_id", name=op.f("ck_substitution_of_another")),
        sa.CheckConstraint("until_on >= from_on", name=op.f("ck_substitution_ends_after_it_begins")),
        sa.ForeignKeyConstraint(["absent_id"], ["user.id"], name=op.f("fk_substitution_absent_id")),
        sa.ForeignKeyConstraint(["substitute_id"], ["user.id"], name=op.f("fk_substitution_substitute_id")),
        sa.ForeignKeyConstraint(["set_by_id"], ["user.id"], name=op.f("fk_substitution_set_by_id")),
        sa.ForeignKeyConstraint(["ended_by_id"], ["user.id"], name=op.f("fk_substitution_ended_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_substitution")),
    )
    op.create_index(op.f("ix_substitution_absent_id"), "substitution", ["absent_id"], unique=False)
    op.create_index(op.f("ix_substitution_substitute_id"), "substitution", ["substitute_id"], unique=False)
    with op.batch_alter_table("membership") as membership:
        membership.add_column(sa.Column("for_id", sa.Integer(), nullable=True))
        membership.create_index(op.f("ix_membership_for_id"), ["for_id"], unique=False)
        membership.create_foreign_key(op.f("fk_membership_for_id"), "user", ["for_id"], ["id"])


def downgrade() -> None:
    op.execute("DELETE FROM membership WHERE for_id IS NOT NULL")
    with op.batch_alter_table("membership") as membership:
        membership.drop_constraint(op.f("fk_membership_for_id"), type_="foreignkey")
        membership.drop_index(op.f("ix_membership_for_id"))
        membership.drop_column("for_id")
    op.drop_table("substitution")
