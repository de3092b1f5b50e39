"""Whose behalf, from where and the chain of the history"""

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "20260411"
down_revision = "20260403"
branch_labels = None
depends_on = None

TABLES = ("task_event", "audit_event")
REFUSAL = "history is append-only"
PORTION = 1000
event = sa.table(
    "task_event",
    sa.column("id", sa.Integer),
    sa.column("plan_id", sa.Integer),
    sa.column("task_id", sa.Integer),
    sa.column("assignment_id", sa.Integer),
    sa.column("kind", sa.String),
    sa.column("actor_id", sa.Integer),
    sa.column("before", sa.JSON),
    sa.column("after", sa.JSON),
    sa.column("note", sa.Text),
    sa.column("at", sa.DateTime(timezone=True)),
    sa.column("address", sa.String),
    sa.column("sequence", sa.Integer),
    sa.column("folded", sa.Text),
    sa.column("prev_hash", sa.String),
    sa.column("hash", sa.String),
)
chain = sa.table(
    "event_chain", sa.column("name", sa.String), sa.column("length", sa.Integer), sa.column("head", sa.String)
)


def entry_columns() -> list[sa.Column[Any]]:
    """What every line of a chained history has beside its kind and what it is about."""
    return [
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("on_behalf_of_id", sa.Integer(), nullable=True),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("batch", sa.String(length=200), nullable=True),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("prev_hash", sa.String(length=200), nullable=False),
        sa.Column("hash", sa.String(length=200), nullable=False),
    ]


def upgrade() -> None:
    op.create_table(
        "event_chain",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("head", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_event_chain")),
    )
    op.create_table(
        "audit_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("label", sa.Text(), nullable=False),
        *entry_columns(),
        sa.ForeignKeyConstraint(["actor_id"], ["user.id"], name=op.f("fk_audit_event_actor_id")),
        sa.ForeignKeyConstraint(["on_behalf_of_id"], ["user.id"], name=op.f("fk_audit_event_on_behalf_of_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_event")),
        sa.UniqueConstraint("sequence", name=op.f("uq_audit_event_sequence")),
    )
    op.create_index(op.f("ix_audit_event_subject_kind_subject_id"), "audit_event", ["subject_kind", "subject_id"])
    _drop_triggers()
    added = [one for one in entry_columns() if one.name not in {"actor_id", "before", "after", "note", "at"}]
    for column in added:
        op.add_column("task_event", sa.Column(column.name, column.type, nullable=True))
    _chain_what_is_there()
    with op.batch_alter_table("task_event") as table:
        for column in added:
            if not column.nullable:
                table.alter_column(column.name, existing_type=column.type, nullable=False)
        table.drop_index(op.f("ix_task_event_plan_id"))
        table.create_foreign_key(op.f("fk_task_event_on_behalf_of_id"), "user", ["on_behalf_of_id"], ["id"])
        table.create_unique_constraint(op.f("uq_task_event_plan_id_sequence"), ["plan_id", "sequence"])
    for name in TABLES:
        op.create_index(op.f(f"ix_{name}_at_id"), name, ["at", "id"])
        op.create_index(op.f(f"ix_{name}_actor_id_at"), name, ["actor_id", "at"])
        op.create_index(op.f(f"ix_{name}_on_behalf_of_id"), name, ["on_behalf_of_id"])
    op.create_index(op.f("ix_sign_in_event_at_id"), "sign_in_event", ["at", "id"])
    op.create_index(op.f("ix_sign_in_event_user_id_at"), "sign_in_event", ["user_id", "at"])
    _create_triggers()


def downgrade() -> None:
    for name in TABLES:
        _drop_new_triggers(name)
    op.drop_index(op.f("ix_sign_in_event_user_id_at"), "sign_in_event")
    op.drop_index(op.f("ix_sign_in_event_at_id"), "sign_in_event")
    op.drop_table("audit_event")
    op.drop_table("event_chain")
    with op.batch_alter_table("task_event") as table:
        for name in ("on_behalf_of_id", "actor_id_at", "at_id"):
            table.drop_index(op.f(f"ix_task_event_{name}"))
        table.drop_constraint(op.f("uq_task_event_plan_id_sequence"), type_="unique")
        table.drop_constraint(op.f("fk_task_event_on_behalf_of_id"), type_="foreignkey")
        for name in ("on_behalf_of_id", "address", "batch", "folded", "sequence", "prev_hash", "hash"):
            table.drop_column(name)
        table.create_index(op.f("ix_task_event_plan_id"), ["plan_id"])
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION history_is_append_only()")
        op.execute(
            "CREATE FUNCTION task_event_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION 'task events are append-only'; END $$"
        )
        op.execute(
            "CREATE TRIGGER task_event_append_only BEFORE UPDATE OR DELETE ON task_event "
            "FOR EACH ROW EXECUTE FUNCTION task_event_is_append_only()"
        )
        return
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER task_event_no_{act.lower()} BEFORE {act} ON task_event "
            "BEGIN SELECT RAISE(ABORT, 'task events are append-only'); END"
        )


def _drop_triggers() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER task_event_append_only ON task_event")
        op.execute("DROP FUNCTION task_event_is_append_only()")
        return
    for act in ("update", "delete"):
        op.execute(f"DROP TRIGGER task_event_no_{act}")


def _create_triggers() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION history_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
        )
        for name in TABLES:
            op.execute(
                f"CREATE TRIGGER {name}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {name} "
                "FOR EACH STATEMENT EXECUTE FUNCTION history_is_append_only()"
            )
        return
    for name in TABLES:
        for act in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {name}_no_{act.lower()} BEFORE {act} ON {name} "
                f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            )


def _drop_new_triggers(name: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"DROP TRIGGER {name}_append_only ON {name}")
        return
    for act in ("update", "delete"):
        op.execute(f"DROP TRIGGER {name}_no_{act}")


def _chain_what_is_there() -> None:
    """Link the events that were written before there was a chain, plan by plan in the order they were written."""
    bind = op.get_bind()
    fill = (
        event.update()
        .where(event.c.id == sa.bindparam("event_id"))
        .values({name: sa.bindparam(name) for name in ("address", "folded", "sequence", "prev_hash", "hash")})
    )
    for plan_id in bind.scalars(sa.select(event.c.plan_id).distinct()).all():
        length, head = 0, ""
        for rows in _portions(bind, plan_id):
            links = []
            for row in rows:
                length += 1
                link = _link(row, length, head)
                head = link["hash"]
                links.append(link)
            bind.execute(fill, links)
        bind.execute(chain.insert().values(name=f"plan:{plan_id}", length=length, head=head))


def _portions(bind: sa.Connection, plan_id: int) -> Iterator[list[Any]]:
    columns = [one for one in event.c if one.name not in {"address", "sequence", "folded", "prev_hash", "hash"}]
    last = 0
    while rows := list(
        bind.execute(
            sa.select(*columns)
            .where(event.c.plan_id == plan_id, event.c.id > last)
            .order_by(event.c.id)
            .limit(PORTION)
        )
    ):
        yield rows
        last = rows[-1].id


def _link(row: Any, sequence: int, prev_hash: str) -> dict[str, Any]:
    """The same serialisation as version v1 of the application, which never changes."""
    at: datetime = row.at if row.at.tzinfo else row.at.replace(tzinfo=UTC)
    folded = _searchable(row.note)
    values = {
        "actor_id": row.actor_id,
        "address": "",
        "after": row.after,
        "assignment_id": row.assignment_id,
        "at": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
        "batch": None,
        "before": row.before,
        "folded": folded,
        "kind": row.kind,
        "note": row.note,
        "on_behalf_of_id": None,
        "plan_id": row.plan_id,
        "task_id": row.task_id,
    }
    text = json.dumps(
        ["v1", f"plan:{row.plan_id}", sequence, prev_hash, values],
        ensure_ascii=False,
        sort_keys=True,
        separators=(",", ":"),
    )
    return {
        "event_id": row.id,
        "address": "",
        "folded": folded,
        "sequence": sequence,
        "prev_hash": prev_hash,
        "hash": f"v1:{hashlib.sha256(text.encode()).hexdigest()}",
    }


def _searchable(text: str) -> str:
    """What a search looks through, as the application folded it when this was written."""
    plain = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    found: list[str] = []
    for token in plain.translate(str.maketrans("đð", "dd")).split():
        word = re.sub(r"^[^\w%≥≤<>=+]+|[^\w%]+$", "", token) or token
        found.append(word)
        ends = list(re.finditer(r"[-–/._,;:()@]+", word))
        if ends:
            found += [part for part in re.split(r"[-–/._,;:()@]+", word) if part]
            found += [word[end.end() :] for end in ends[:-1]]
    return f" {' '.join(found)} "
