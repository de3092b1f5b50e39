"""Directions of leaders, each answered by the agencies it names, and what people say to one another about a task."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.agencies.models import Agency
from tracker.db import Base, created_at, pk, text_long, text_short
from tracker.tasks.models import Task
from tracker.users.models import User


class AnswerState(StrEnum):
    """Where one agency stands with a direction: it must answer, has answered, or the one who gave it is content."""

    WAITING = "waiting"
    ANSWERED = "answered"
    CLOSED = "closed"


class Direction(Base):
    """A leader's direction on a task, numbered within its plan. `author` is whose word it is where the steering
    office writes it down, e.g. from the minutes of a meeting; `once` makes a form sent twice one direction."""

    __tablename__ = "direction"
    __table_args__ = (
        UniqueConstraint("plan_id", "number"),
        UniqueConstraint("given_by_id", "once"),
        Index(None, "task_id", "id"),
    )

    id: Mapped[pk]
    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"))
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    number: Mapped[int]
    text: Mapped[text_long]
    author: Mapped[text_short]
    document_number: Mapped[text_short]
    document_date: Mapped[date | None]
    due_on: Mapped[date | None]
    given_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    given_at: Mapped[datetime]
    once: Mapped[text_short]

    task: Mapped[Task] = relationship()
    given_by: Mapped[User] = relationship()
    addressees: Mapped[list["Addressee"]] = relationship(back_populates="direction", order_by="Addressee.id")


class Addressee(Base):
    """An agency that must answer a direction, and its last answer; earlier ones stand in the task's history."""

    __tablename__ = "direction_addressee"
    __table_args__ = (
        UniqueConstraint("direction_id", "agency_id"),
        Index(None, "agency_id", "state"),
        Index(None, "state", "id"),
    )

    id: Mapped[pk]
    direction_id: Mapped[int] = mapped_column(ForeignKey("direction.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    state: Mapped[AnswerState] = mapped_column(default=AnswerState.WAITING)
    answer: Mapped[text_long]
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    wanted: Mapped[text_long]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    version: Mapped[int] = mapped_column(default=1)

    direction: Mapped[Direction] = relationship(back_populates="addressees")
    agency: Mapped[Agency] = relationship()
    answered_by: Mapped[User | None] = relationship(foreign_keys=[answered_by_id])
    files: Mapped[list["TalkFile"]] = relationship(order_by="TalkFile.id")

    __mapper_args__ = {"version_id_col": version}

    def is_late(self, day: date) -> bool:
        due = self.direction.due_on
        return self.state is AnswerState.WAITING and due is not None and due < day


class Comment(Base):
    """A line of talk on a task. With an agency it is between that agency and those who follow the whole plan;
    without, everybody who may see the task reads it. A withdrawn one keeps its place and its author."""

    __tablename__ = "comment"
    __table_args__ = (Index(None, "task_id", "id"), UniqueConstraint("user_id", "once"))

    id: Mapped[pk]
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    agency_id: Mapped[int | None] = mapped_column(ForeignKey("agency.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    text: Mapped[text_long]
    at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    once: Mapped[text_short]

    task: Mapped[Task] = relationship()
    agency: Mapped[Agency | None] = relationship()
    user: Mapped[User] = relationship()
    mentions: Mapped[list["Mention"]] = relationship(order_by="Mention.user_id")
    files: Mapped[list["TalkFile"]] = relationship(order_by="TalkFile.id")


class Mention(Base):
    __tablename__ = "mention"

    comment_id: Mapped[int] = mapped_column(ForeignKey("comment.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)

    user: Mapped[User] = relationship()


class TalkFile(Base):
    """A file beside a comment or an answer; its bytes lie in the store under their SHA-256."""

    __tablename__ = "talk_file"

    id: Mapped[pk]
    comment_id: Mapped[int | None] = mapped_column(ForeignKey("comment.id"), index=True)
    addressee_id: Mapped[int | None] = mapped_column(ForeignKey("direction_addressee.id"), index=True)
    filename: Mapped[text_long]
    media_type: Mapped[text_short]
    size: Mapped[int]
    sha256: Mapped[text_short]
    created_at: Mapped[created_at]


class Follow(Base):
    """Somebody wants to see a task in his list "Đang theo dõi"."""

    __tablename__ = "follow"
    __table_args__ = (Index(None, "task_id"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"), primary_key=True)
    since: Mapped[datetime]
