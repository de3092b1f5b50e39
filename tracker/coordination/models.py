"""What coordinating agencies hand in, and whether they agree with a lead's report."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.agencies.models import Agency
from tracker.coordination.rules import Stance
from tracker.db import Base, pk, text_long, text_short
from tracker.tasks.models import Submission, Task
from tracker.users.models import User


class Contribution(Base):
    """Words and files of a coordinating agency: on the task, or its stance on one report. Of several stances of an
    agency on a report the last one counts."""

    __tablename__ = "contribution"
    __table_args__ = (
        Index(None, "task_id", "id"),
        CheckConstraint("(submission_id IS NULL) = (stance IS NULL)", name="stance_on_a_report"),
    )

    id: Mapped[pk]
    task_id: Mapped[int] = mapped_column(ForeignKey("task.id"))
    agency_id: Mapped[int] = mapped_column(ForeignKey("agency.id"))
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id"), index=True)
    stance: Mapped[Stance | None]
    text: Mapped[text_long]
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime]

    task: Mapped[Task] = relationship()
    agency: Mapped[Agency] = relationship()
    submission: Mapped[Submission | None] = relationship()
    by: Mapped[User] = relationship()
    files: Mapped[list["ContributionFile"]] = relationship(
        back_populates="contribution", order_by="ContributionFile.id"
    )


class ContributionFile(Base):
    """A file handed in with a contribution; its bytes lie in the store under their SHA-256."""

    __tablename__ = "contribution_file"

    id: Mapped[pk]
    contribution_id: Mapped[int] = mapped_column(ForeignKey("contribution.id"), index=True)
    filename: Mapped[text_long]
    media_type: Mapped[text_short]
    size: Mapped[int]
    sha256: Mapped[text_short]

    contribution: Mapped[Contribution] = relationship(back_populates="files")
