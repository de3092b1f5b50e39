"""The working calendar that comes with the program, into the database. Never commits."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.deadlines.calendar import shipped_rows
from tracker.deadlines.models import CalendarDay


def seed_calendar(session: Session) -> int:
    """Fill an empty calendar; one that an office has begun to keep is left alone. How many days were added."""
    if session.scalar(select(CalendarDay.id).limit(1)) is not None:
        return 0
    days = [
        CalendarDay(day=row.day, kind=row.kind, name=row.name, source=row.source, verified=row.verified)
        for row in shipped_rows()
    ]
    session.add_all(days)
    session.flush()
    return len(days)
