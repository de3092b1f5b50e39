"""Invitations, second factors and sessions"""

import re
import unicodedata

import sqlalchemy as sa
from alembic import op

revision = "20260418"
down_revision = "20260417"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("user") as user:
        user.add_column(sa.Column("folded", sa.Text(), nullable=False, server_default=""))
        user.add_column(sa.Column("password_set_at", sa.DateTime(timezone=True), nullable=True))
        user.add_column(sa.Column("second_factor_at", sa.DateTime(timezone=True), nullable=True))
        user.drop_column("session_stamp")
    _make_searchable()
    with op.batch_alter_table("user") as user:
        user.alter_column("folded", server_default=None)
    op.create_table(
        "ticket",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("token_hash", sa.String(length=200), nullable=False),
        sa.Column("made_by_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["made_by_id"], ["user.id"], name=op.f("fk_ticket_made_by_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_ticket_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_ticket_token_hash")),
    )
    op.create_index(op.f("ix_ticket_user_id_made_at"), "ticket", ["user_id", "made_at"], unique=False)
    op.create_table(
        "former_password",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_former_password_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_former_password")),
    )
    op.create_index(op.f("ix_former_password_user_id"), "former_password", ["user_id"], unique=False)
    op.create_table(
        "second_factor",
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("secret", sa.Text(), nullable=False),
        sa.Column("last_step", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_second_factor_user_id")),
        sa.PrimaryKeyConstraint("user_id", name=op.f("pk_second_factor")),
    )
    op.create_table(
        "recovery_code",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("code_hash", sa.String(length=200), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_recovery_code_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recovery_code")),
        sa.UniqueConstraint("user_id", "code_hash", name=op.f("uq_recovery_code_user_id_code_hash")),
    )
    op.create_table(
        "user_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.String(length=200), nullable=False),
        sa.Column("device", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_user_session_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user_session")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_user_session_key_hash")),
    )
    op.create_index(op.f("ix_user_session_user_id_ended_at"), "user_session", ["user_id", "ended_at"], unique=False)


def _make_searchable() -> None:
    """Folded words of name and address between spaces, as the application writes them for new people."""
    people = sa.table("user", sa.column("id"), sa.column("name"), sa.column("email"), sa.column("folded"))
    connection = op.get_bind()
    for person in connection.execute(sa.select(people.c.id, people.c.name, people.c.email)).all():
        text = unicodedata.normalize("NFD", f"{person.name} {person.email}".lower())
        plain = "".join(c for c in text if not unicodedata.combining(c)).replace("đ", "d")
        words = re.findall(r"\w+", plain)
        folded = f" {' '.join([*plain.split(), *words])} "
        connection.execute(people.update().where(people.c.id == person.id).values(folded=folded))


def downgrade() -> None:
    for name in ("user_session", "recovery_code", "second_factor", "former_password", "ticket"):
        op.drop_table(name)
    with op.batch_alter_table("user") as user:
        user.add_column(sa.Column("session_stamp", sa.String(length=200), nullable=False, server_default=""))
        for name in ("folded", "password_set_at", "second_factor_at"):
            user.drop_column(name)
    with op.batch_alter_table("user") as user:
        user.alter_column("session_stamp", server_default=None)
