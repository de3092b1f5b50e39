from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from tracker.deadlines.calendar import DayKind, load_calendar
from tracker.deadlines.models import CalendarDay
from tracker.deadlines.queries import calendar
from tracker.deadlines.service import seed_calendar


def test_an_empty_calendar_is_filled_with_the_shipped_days_and_their_source(session: Session) -> None:
    added = seed_calendar(session)
    assert added == session.scalar(select(func.count(CalendarDay.id))) > 20
    found, shipped = calendar(session), load_calendar()
    for day in (date(2026, 9, 2), date(2026, 11, 24), date(2026, 3, 4)):
        assert found.is_working_day(day) == shipped.is_working_day(day)
    assert all(session.scalars(select(CalendarDay.source)))


def test_a_calendar_that_an_office_keeps_is_left_alone(session: Session) -> None:
    session.add(CalendarDay(day=date(2026, 3, 4), kind=DayKind.HOLIDAY, name="Nghỉ riêng", source="QĐ 1"))
    session.flush()
    assert seed_calendar(session) == 0
    assert session.scalar(select(func.count(CalendarDay.id))) == 1
