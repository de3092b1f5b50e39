"""A plan under review: its rows as the paper has them, what was understood of each, and every change made since.

A draft has no tasks: publishing makes them from these rows, which stay, so that publishing can be undone.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, created_at, pk, text_long, text_short
from tracker.plans.models import Plan
from tracker.users.models import User

STEP = 1000
"""Between the places of two neighbours when they are read: room for rows added between them."""


class RowKind(StrEnum):
    """A repeal ends a row of the plan that is amended."""

    TASK = "task"
    HEADING = "heading"
    INDICATOR = "indicator"
    OBLIGATION = "obligation"
    REPEAL = "repeal"


class Draft(Base):
    """What reading the plan again needs to know: whose place it speaks of ("phường", "Thành phố") and their names."""

    __tablename__ = "draft"

    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), primary_key=True)
    places: Mapped[list[Any]] = mapped_column(default=list)
    names: Mapped[list[Any]] = mapped_column(default=list)

    plan: Mapped[Plan] = relationship()


class PaperLine(Base):
    """A line of the file, or a printed row of one of its tables, in reading order; `cells` are its texts."""

    __tablename__ = "paper_line"

    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    page: Mapped[int | None]
    line: Mapped[int | None]
    table: Mapped[int | None] = mapped_column("table_number")
    row: Mapped[int | None] = mapped_column("table_row")
    cells: Mapped[list[Any]] = mapped_column(default=list)


class DraftRow(Base):
    """One row of the paper under review.

    `cells` holds the words of each column (a target's column is "target:2026"), `read` what they are understood to
    mean, `chosen` what a person laid down instead, `problems` what still asks for a look. `marks` says who accepted
    or edited which column. `origin` is the row as it was read, None for one that a person added. `columns` and
    `lacks` repeat for filters where there are problems, and which of the six clarities is missing: " lead deadline ".
    """

    __tablename__ = "draft_row"
    __table_args__ = (Index(None, "plan_id", "position"),)

    id: Mapped[pk]
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    position: Mapped[int]
    kind: Mapped[RowKind]
    appendix: Mapped[text_short]
    appendix_title: Mapped[text_long]
    group: Mapped[str] = mapped_column("group_number", default="")
    group_title: Mapped[text_long]
    number: Mapped[text_long]
    parent: Mapped[text_long]
    cells: Mapped[dict[str, Any]] = mapped_column(default=dict)
    read: Mapped[dict[str, Any]] = mapped_column(default=dict)
    chosen: Mapped[dict[str, Any]] = mapped_column(default=dict)
    problems: Mapped[list[Any]] = mapped_column(default=list)
    marks: Mapped[dict[str, Any]] = mapped_column(default=dict)
    origin: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    source: Mapped[dict[str, Any]] = mapped_column(default=dict)
    paper_from: Mapped[int | None]
    paper_to: Mapped[int | None]
    doubts: Mapped[int] = mapped_column(default=0)
    columns: Mapped[str] = mapped_column(default="")
    lacks: Mapped[str] = mapped_column(default="")
    is_deleted: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column(default=1)
    updated_at: Mapped[datetime | None]
    updated_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))

    plan: Mapped[Plan] = relationship()
    updated_by: Mapped[User | None] = relationship()

    __mapper_args__ = {"version_id_col": version}


class DraftChange(Base):
    """One change to a draft, with every row it touched as it was before and the version it was left in, so that the
    person who made it can take it back. A row that the change made has no `row` to go back to."""

    __tablename__ = "draft_change"
    __table_args__ = (Index(None, "plan_id", "id"),)

    id: Mapped[pk]
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    actor_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    what: Mapped[text_long]
    before: Mapped[list[Any]] = mapped_column(default=list)
    is_undone: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[created_at]

    actor: Mapped[User | None] = relationship()


class JobState(StrEnum):
    READING = "reading"
    DONE = "done"
    REFUSED = "refused"


class ImportJob(Base):
    """A file that somebody handed in, while it is read and after: the draft it became, or why it became none."""

    __tablename__ = "import_job"

    id: Mapped[pk]
    actor_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    steering_agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    filename: Mapped[text_long]
    size: Mapped[int]
    state: Mapped[JobState] = mapped_column(default=JobState.READING)
    message: Mapped[text_long]
    plan_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"))
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
