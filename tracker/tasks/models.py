"""Tasks as the paper has them, who owes what by when, what was reported and decided, and the history of it all."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
    and_,
    case,
    false,
    func,
    literal_column,
    or_,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.agencies.models import Agency
from tracker.audit.chain import PLAN_CHAIN, Chained
from tracker.db import Base, among, created_at, pk, text_long, text_short
from tracker.permissions import Scope
from tracker.plans.models import Appendix, Plan, TaskGroup
from tracker.tasks import rules
from tracker.tasks.kinds import AgencyPart, Cause, Decision, EventKind
from tracker.tasks.rules import Closing, Status, Timeliness
from tracker.users.models import User

NO_DAY = date(9999, 12, 31)
"""Sorts assignments without a due day last, on every database and through an index."""
OPEN_VALUES = tuple(sorted(status.value for status in rules.OPEN))
_NOBODY_OWES = text("assignments_total = 0")
_OPEN = [literal_column(repr(value), String()) for value in OPEN_VALUES]
_IS_OPEN = text(f"status IN ({', '.join(repr(value) for value in OPEN_VALUES)})")


def partial_index(name: str, column: str) -> Index:
    there = text(f"{column} IS NOT NULL")
    return Index(name, column, sqlite_where=there, postgresql_where=there)


class Task(Base):
    """One row of an appendix, with every column of the paper and the place it stands in.

    A sub-task stands on no paper: an agency split it off the assignment `delegated_from_id`, which cannot be reported
    while a `mandatory` one is open. `cites_id`: the assignment of an upper plan that the task carries out.
    """

    __tablename__ = "task"
    __table_args__ = (
        Index(None, "plan_id", "position"),
        Index(None, "group_id"),
        Index("ix_task_unassigned", "plan_id", sqlite_where=_NOBODY_OWES, postgresql_where=_NOBODY_OWES),
        partial_index("ix_task_delegated_from", "delegated_from_id"),
        partial_index("ix_task_cites", "cites_id"),
        UniqueConstraint("plan_id", "code"),
    )

    id: Mapped[pk]
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    appendix_id: Mapped[int] = mapped_column(ForeignKey("appendix.id"))
    group_id: Mapped[int | None] = mapped_column(ForeignKey("task_group.id"))
    code: Mapped[text_short]
    number: Mapped[text_short]
    title: Mapped[text_long]
    responsible_head: Mapped[text_long]
    lead_text: Mapped[text_long]
    coordinating_text: Mapped[text_long]
    deliverable: Mapped[text_long]
    authority: Mapped[text_long]
    note: Mapped[text_long]
    deadline_text: Mapped[text_long]
    deadline_kind: Mapped[text_short]
    deadline: Mapped[dict[str, Any]] = mapped_column(default=dict)
    source: Mapped[dict[str, Any]] = mapped_column(default=dict)
    problems: Mapped[list[Any]] = mapped_column(default=list)
    position: Mapped[int]
    status: Mapped[Status] = mapped_column(default=Status.ASSIGNED)
    assignments_total: Mapped[int] = mapped_column(default=0)
    assignments_done: Mapped[int] = mapped_column(default=0)
    search_text: Mapped[text_long]
    delegated_from_id: Mapped[int | None] = mapped_column(ForeignKey("assignment.id", use_alter=True))
    mandatory: Mapped[bool] = mapped_column(default=False, server_default=false())
    cites_id: Mapped[int | None] = mapped_column(ForeignKey("assignment.id", use_alter=True))
    main_lead_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    closing: Mapped[Closing] = mapped_column(default=Closing.ALL, server_default=Closing.ALL.value)

    plan: Mapped[Plan] = relationship()
    appendix: Mapped[Appendix] = relationship()
    group: Mapped[TaskGroup | None] = relationship()
    agencies: Mapped[list["TaskAgency"]] = relationship(back_populates="task", order_by="TaskAgency.position")
    milestones: Mapped[list["Milestone"]] = relationship(back_populates="task", order_by="Milestone.position")
    assignments: Mapped[list["Assignment"]] = relationship(
        back_populates="task", order_by="Assignment.id", foreign_keys="Assignment.task_id"
    )
    delegated_from: Mapped["Assignment | None"] = relationship(foreign_keys=[delegated_from_id], viewonly=True)

    @classmethod
    def is_on_paper(cls) -> ColumnElement[bool]:
        """Not split off by an agency."""
        return cls.delegated_from_id.is_(None)


class FormerPlace(Base):
    """Where a task stood in a plan, and what that plan said of it, before a later one carried it on."""

    __tablename__ = "former_place"
    __table_args__ = (Index(None, "plan_id", "position"), Index(None, "task_id"))

    id: Mapped[pk]
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    code: Mapped[text_short]
    number: Mapped[text_short]
    position: Mapped[int]
    words: Mapped[dict[str, Any]] = mapped_column(default=dict)
    left_at: Mapped[datetime]

    task: Mapped[Task] = relationship()
    plan: Mapped[Plan] = relationship()


class TaskAgency(Base):
    """An agency that the paper names on a task. A collective lead waits until the steering office expands it."""

    __tablename__ = "task_agency"
    __table_args__ = (UniqueConstraint("task_id", "agency_id", "part"), Index(None, "agency_id", "part", "task_id"))

    id: Mapped[pk]
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    part: Mapped[AgencyPart]
    raw: Mapped[text_long]
    position: Mapped[int]
    expanded_at: Mapped[datetime | None]

    task: Mapped[Task] = relationship(back_populates="agencies")
    agency: Mapped[Agency] = relationship()


class Milestone(Base):
    """A day the task must meet. `period` is unique within a task for occurrences of recurring tasks."""

    __tablename__ = "milestone"
    __table_args__ = (UniqueConstraint("task_id", "period"),)

    id: Mapped[pk]
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    period: Mapped[text_short]
    label: Mapped[text_long]
    start_on: Mapped[date | None]
    due_on: Mapped[date]
    position: Mapped[int]

    task: Mapped[Task] = relationship(back_populates="milestones")


class Assignment(Base):
    """What one agency owes by one day: the thing that is tracked, listed, counted and reminded.

    `due_on` is the day that counts (effective or nominal, by a setting); `due_order` is the same, never null.
    `original_due_on` is the day that counted first; neither it nor `original_due` ever changes. `times_asked`,
    `times_extended` and `extension_asked_on` (while a request waits) sum up the requests to move the day.
    `held` keeps back every mail about an assignment that was overdue when the plan came in, until released.
    `handed_back_at`: the lead says that it is not its work, and the steering office has not answered yet.
    `prepared_at`: a report lies before the head of the lead agency. `resumes_as`: where suspended work goes on.
    `obstacle`, its cause and `proposal` are those of the last word on progress; earlier ones are in the history.
    `parent_id`: the assignment that this one was split off; only rows without one are counted officially.
    `decider_id`: the plan's steering agency, or who gave it on; null only because SQLite adds no other reference.
    """

    __tablename__ = "assignment"
    __table_args__ = (
        UniqueConstraint("task_id", "agency_id", "milestone_id"),
        CheckConstraint("due_on IS NULL OR due_on = due_order", name="due_order_follows"),
        Index(None, "due_order", "id"),
        Index(None, "plan_id", "due_order", "id"),
        Index(None, "agency_id", "due_order", "id"),
        Index(None, "status", "due_order", "id"),
        Index(None, "milestone_id"),
        Index(None, "decider_id", "status"),
        partial_index("ix_assignment_asking", "extension_asked_on"),
        partial_index("ix_assignment_children", "parent_id"),
        Index(
            "uq_assignment_without_milestone",
            "task_id",
            "agency_id",
            unique=True,
            sqlite_where=text("milestone_id IS NULL"),
            postgresql_where=text("milestone_id IS NULL"),
        ),
        # Every count of the four cells and of the overdue by agency is answered from this index alone.
        Index("ix_assignment_counts", "plan_id", "status", "due_on", "reported_on", "agency_id", "parent_id"),
        Index("ix_assignment_overdue", "agency_id", "due_on", sqlite_where=_IS_OPEN, postgresql_where=_IS_OPEN),
        Index("ix_assignment_held", "plan_id", sqlite_where=text("held = 1"), postgresql_where=text("held")),
        partial_index("ix_assignment_handed_back", "handed_back_at"),
        partial_index("ix_assignment_prepared", "prepared_at"),
        partial_index("ix_assignment_transferred", "transferred_from_id"),
    )

    id: Mapped[pk]
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    milestone_id: Mapped[int | None] = mapped_column(ForeignKey("milestone.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    via_agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("assignment.id"))
    decider_id: Mapped[int] = mapped_column(ForeignKey("agency.id"), nullable=True)
    status: Mapped[Status] = mapped_column(default=Status.ASSIGNED)
    original_due: Mapped[date | None]
    original_due_on: Mapped[date | None]
    nominal_due: Mapped[date | None]
    effective_due: Mapped[date | None]
    due_on: Mapped[date | None]
    due_order: Mapped[date] = mapped_column(default=NO_DAY)
    deadline_version: Mapped[int] = mapped_column(default=1)
    times_asked: Mapped[int] = mapped_column(default=0, server_default="0")
    times_extended: Mapped[int] = mapped_column(default=0, server_default="0")
    extension_asked_on: Mapped[date | None]
    held: Mapped[bool] = mapped_column(default=False)
    released_on: Mapped[date | None]
    assigned_on: Mapped[date]
    reported_on: Mapped[date | None]
    closed_at: Mapped[datetime | None]
    round: Mapped[int] = mapped_column(default=0)
    last_update_at: Mapped[datetime | None]
    last_update: Mapped[text_long]
    accepted_at: Mapped[datetime | None]
    handed_back_at: Mapped[datetime | None]
    prepared_at: Mapped[datetime | None]
    percent: Mapped[int] = mapped_column(default=0)
    obstacle: Mapped[text_long]
    obstacle_cause: Mapped[Cause | None]
    proposal: Mapped[text_long]
    resumes_as: Mapped[Status | None]
    transferred_from_id: Mapped[int | None] = mapped_column(ForeignKey("assignment.id"))
    version: Mapped[int] = mapped_column(default=1)

    task: Mapped[Task] = relationship(back_populates="assignments", foreign_keys=[task_id])
    plan: Mapped[Plan] = relationship()
    milestone: Mapped[Milestone | None] = relationship()
    agency: Mapped[Agency] = relationship(foreign_keys=[agency_id])
    via_agency: Mapped[Agency | None] = relationship(foreign_keys=[via_agency_id])
    parent: Mapped["Assignment | None"] = relationship(
        foreign_keys=[parent_id], remote_side="Assignment.id", viewonly=True
    )
    submissions: Mapped[list["Submission"]] = relationship(
        back_populates="assignment", order_by="Submission.round.desc()"
    )

    __mapper_args__ = {"version_id_col": version}

    @property
    def scope(self) -> Scope:
        """Whose it is; needs `plan` loaded. Coordinating agencies are added by the loader in `queries`."""
        return Scope(steering=self.plan.steering_agency_id, lead=self.agency_id, decider=self.decider_id)

    def set_due(self, nominal: date | None, effective: date | None, counts: date | None) -> None:
        if self.due_on is None and self.original_due_on is None:
            self.original_due_on = counts
        self.nominal_due, self.effective_due, self.due_on = nominal, effective, counts
        self.due_order = counts or NO_DAY

    def timeliness(self, day: date) -> Timeliness:
        return rules.timeliness(self.status, self.due_on, self.reported_on, day)

    def days_late(self, day: date) -> int:
        return rules.days_late(self.due_on, self.reported_on, day)

    def days_shown(self, day: date) -> int | None:
        return rules.shown_days(self.timeliness(day), self.due_on, self.reported_on, day)

    @classmethod
    def is_open(cls) -> ColumnElement[bool]:
        return cls.status.in_(_OPEN)

    @classmethod
    def is_overdue(cls, day: date) -> ColumnElement[bool]:
        """The rule of `timeliness` in SQL, written so that the index of counts serves it."""
        return and_(
            cls.is_open(),
            cls.due_on < day,
            or_(cls.reported_on.is_(None), cls.reported_on > cls.due_on),
        )

    @classmethod
    def timeliness_sql(cls, day: date, *, by_original: bool = False) -> ColumnElement[str]:
        """`rules.timeliness` in SQL, by the day that counts or by the one that counted first; tests run both over one
        table of cases."""
        due = cls.original_due_on if by_original else cls.due_on
        late = and_(due.is_not(None), func.coalesce(cls.reported_on, day) > due)
        soon = and_(cls.reported_on.is_(None), due <= _plus(day, rules.DUE_SOON_DAYS))
        return case(
            (among(cls.status, rules.STOPPED), Timeliness.STOPPED.value),
            (and_(cls.status == Status.COMPLETED, late), Timeliness.DONE_LATE.value),
            (cls.status == Status.COMPLETED, Timeliness.DONE_ON_TIME.value),
            (due.is_(None), Timeliness.NO_DEADLINE.value),
            (late, Timeliness.OVERDUE.value),
            (soon, Timeliness.DUE_SOON.value),
            else_=Timeliness.WITHIN.value,
        )


def _plus(day: date, days: int) -> date:
    return date.fromordinal(min(day.toordinal() + days, date.max.toordinal()))


class Submission(Base):
    """Round k of a result report, and what the steering office decided on it.

    `prepared_by` wrote what the reporter, the head of the agency, approved. `stood_for`: numbers of the absent people
    for whom those two acted. `accepted`: what of it was accepted when the rest is still owed.
    """

    __tablename__ = "submission"
    __table_args__ = (UniqueConstraint("assignment_id", "round"),)

    id: Mapped[pk]
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"))
    round: Mapped[int]
    text: Mapped[text_long]
    document_number: Mapped[text_short]
    document_date: Mapped[date | None]
    reported_on: Mapped[date]
    reported_at: Mapped[datetime]
    reported_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    prepared_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    stood_for: Mapped[list[Any]] = mapped_column(default=list)
    decision: Mapped[Decision | None]
    accepted: Mapped[text_long]
    reason: Mapped[text_long]
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    assignment: Mapped[Assignment] = relationship(back_populates="submissions")
    reported_by: Mapped[User] = relationship(foreign_keys=[reported_by_id])
    prepared_by: Mapped[User | None] = relationship(foreign_keys=[prepared_by_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])
    evidence: Mapped[list["Evidence"]] = relationship(back_populates="submission", order_by="Evidence.id")


class Evidence(Base):
    """A file handed in with a report, its bytes stored under their SHA-256. A trigger keeps the row as it is.

    `version` counts the files of one name. With `added_by` it is a supplement, of which the decision knows nothing.
    """

    __tablename__ = "evidence"

    id: Mapped[pk]
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    filename: Mapped[text_long]
    media_type: Mapped[text_short]
    size: Mapped[int]
    sha256: Mapped[text_short] = mapped_column(index=True)
    version: Mapped[int] = mapped_column(default=1)
    added_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    created_at: Mapped[created_at]

    submission: Mapped[Submission] = relationship(back_populates="evidence")
    added_by: Mapped[User | None] = relationship()


class TaskEvent(Chained, Base):
    """One line of a task's history. Rows are added, never changed or deleted (a database trigger holds it)."""

    __tablename__ = "task_event"
    __table_args__ = (
        UniqueConstraint("plan_id", "sequence"),
        Index(None, "task_id", "id"),
        Index(None, "assignment_id", "id"),
        Index(None, "at", "id"),
        Index(None, "actor_id", "at"),
        partial_index("ix_task_event_batch", "batch"),
    )

    id: Mapped[pk]
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    task_id: Mapped[int | None] = mapped_column(ForeignKey("task.id"))
    assignment_id: Mapped[int | None] = mapped_column(ForeignKey("assignment.id"))
    kind: Mapped[EventKind]

    actor: Mapped[User | None] = relationship(foreign_keys="TaskEvent.actor_id")
    on_behalf_of: Mapped[User | None] = relationship(foreign_keys="TaskEvent.on_behalf_of_id")
    assignment: Mapped[Assignment | None] = relationship()

    @property
    def chain(self) -> str:
        return PLAN_CHAIN % self.plan_id

    @property
    def words(self) -> str:
        return self.note
