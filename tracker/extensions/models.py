"""Requests of agencies for another due day, and what was decided on each. A row is closed once and then stays."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, pk, text_long, text_short
from tracker.extensions import rules
from tracker.extensions.rules import Answer, Reason, State
from tracker.tasks.models import Assignment
from tracker.users.models import User

_WAITS = text("state = 'waiting'")


class Extension(Base):
    """`due_on`: the day that counted when the agency asked; `asked_due`, `granted_due`: nominal days. `number`: which
    extension of the assignment it is, if granted. `asked_for`: the absent person for whom it was asked.
    `is_objective`: the steering office acknowledges that the cause lies outside the agency (Nghị định
    335/2025/NĐ-CP waives the deduction then).
    """

    __tablename__ = "extension"
    __table_args__ = (
        Index("uq_extension_waiting", "assignment_id", unique=True, sqlite_where=_WAITS, postgresql_where=_WAITS),
        Index(None, "assignment_id", "id"),
        Index(None, "state", "id"),
    )

    id: Mapped[pk]
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"))
    number: Mapped[int]
    state: Mapped[State] = mapped_column(default=State.WAITING)
    due_on: Mapped[date]
    asked_due: Mapped[date]
    reason: Mapped[Reason]
    text: Mapped[text_long]
    document_number: Mapped[text_short]
    document_date: Mapped[date | None]
    is_late: Mapped[bool]
    asked_at: Mapped[datetime]
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    asked_for_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    granted_due: Mapped[date | None]
    is_objective: Mapped[bool] = mapped_column(default=False)
    answer: Mapped[text_long]
    answer_number: Mapped[text_short] = mapped_column(default="")
    answer_date: Mapped[date | None]
    closed_at: Mapped[datetime | None]
    closed_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    batch: Mapped[str | None] = mapped_column(String(200))

    assignment: Mapped[Assignment] = relationship()
    asked_by: Mapped[User] = relationship(foreign_keys=[asked_by_id])
    closed_by: Mapped[User | None] = relationship(foreign_keys=[closed_by_id])
    files: Mapped[list["ExtensionFile"]] = relationship(back_populates="extension", order_by="ExtensionFile.id")

    @property
    def is_many(self) -> bool:
        return rules.is_many(self.number)

    @property
    def decision(self) -> Answer | None:
        if self.state is State.GRANTED:
            return Answer.GRANTED if self.granted_due == self.asked_due else Answer.OTHER_DAY
        return Answer.REFUSED if self.state is State.REFUSED else None


class ExtensionFile(Base):
    """A file attached to a request; its bytes lie in the store under their SHA-256."""

    __tablename__ = "extension_file"

    id: Mapped[pk]
    extension_id: Mapped[int] = mapped_column(ForeignKey("extension.id"), index=True)
    filename: Mapped[text_long]
    media_type: Mapped[text_short]
    size: Mapped[int]
    sha256: Mapped[text_short]

    extension: Mapped[Extension] = relationship(back_populates="files")
