"""Saved filters and chosen columns"""

import sqlalchemy as sa
from alembic import op

revision = "20260420"
down_revision = "20260419"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "saved_filter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_saved_filter_agency_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_saved_filter_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_filter")),
        sa.UniqueConstraint("user_id", "page", "name", name=op.f("uq_saved_filter_user_id_page_name")),
    )
    op.create_index(op.f("ix_saved_filter_agency_id_page"), "saved_filter", ["agency_id", "page"], unique=False)
    op.create_table(
        "chosen_columns",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("page", sa.String(length=200), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_chosen_columns_user_id")),
        sa.PrimaryKeyConstraint("user_id", "page", name=op.f("pk_chosen_columns")),
    )


def downgrade() -> None:
    op.drop_table("chosen_columns")
    op.drop_table("saved_filter")
