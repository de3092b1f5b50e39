"""A result report before it is one: what an agency has written and attached so far."""

from datetime import date, datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from tracker.db import Base, created_at, pk, text_long, text_short
from tracker.tasks.models import Assignment
from tracker.users.models import User


class ReportDraft(Base):
    """What an agency keeps of its next report on an assignment; one at a time, gone once the report is made.

    With `Assignment.prepared_at` it lies before the head. `sent_back`: why the head did not approve it.
    """

    __tablename__ = "report_draft"

    id: Mapped[pk]
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"), unique=True)
    text: Mapped[text_long]
    document_number: Mapped[text_short]
    document_date: Mapped[date | None]
    written_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    stood_for_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    written_at: Mapped[datetime]
    sent_back: Mapped[text_long]
    version: Mapped[int] = mapped_column(default=1)

    assignment: Mapped[Assignment] = relationship()
    written_by: Mapped[User] = relationship(foreign_keys=[written_by_id])
    files: Mapped[list["DraftFile"]] = relationship(
        back_populates="draft", order_by="DraftFile.id", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}


class DraftFile(Base):
    """A file that will go with the report."""

    __tablename__ = "draft_file"

    id: Mapped[pk]
    draft_id: Mapped[int] = mapped_column(ForeignKey("report_draft.id"), index=True)
    filename: Mapped[text_long]
    media_type: Mapped[text_short]
    size: Mapped[int]
    sha256: Mapped[text_short]
    created_at: Mapped[created_at]

    draft: Mapped[ReportDraft] = relationship(back_populates="files")
