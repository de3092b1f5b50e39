"""What the jobs did, and the settings a person changes while the program runs."""

from datetime import date, datetime

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base, pk, text_long, text_short


class JobRun(Base):
    """One run of a job: when, for which day, how many things it made, or why it failed."""

    __tablename__ = "job_run"
    __table_args__ = (Index(None, "name", "started_at"),)

    id: Mapped[pk]
    name: Mapped[text_short]
    day: Mapped[date]
    started_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    done: Mapped[int] = mapped_column(default=0)
    error: Mapped[text_long]
