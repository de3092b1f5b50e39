"""History cannot be rewritten: the database refuses to change or delete a task event"""

from alembic import op

revision = "20260322"
down_revision = "20260321"
branch_labels = None
depends_on = None

REFUSAL = "task events are append-only"


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(
            "CREATE FUNCTION task_event_is_append_only() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$"
        )
        op.execute(
            "CREATE TRIGGER task_event_append_only BEFORE UPDATE OR DELETE ON task_event "
            "FOR EACH ROW EXECUTE FUNCTION task_event_is_append_only()"
        )
        return
    for act in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER task_event_no_{act.lower()} BEFORE {act} ON task_event "
            f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        )


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TRIGGER task_event_append_only ON task_event")
        op.execute("DROP FUNCTION task_event_is_append_only()")
        return
    for act in ("update", "delete"):
        op.execute(f"DROP TRIGGER task_event_no_{act}")
