"""Sub-tasks given on by a lead agency, who decides on each assignment, and tasks that cite one of an upper plan"""

import sqlalchemy as sa
from alembic import op

revision = "20260415"
down_revision = "20260414"
branch_labels = None
depends_on = None

REFERENCES = (
    ("assignment", "parent_id", "assignment"),
    ("assignment", "decider_id", "agency"),
    ("task", "delegated_from_id", "assignment"),
    ("task", "cites_id", "assignment"),
)
COUNTS = ["plan_id", "status", "due_on", "reported_on", "agency_id"]


def upgrade() -> None:
    for table, column, target in REFERENCES:
        _add_reference(table, column, target)
    op.add_column("task", sa.Column("mandatory", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("agency", sa.Column("delegates", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(
        "UPDATE assignment SET decider_id = (SELECT steering_agency_id FROM plan WHERE plan.id = assignment.plan_id)"
    )
    op.drop_index("ix_assignment_counts", table_name="assignment")
    op.create_index("ix_assignment_counts", "assignment", [*COUNTS, "parent_id"])
    op.create_index(op.f("ix_assignment_decider_id_status"), "assignment", ["decider_id", "status"])
    _add_partial("ix_assignment_children", "assignment", "parent_id")
    _add_partial("ix_task_delegated_from", "task", "delegated_from_id")
    _add_partial("ix_task_cites", "task", "cites_id")


def downgrade() -> None:
    """Sub-tasks become tasks of the plan."""
    for name, table in (
        ("ix_task_cites", "task"),
        ("ix_task_delegated_from", "task"),
        ("ix_assignment_children", "assignment"),
        (op.f("ix_assignment_decider_id_status"), "assignment"),
        ("ix_assignment_counts", "assignment"),
    ):
        op.drop_index(name, table_name=table)
    op.create_index("ix_assignment_counts", "assignment", COUNTS)
    op.drop_column("agency", "delegates")
    op.drop_column("task", "mandatory")
    for table, column, _target in reversed(REFERENCES):
        if op.get_bind().dialect.name == "sqlite":
            op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        else:
            op.drop_constraint(op.f(f"fk_{table}_{column}"), table, type_="foreignkey")
            op.drop_column(table, column)


def _add_reference(table: str, column: str, target: str) -> None:
    """SQLite takes a column with a reference only in this form; building the table anew would break what refers to
    it."""
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            f"ALTER TABLE {table} ADD COLUMN {column} INTEGER CONSTRAINT fk_{table}_{column} REFERENCES {target} (id)"
        )
        return
    op.add_column(table, sa.Column(column, sa.Integer(), nullable=True))
    op.create_foreign_key(op.f(f"fk_{table}_{column}"), table, target, [column], ["id"])


def _add_partial(name: str, table: str, column: str) -> None:
    """Few rows have one."""
    there = sa.text(f"{column} IS NOT NULL")
    op.create_index(name, table, [column], sqlite_where=there, postgresql_where=there)
