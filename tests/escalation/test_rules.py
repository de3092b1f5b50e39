"""The ladder in working days."""

from datetime import date

import pytest

from tracker.deadlines.calendar import Calendar, CalendarRow, DayKind
from tracker.escalation.rules import counts_from, level_reached, levels_to_open

CALENDAR = Calendar([CalendarRow(date(2026, 4, 27), DayKind.COMPENSATORY, "Nghỉ bù Giỗ Tổ")])
THURSDAY = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("day", "level"),
    [
        (THURSDAY, 0),
        (date(2026, 3, 6), 1),
        (date(2026, 3, 8), 1),
        (date(2026, 3, 11), 1),
        (date(2026, 3, 12), 2),
        (date(2026, 3, 18), 2),
        (date(2026, 3, 19), 3),
        (date(2026, 12, 1), 3),
    ],
)
def test_levels_are_reached_after_one_five_and_ten_working_days(day: date, level: int) -> None:
    assert level_reached(THURSDAY, day, CALENDAR) == level


def test_rest_days_do_not_count() -> None:
    """Friday 24 April 2026: the week-end and the compensatory Monday come first."""
    due = date(2026, 4, 24)
    assert [level_reached(due, date(2026, 4, day), CALENDAR) for day in (25, 26, 27, 28)] == [0, 0, 0, 1]


def test_counting_starts_at_the_latest_of_due_day_release_and_return() -> None:
    assert counts_from(THURSDAY, None, None) == THURSDAY
    assert counts_from(THURSDAY, date(2026, 4, 1), None) == date(2026, 4, 1)
    assert counts_from(THURSDAY, date(2026, 4, 1), date(2026, 4, 9)) == date(2026, 4, 9)


def test_levels_between_where_it_stood_and_where_it_stands_are_opened() -> None:
    assert levels_to_open(0, 3) == [1, 2, 3]
    assert levels_to_open(1, 2) == [2]
    assert levels_to_open(2, 2) == []
