"""The steps before a due day, and when mail may go."""

from datetime import date, datetime, timedelta

import pytest

from tracker.deadlines.calendar import Calendar, CalendarRow, DayKind
from tracker.reminders.rules import asking_day, next_moment, step_reached, steps_for, steps_passed

DUE = date(2026, 3, 31)
LONG_AGO = date(2025, 1, 1)
TET = [CalendarRow(date(2026, 2, day), DayKind.HOLIDAY, "Tết") for day in range(16, 21)]
CALENDAR = Calendar([*TET, CalendarRow(date(2026, 8, 22), DayKind.MAKE_UP, "Làm bù")])


@pytest.mark.parametrize(
    ("start", "due", "steps"),
    [
        (None, DUE, (30, 7, 1, 0)),
        (date(2026, 3, 31), DUE, (30, 7, 1, 0)),
        (date(2026, 3, 1), DUE, (30, 14, 3, 0)),
        (date(2026, 2, 1), date(2026, 2, 28), (30, 14, 3, 0)),
        (date(2026, 1, 1), DUE, (45, 15, 5, 0)),
        (date(2026, 7, 1), date(2026, 12, 31), (60, 30, 7)),
        (date(2026, 1, 1), date(2026, 12, 31), (180, 90, 30, 7)),
        (date(2026, 1, 1), date(2030, 12, 31), (180, 90, 30, 7)),
    ],
)
def test_steps_follow_the_length_of_the_period_in_the_paper(start: date, due: date, steps: tuple[int, ...]) -> None:
    assert steps_for(start, due) == steps


@pytest.mark.parametrize(
    ("day", "step"),
    [
        (date(2026, 2, 28), None),
        (date(2026, 3, 1), 30),
        (date(2026, 3, 23), 30),
        (date(2026, 3, 24), 7),
        (date(2026, 3, 29), 7),
        (date(2026, 3, 30), 1),
        (DUE, 0),
        (date(2026, 4, 1), None),
    ],
)
def test_a_step_is_reached_until_the_next_one_and_never_after_the_due_day(day: date, step: int | None) -> None:
    assert step_reached(LONG_AGO, DUE, day, (30, 7, 1, 0)) == step


def test_steps_before_the_assignment_never_were() -> None:
    assert step_reached(date(2026, 3, 20), DUE, date(2026, 3, 22), (30, 7, 1, 0)) is None
    assert steps_passed(date(2026, 3, 20), DUE, 1, (30, 7, 1, 0)) == [7]


def test_the_step_of_the_very_day_of_assignment_is_said_by_the_mail_that_assigns() -> None:
    assert step_reached(date(2026, 3, 24), DUE, date(2026, 3, 24), (30, 7, 1, 0)) is None


def test_each_step_is_reached_on_some_day_of_any_month() -> None:
    """P13: months of 28 to 31 days lose no step."""
    for month_end in (date(2026 + y, m, 1) - timedelta(days=1) for y in range(3) for m in range(1, 13)):
        days = (month_end - timedelta(days=n) for n in range(40))
        assert {step_reached(LONG_AGO, month_end, day, (30, 14, 3, 0)) for day in days} >= {30, 14, 3, 0}


def test_the_last_steps_are_asked_on_the_last_working_day_when_the_due_day_is_a_rest_day() -> None:
    """P14: told on Friday, not lost on Saturday."""
    saturday = date(2026, 3, 28)
    assert asking_day(date(2026, 3, 27), saturday, CALENDAR) == saturday
    assert asking_day(date(2026, 3, 26), saturday, CALENDAR) == date(2026, 3, 26)
    assert asking_day(date(2026, 2, 13), date(2026, 2, 18), CALENDAR) == date(2026, 2, 18)


@pytest.mark.parametrize(
    ("now", "goes"),
    [
        ("2026-03-04 08:00", "2026-03-04 08:00"),
        ("2026-03-04 03:00", "2026-03-04 06:00"),
        ("2026-03-04 21:00", "2026-03-05 06:00"),
        ("2026-03-07 09:00", "2026-03-09 06:00"),
        ("2026-02-14 09:00", "2026-02-23 06:00"),
        ("2026-08-22 09:00", "2026-08-22 09:00"),
    ],
)
def test_planned_mail_goes_in_office_hours_of_a_working_day(now: str, goes: str) -> None:
    """P14: night, week-end, Tết, and a Saturday that is worked."""
    assert next_moment(datetime.fromisoformat(now), CALENDAR) == datetime.fromisoformat(goes)
