"""Acceptance, progress, approval, stops and frozen evidence"""

import sqlalchemy as sa
from alembic import op

revision = "20260413"
down_revision = "20260412"
branch_labels = None
depends_on = None

REFUSAL = "evidence is never changed or deleted"
FROZEN = "submission_id, filename, media_type, size, sha256, version, added_by_id, created_at"
REFERENCES = (
    ("assignment", "transferred_from_id", "assignment"),
    ("submission", "prepared_by_id", "user"),
    ("evidence", "added_by_id", "user"),
)
PARTIAL = (
    ("ix_assignment_handed_back", "handed_back_at"),
    ("ix_assignment_prepared", "prepared_at"),
    ("ix_assignment_transferred", "transferred_from_id"),
)
MOMENTS = ("accepted_at", "handed_back_at", "prepared_at")
WORDS = ("obstacle", "proposal")
STATES = ("obstacle_cause", "resumes_as")


def upgrade() -> None:
    for name in MOMENTS:
        op.add_column("assignment", sa.Column(name, sa.DateTime(timezone=True), nullable=True))
    op.add_column("assignment", sa.Column("percent", sa.Integer(), nullable=False, server_default="0"))
    for name in WORDS:
        op.add_column("assignment", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    for name in STATES:
        op.add_column("assignment", sa.Column(name, sa.String(length=40), nullable=True))
    op.add_column("submission", sa.Column("stood_for", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("submission", sa.Column("accepted", sa.Text(), nullable=False, server_default=""))
    op.add_column("evidence", sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
    op.add_column("agency", sa.Column("needs_approval", sa.Boolean(), nullable=False, server_default=sa.false()))
    for table, column, target in REFERENCES:
        _add_reference(table, column, target)
    for index, column in PARTIAL:
        where = sa.text(f"{column} IS NOT NULL")
        op.create_index(index, "assignment", [column], sqlite_where=where, postgresql_where=where)
    _create_drafts()
    _freeze_evidence()


def downgrade() -> None:
    _thaw_evidence()
    op.drop_table("draft_file")
    op.drop_table("report_draft")
    for index, _column in PARTIAL:
        op.drop_index(index, table_name="assignment")
    for table, column, _target in REFERENCES:
        if op.get_bind().dialect.name == "sqlite":
            op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        else:
            op.drop_constraint(op.f(f"fk_{table}_{column}"), table, type_="foreignkey")
            op.drop_column(table, column)
    op.drop_column("agency", "needs_approval")
    op.drop_column("evidence", "version")
    for name in ("stood_for", "accepted"):
        op.drop_column("submission", name)
    for name in (*MOMENTS, "percent", *WORDS, *STATES):
        op.drop_column("assignment", name)


def _add_reference(table: str, column: str, target: str) -> None:
    """SQLite takes a column with a reference only in this form; building the table anew would break what refers to
    it."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {column} INTEGER CONSTRAINT fk_{table}_{column} "
            f'REFERENCES "{target}" (id)'
        )
        return
    op.add_column(table, sa.Column(column, sa.Integer(), nullable=True))
    op.create_foreign_key(op.f(f"fk_{table}_{column}"), table, target, [column], ["id"])


def _create_drafts() -> None:
    op.create_table(
        "report_draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("document_number", sa.String(length=200), nullable=False),
        sa.Column("document_date", sa.Date(), nullable=True),
        sa.Column("written_by_id", sa.Integer(), nullable=False),
        sa.Column("stood_for_id", sa.Integer(), nullable=True),
        sa.Column("written_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_back", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name=op.f("fk_report_draft_assignment_id")),
        sa.ForeignKeyConstraint(["written_by_id"], ["user.id"], name=op.f("fk_report_draft_written_by_id")),
        sa.ForeignKeyConstraint(["stood_for_id"], ["user.id"], name=op.f("fk_report_draft_stood_for_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_draft")),
        sa.UniqueConstraint("assignment_id", name=op.f("uq_report_draft_assignment_id")),
    )
    op.create_table(
        "draft_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("draft_id", sa.Integer(), nullable=False),
        sa.Column("filename", sa.Text(), nullable=False),
        sa.Column("media_type", sa.String(length=200), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["report_draft.id"], name=op.f("fk_draft_file_draft_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft_file")),
    )
    op.create_index(op.f("ix_draft_file_draft_id"), "draft_file", ["draft_id"])


def _freeze_evidence() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION evidence_is_frozen() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
        )
        op.execute(
            f"CREATE TRIGGER evidence_frozen BEFORE DELETE OR UPDATE OF {FROZEN} ON evidence "
            "FOR EACH ROW EXECUTE FUNCTION evidence_is_frozen()"
        )
        return
    for name, act in (("no_update", f"UPDATE OF {FROZEN}"), ("no_delete", "DELETE")):
        op.execute(
            f"CREATE TRIGGER evidence_{name} BEFORE {act} ON evidence BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )


def _thaw_evidence() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER evidence_frozen ON evidence")
        op.execute("DROP FUNCTION evidence_is_frozen()")
        return
    for name in ("no_update", "no_delete"):
        op.execute(f"DROP TRIGGER evidence_{name}")
