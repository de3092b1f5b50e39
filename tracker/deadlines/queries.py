"""The office's calendar as the pure `Calendar` that the rules take."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from tracker.deadlines.calendar import Calendar, CalendarRow, DayKind
from tracker.deadlines.models import CalendarDay


def calendar(session: Session) -> Calendar:
    columns = (CalendarDay.day, CalendarDay.kind, CalendarDay.name, CalendarDay.source, CalendarDay.verified)
    rows = session.execute(select(*columns).order_by(CalendarDay.day))
    return Calendar(CalendarRow(day, DayKind(kind), name, source, ok) for day, kind, name, source, ok in rows)
