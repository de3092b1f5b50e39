"""The office's calendar as the pure `Calendar` that the rules take."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.deadlines.calendar import Calendar, CalendarRow, DayKind
from tracker.deadlines.models import CalendarDay


def calendar(session: Session) -> Calendar:
    rows = session.scalars(select(CalendarDay).order_by(CalendarDay.day))
    return Calendar(CalendarRow(r.day, DayKind(r.kind), r.name, r.source, r.verified) for r in rows)
