"""Words of the files handed in, and their index"""

import sqlalchemy as sa
from alembic import op

revision = "20260421"
down_revision = "20260420"
branch_labels = None
depends_on = None

INDEX = "file_text_index"


def upgrade() -> None:
    op.create_table(
        "file_text",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=200), nullable=False),
        sa.Column("plain", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("refusal", sa.Text(), nullable=False),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_file_text")),
        sa.UniqueConstraint("sha256", name=op.f("uq_file_text_sha256")),
    )
    op.create_index(op.f("ix_evidence_sha256"), "evidence", ["sha256"], unique=False)
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"CREATE INDEX {INDEX} ON file_text USING gin (to_tsvector('simple', folded))")
    else:
        op.execute(f"CREATE VIRTUAL TABLE {INDEX} USING fts5(folded, content='file_text', content_rowid='id')")
        op.execute(
            f"CREATE TRIGGER file_text_added AFTER INSERT ON file_text BEGIN "  # noqa: S608  # our own names
            f"INSERT INTO {INDEX}(rowid, folded) VALUES (new.id, new.folded); END"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        op.execute("DROP TRIGGER file_text_added")
        op.execute(f"DROP TABLE {INDEX}")
    op.drop_index(op.f("ix_evidence_sha256"), "evidence")
    op.drop_table("file_text")
