"""Each level of the ladder that an overdue assignment reached, once per deadline version.

`skipped` levels were passed while the program stood still and tell nobody. `told_at` is set when the mails of a level
are in the outbox: a run that was cut off between the two is finished by the next.
"""

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base, created_at, pk


class Escalation(Base):
    __tablename__ = "escalation"
    __table_args__ = (
        UniqueConstraint("assignment_id", "deadline_version", "level"),
        Index(None, "opened_on"),
        Index(None, "told_at"),
    )

    id: Mapped[pk]
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"))
    deadline_version: Mapped[int]
    level: Mapped[int]
    skipped: Mapped[bool] = mapped_column(default=False)
    opened_on: Mapped[date]
    told_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    created_at: Mapped[created_at]
