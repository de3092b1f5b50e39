"""first schema"""

import sqlalchemy as sa
from alembic import op

revision = "20260321"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "agency",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("successor_id", sa.Integer(), nullable=True),
        sa.Column("steers", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["parent_id"], ["agency.id"], name=op.f("fk_agency_parent_id")),
        sa.ForeignKeyConstraint(["successor_id"], ["agency.id"], name=op.f("fk_agency_successor_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency")),
        sa.UniqueConstraint("name", name=op.f("uq_agency_name")),
    )
    op.create_index(op.f("ix_agency_folded"), "agency", ["folded"], unique=False)
    op.create_index(op.f("ix_agency_parent_id"), "agency", ["parent_id"], unique=False)
    op.create_table(
        "calendar_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("verified", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_day")),
        sa.UniqueConstraint("day", name=op.f("uq_calendar_day_day")),
    )
    op.create_table(
        "job_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_run")),
    )
    op.create_index(op.f("ix_job_run_name_started_at"), "job_run", ["name", "started_at"], unique=False)
    op.create_table(
        "user",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=False),
        sa.Column("must_change_password", sa.Boolean(), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("session_stamp", sa.String(length=200), nullable=False),
        sa.Column("failed_sign_ins", sa.Integer(), nullable=False),
        sa.Column("locked_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_sign_in_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_user")),
        sa.UniqueConstraint("email", name=op.f("uq_user_email")),
    )
    op.create_table(
        "agency_alias",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_agency_alias_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_alias")),
    )
    op.create_index(op.f("ix_agency_alias_agency_id"), "agency_alias", ["agency_id"], unique=False)
    op.create_index(op.f("ix_agency_alias_folded"), "agency_alias", ["folded"], unique=False)
    op.create_table(
        "agency_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("collective_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["collective_id"], ["agency.id"], name=op.f("fk_agency_member_collective_id")),
        sa.ForeignKeyConstraint(["member_id"], ["agency.id"], name=op.f("fk_agency_member_member_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agency_member")),
        sa.UniqueConstraint(
            "collective_id",
            "member_id",
            "valid_from",
            name=op.f("uq_agency_member_collective_id_member_id_valid_from"),
        ),
    )
    op.create_index(op.f("ix_agency_member_member_id"), "agency_member", ["member_id"], unique=False)
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=200), nullable=False),
        sa.Column("filename", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("media_type", sa.String(length=200), nullable=False),
        sa.Column("added_by_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["added_by_id"], ["user.id"], name=op.f("fk_document_added_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("sha256", name=op.f("uq_document_sha256")),
    )
    op.create_table(
        "membership",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("post", sa.String(length=40), nullable=False),
        sa.Column("from_on", sa.Date(), nullable=True),
        sa.Column("to_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_membership_agency_id")),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_membership_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
    )
    op.create_index(op.f("ix_membership_agency_id_post"), "membership", ["agency_id", "post"], unique=False)
    op.create_index(op.f("ix_membership_user_id"), "membership", ["user_id"], unique=False)
    op.create_table(
        "notification",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=400), nullable=False),
        sa.Column("kind", sa.String(length=200), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("context", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("claimed_by", sa.String(length=200), nullable=False),
        sa.Column("message_id", sa.String(length=200), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_notification_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notification")),
        sa.UniqueConstraint("key", name=op.f("uq_notification_key")),
    )
    op.create_index(op.f("ix_notification_created_at_id"), "notification", ["created_at", "id"], unique=False)
    op.create_index(
        op.f("ix_notification_state_not_before_id"), "notification", ["state", "not_before", "id"], unique=False
    )
    op.create_index(
        op.f("ix_notification_user_id_created_at"), "notification", ["user_id", "created_at"], unique=False
    )
    op.create_table(
        "sign_in_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=True),
        sa.Column("email", sa.String(length=200), nullable=False),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.Column("ok", sa.Boolean(), nullable=False),
        sa.Column("reason", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["user_id"], ["user.id"], name=op.f("fk_sign_in_event_user_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_event")),
    )
    op.create_index(op.f("ix_sign_in_event_email_at"), "sign_in_event", ["email", "at"], unique=False)
    op.create_table(
        "notification_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("notification_id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=400), nullable=False),
        sa.Column("kind", sa.String(length=200), nullable=False),
        sa.Column("topic", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("context", sa.JSON(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("agency_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_notification_item_agency_id")),
        sa.ForeignKeyConstraint(
            ["notification_id"], ["notification.id"], name=op.f("fk_notification_item_notification_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_notification_item")),
        sa.UniqueConstraint("key", name=op.f("uq_notification_item_key")),
    )
    op.create_index(
        op.f("ix_notification_item_notification_id"), "notification_item", ["notification_id"], unique=False
    )
    op.create_index(
        op.f("ix_notification_item_topic_kind_told_on"),
        "notification_item",
        ["topic", "kind", "told_on"],
        unique=False,
    )
    op.create_table(
        "plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=200), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("replaces", sa.JSON(), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("steering_agency_id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_plan_document_id")),
        sa.ForeignKeyConstraint(["steering_agency_id"], ["agency.id"], name=op.f("fk_plan_steering_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
    )
    op.create_index(op.f("ix_plan_steering_agency_id"), "plan", ["steering_agency_id"], unique=False)
    op.create_table(
        "appendix",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=200), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_appendix_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_appendix")),
        sa.UniqueConstraint("plan_id", "position", name=op.f("uq_appendix_plan_id_position")),
    )
    op.create_table(
        "report_obligation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("who", sa.JSON(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column("through", sa.Text(), nullable=False),
        sa.Column("deadline", sa.JSON(), nullable=False),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_report_obligation_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_obligation")),
    )
    op.create_index(op.f("ix_report_obligation_plan_id"), "report_obligation", ["plan_id"], unique=False)
    op.create_table(
        "task_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("appendix_id", sa.Integer(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("number", sa.String(length=200), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["appendix_id"], ["appendix.id"], name=op.f("fk_task_group_appendix_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["task_group.id"], name=op.f("fk_task_group_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_group")),
    )
    op.create_index(
        op.f("ix_task_group_appendix_id_position"), "task_group", ["appendix_id", "position"], unique=False
    )
    op.create_table(
        "indicator",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("appendix_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(length=200), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("lead_text", sa.Text(), nullable=False),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["appendix_id"], ["appendix.id"], name=op.f("fk_indicator_appendix_id")),
        sa.ForeignKeyConstraint(["group_id"], ["task_group.id"], name=op.f("fk_indicator_group_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_indicator_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator")),
        sa.UniqueConstraint("plan_id", "code", name=op.f("uq_indicator_plan_id_code")),
    )
    op.create_index(op.f("ix_indicator_plan_id_position"), "indicator", ["plan_id", "position"], unique=False)
    op.create_table(
        "task",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("appendix_id", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Integer(), nullable=True),
        sa.Column("code", sa.String(length=200), nullable=False),
        sa.Column("number", sa.String(length=200), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("responsible_head", sa.Text(), nullable=False),
        sa.Column("lead_text", sa.Text(), nullable=False),
        sa.Column("coordinating_text", sa.Text(), nullable=False),
        sa.Column("deliverable", sa.Text(), nullable=False),
        sa.Column("authority", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("deadline_text", sa.Text(), nullable=False),
        sa.Column("deadline_kind", sa.String(length=200), nullable=False),
        sa.Column("deadline", sa.JSON(), nullable=False),
        sa.Column("source", sa.JSON(), nullable=False),
        sa.Column("problems", sa.JSON(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("assignments_total", sa.Integer(), nullable=False),
        sa.Column("assignments_done", sa.Integer(), nullable=False),
        sa.Column("search_text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["appendix_id"], ["appendix.id"], name=op.f("fk_task_appendix_id")),
        sa.ForeignKeyConstraint(["group_id"], ["task_group.id"], name=op.f("fk_task_group_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_task_plan_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task")),
        sa.UniqueConstraint("plan_id", "code", name=op.f("uq_task_plan_id_code")),
    )
    op.create_index(op.f("ix_task_group_id"), "task", ["group_id"], unique=False)
    op.create_index(op.f("ix_task_plan_id_position"), "task", ["plan_id", "position"], unique=False)
    op.create_index(
        "ix_task_unassigned",
        "task",
        ["plan_id"],
        unique=False,
        sqlite_where=sa.text("assignments_total = 0"),
        postgresql_where=sa.text("assignments_total = 0"),
    )
    op.create_table(
        "indicator_agency",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_indicator_agency_agency_id")),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name=op.f("fk_indicator_agency_indicator_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_indicator_agency")),
        sa.UniqueConstraint("indicator_id", "agency_id", name=op.f("uq_indicator_agency_indicator_id_agency_id")),
    )
    op.create_index(op.f("ix_indicator_agency_agency_id"), "indicator_agency", ["agency_id"], unique=False)
    op.create_table(
        "milestone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(length=200), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("start_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_milestone_task_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_milestone")),
        sa.UniqueConstraint("task_id", "period", name=op.f("uq_milestone_task_id_period")),
    )
    op.create_table(
        "target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("comparator", sa.String(length=200), nullable=False),
        sa.Column("minimum", sa.Double(), nullable=True),
        sa.Column("maximum", sa.Double(), nullable=True),
        sa.Column("unit", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["indicator_id"], ["indicator.id"], name=op.f("fk_target_indicator_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
        sa.UniqueConstraint("indicator_id", "year", name=op.f("uq_target_indicator_id_year")),
    )
    op.create_table(
        "task_agency",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("part", sa.String(length=40), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("expanded_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_task_agency_agency_id")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_task_agency_task_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_agency")),
        sa.UniqueConstraint("task_id", "agency_id", "part", name=op.f("uq_task_agency_task_id_agency_id_part")),
    )
    op.create_index(
        op.f("ix_task_agency_agency_id_part_task_id"), "task_agency", ["agency_id", "part", "task_id"], unique=False
    )
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("milestone_id", sa.Integer(), nullable=True),
        sa.Column("agency_id", sa.Integer(), nullable=False),
        sa.Column("via_agency_id", sa.Integer(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("original_due", sa.Date(), nullable=True),
        sa.Column("nominal_due", sa.Date(), nullable=True),
        sa.Column("effective_due", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_order", sa.Date(), nullable=False),
        sa.Column("deadline_version", sa.Integer(), nullable=False),
        sa.Column("held", sa.Boolean(), nullable=False),
        sa.Column("released_on", sa.Date(), nullable=True),
        sa.Column("assigned_on", sa.Date(), nullable=False),
        sa.Column("reported_on", sa.Date(), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("last_update_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_update", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("due_on IS NULL OR due_on = due_order", name=op.f("ck_assignment_due_order_follows")),
        sa.ForeignKeyConstraint(["agency_id"], ["agency.id"], name=op.f("fk_assignment_agency_id")),
        sa.ForeignKeyConstraint(["milestone_id"], ["milestone.id"], name=op.f("fk_assignment_milestone_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_assignment_plan_id")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_assignment_task_id")),
        sa.ForeignKeyConstraint(["via_agency_id"], ["agency.id"], name=op.f("fk_assignment_via_agency_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
        sa.UniqueConstraint(
            "task_id", "agency_id", "milestone_id", name=op.f("uq_assignment_task_id_agency_id_milestone_id")
        ),
    )
    op.create_index(
        op.f("ix_assignment_agency_id_due_order_id"), "assignment", ["agency_id", "due_order", "id"], unique=False
    )
    op.create_index(
        "ix_assignment_counts",
        "assignment",
        ["plan_id", "status", "due_on", "reported_on", "agency_id"],
        unique=False,
    )
    op.create_index(op.f("ix_assignment_due_order_id"), "assignment", ["due_order", "id"], unique=False)
    op.create_index(op.f("ix_assignment_milestone_id"), "assignment", ["milestone_id"], unique=False)
    op.create_index(
        "ix_assignment_overdue",
        "assignment",
        ["agency_id", "due_on"],
        unique=False,
        sqlite_where=sa.text("status IN ('assigned', 'in_progress', 'returned', 'submitted')"),
        postgresql_where=sa.text("status IN ('assigned', 'in_progress', 'returned', 'submitted')"),
    )
    op.create_index(
        op.f("ix_assignment_plan_id_due_order_id"), "assignment", ["plan_id", "due_order", "id"], unique=False
    )
    op.create_index(
        op.f("ix_assignment_status_due_order_id"), "assignment", ["status", "due_order", "id"], unique=False
    )
    op.create_index(
        "uq_assignment_without_milestone",
        "assignment",
        ["task_id", "agency_id"],
        unique=True,
        sqlite_where=sa.text("milestone_id IS NULL"),
        postgresql_where=sa.text("milestone_id IS NULL"),
    )
    op.create_table(
        "escalation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("deadline_version", sa.Integer(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("skipped", sa.Boolean(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name=op.f("fk_escalation_assignment_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_escalation")),
        sa.UniqueConstraint(
            "assignment_id",
            "deadline_version",
            "level",
            name=op.f("uq_escalation_assignment_id_deadline_version_level"),
        ),
    )
    op.create_index(op.f("ix_escalation_opened_on"), "escalation", ["opened_on"], unique=False)
    op.create_index(op.f("ix_escalation_told_at"), "escalation", ["told_at"], unique=False)
    op.create_table(
        "submission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("document_number", sa.String(length=200), nullable=False),
        sa.Column("document_date", sa.Date(), nullable=True),
        sa.Column("reported_on", sa.Date(), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("reported_by_id", sa.Integer(), nullable=False),
        sa.Column("decision", sa.String(length=40), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name=op.f("fk_submission_assignment_id")),
        sa.ForeignKeyConstraint(["decided_by_id"], ["user.id"], name=op.f("fk_submission_decided_by_id")),
        sa.ForeignKeyConstraint(["reported_by_id"], ["user.id"], name=op.f("fk_submission_reported_by_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
        sa.UniqueConstraint("assignment_id", "round", name=op.f("uq_submission_assignment_id_round")),
    )
    op.create_table(
        "task_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("task_id", sa.Integer(), nullable=True),
        sa.Column("assignment_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("before", sa.JSON(), nullable=False),
        sa.Column("after", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["user.id"], name=op.f("fk_task_event_actor_id")),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name=op.f("fk_task_event_assignment_id")),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_task_event_plan_id")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_task_event_task_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_event")),
    )
    op.create_index(op.f("ix_task_event_assignment_id_id"), "task_event", ["assignment_id", "id"], unique=False)
    op.create_index(op.f("ix_task_event_plan_id"), "task_event", ["plan_id"], unique=False)
    op.create_index(op.f("ix_task_event_task_id_id"), "task_event", ["task_id", "id"], unique=False)
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("filename", sa.Text(), nullable=False),
        sa.Column("media_type", sa.String(length=200), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["submission_id"], ["submission.id"], name=op.f("fk_evidence_submission_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_submission_id"), "evidence", ["submission_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_evidence_submission_id"), table_name="evidence")
    op.drop_table("evidence")
    op.drop_index(op.f("ix_task_event_task_id_id"), table_name="task_event")
    op.drop_index(op.f("ix_task_event_plan_id"), table_name="task_event")
    op.drop_index(op.f("ix_task_event_assignment_id_id"), table_name="task_event")
    op.drop_table("task_event")
    op.drop_table("submission")
    op.drop_index(op.f("ix_escalation_told_at"), table_name="escalation")
    op.drop_index(op.f("ix_escalation_opened_on"), table_name="escalation")
    op.drop_table("escalation")
    op.drop_index(
        "uq_assignment_without_milestone",
        table_name="assignment",
        sqlite_where=sa.text("milestone_id IS NULL"),
        postgresql_where=sa.text("milestone_id IS NULL"),
    )
    op.drop_index(op.f("ix_assignment_status_due_order_id"), table_name="assignment")
    op.drop_index(op.f("ix_assignment_plan_id_due_order_id"), table_name="assignment")
    op.drop_index(
        "ix_assignment_overdue",
        table_name="assignment",
        sqlite_where=sa.text("status IN ('assigned', 'in_progress', 'returned', 'submitted')"),
        postgresql_where=sa.text("status IN ('assigned', 'in_progress', 'returned', 'submitted')"),
    )
    op.drop_index(op.f("ix_assignment_milestone_id"), table_name="assignment")
    op.drop_index(op.f("ix_assignment_due_order_id"), table_name="assignment")
    op.drop_index("ix_assignment_counts", table_name="assignment")
    op.drop_index(op.f("ix_assignment_agency_id_due_order_id"), table_name="assignment")
    op.drop_table("assignment")
    op.drop_index(op.f("ix_task_agency_agency_id_part_task_id"), table_name="task_agency")
    op.drop_table("task_agency")
    op.drop_table("target")
    op.drop_table("milestone")
    op.drop_index(op.f("ix_indicator_agency_agency_id"), table_name="indicator_agency")
    op.drop_table("indicator_agency")
    op.drop_index(
        "ix_task_unassigned",
        table_name="task",
        sqlite_where=sa.text("assignments_total = 0"),
        postgresql_where=sa.text("assignments_total = 0"),
    )
    op.drop_index(op.f("ix_task_plan_id_position"), table_name="task")
    op.drop_index(op.f("ix_task_group_id"), table_name="task")
    op.drop_table("task")
    op.drop_index(op.f("ix_indicator_plan_id_position"), table_name="indicator")
    op.drop_table("indicator")
    op.drop_index(op.f("ix_task_group_appendix_id_position"), table_name="task_group")
    op.drop_table("task_group")
    op.drop_index(op.f("ix_report_obligation_plan_id"), table_name="report_obligation")
    op.drop_table("report_obligation")
    op.drop_table("appendix")
    op.drop_index(op.f("ix_plan_steering_agency_id"), table_name="plan")
    op.drop_table("plan")
    op.drop_index(op.f("ix_notification_item_topic_kind_told_on"), table_name="notification_item")
    op.drop_index(op.f("ix_notification_item_notification_id"), table_name="notification_item")
    op.drop_table("notification_item")
    op.drop_index(op.f("ix_sign_in_event_email_at"), table_name="sign_in_event")
    op.drop_table("sign_in_event")
    op.drop_index(op.f("ix_notification_user_id_created_at"), table_name="notification")
    op.drop_index(op.f("ix_notification_state_not_before_id"), table_name="notification")
    op.drop_index(op.f("ix_notification_created_at_id"), table_name="notification")
    op.drop_table("notification")
    op.drop_index(op.f("ix_membership_user_id"), table_name="membership")
    op.drop_index(op.f("ix_membership_agency_id_post"), table_name="membership")
    op.drop_table("membership")
    op.drop_table("document")
    op.drop_index(op.f("ix_agency_member_member_id"), table_name="agency_member")
    op.drop_table("agency_member")
    op.drop_index(op.f("ix_agency_alias_folded"), table_name="agency_alias")
    op.drop_index(op.f("ix_agency_alias_agency_id"), table_name="agency_alias")
    op.drop_table("agency_alias")
    op.drop_table("user")
    op.drop_index(op.f("ix_job_run_name_started_at"), table_name="job_run")
    op.drop_table("job_run")
    op.drop_table("calendar_day")
    op.drop_index(op.f("ix_agency_parent_id"), table_name="agency")
    op.drop_index(op.f("ix_agency_folded"), table_name="agency")
    op.drop_table("agency")
