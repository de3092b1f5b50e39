"""The working calendar as an office keeps it: public holidays, compensatory and swapped days."""

from datetime import date

from sqlalchemy.orm import Mapped, mapped_column

from tracker.db import Base, pk, text_long, text_short


class CalendarDay(Base):
    """A day that differs from the weekly pattern, with the document that says so (Labour Code, Article 112)."""

    __tablename__ = "calendar_day"

    id: Mapped[pk]
    day: Mapped[date] = mapped_column(unique=True)
    kind: Mapped[text_short]
    name: Mapped[text_short]
    source: Mapped[text_long]
    verified: Mapped[bool] = mapped_column(default=False)
