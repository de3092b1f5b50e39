"""The working calendar: its rules on a small made-up year, and the shipped days of 2025-2027."""

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.deadlines.calendar import Calendar, CalendarRow, DayKind, load_calendar, read_rows, shipped_rows
from tracker.errors import DomainError

CALENDAR = load_calendar()
SHIPPED = st.dates(date(2025, 1, 1), date(2027, 12, 31))
HEADER = "day,kind,name,source,verified"


def days(*texts: str) -> list[date]:
    return [date.fromisoformat(text) for text in texts]


def span(first: str, last: str) -> list[date]:
    start, end = days(first, last)
    return [start + timedelta(days=n) for n in range((end - start).days + 1)]


def rows(*lines: str) -> list[CalendarRow]:
    return list(read_rows([HEADER, *lines]))


@pytest.mark.parametrize(
    "off",
    [
        days("2025-01-01"),
        span("2025-01-25", "2025-02-02"),
        days("2025-04-07"),
        span("2025-04-30", "2025-05-04"),
        span("2025-08-30", "2025-09-02"),
        span("2026-01-01", "2026-01-04"),
        span("2026-02-14", "2026-02-22"),
        span("2026-04-25", "2026-04-27"),
        span("2026-04-30", "2026-05-03"),
        span("2026-08-29", "2026-09-02"),
        days("2026-11-24"),
        days("2027-04-16", "2027-11-24"),
    ],
)
def test_offices_rest_on_the_official_days(off: Iterable[date]) -> None:
    assert [day for day in off if CALENDAR.is_working_day(day)] == []


@pytest.mark.parametrize("day", days("2025-04-26", "2026-01-10", "2026-08-22"))
def test_a_make_up_saturday_is_worked(day: date) -> None:
    assert day.isoweekday() == 6
    assert CALENDAR.is_working_day(day)


@pytest.mark.parametrize(
    "day", days("2025-01-02", "2025-02-03", "2025-11-24", "2026-01-05", "2026-02-13", "2026-02-23", "2026-04-28")
)
def test_the_days_around_holidays_are_worked(day: date) -> None:
    assert CALENDAR.is_working_day(day)


@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_each_year_has_all_its_paid_holidays(year: int) -> None:
    """11 days of the Labour Code, Article 112, and from 2026 also 24/11."""
    holidays = [row.day for row in shipped_rows() if row.kind is DayKind.HOLIDAY and row.day.year == year]
    assert len(holidays) == (11 if year == 2025 else 12)
    assert CALENDAR.covers(year)
    assert not CALENDAR.covers(2028)


def test_every_swapped_day_off_is_worked_on_another_saturday() -> None:
    kinds = [row.kind for row in shipped_rows()]
    assert kinds.count(DayKind.SWAPPED_OFF) == kinds.count(DayKind.MAKE_UP) > 0


def test_every_row_names_its_source_and_what_is_only_computed_is_not_verified() -> None:
    assert all(row.source for row in shipped_rows())
    assert not any(row.verified for row in shipped_rows() if row.day.year == 2027)
    assert all(row.verified for row in shipped_rows() if row.day.year == 2025)


def test_shipped_days_are_in_order() -> None:
    assert all(one.day < other.day for one, other in pairwise(shipped_rows()))


def test_a_day_says_why_it_is_off() -> None:
    assert CALENDAR.holiday_name(date(2026, 11, 24)) == "Ngày Văn hóa Việt Nam"
    assert "22/8" in CALENDAR.holiday_name(date(2026, 8, 31))
    assert CALENDAR.holiday_name(date(2026, 3, 4)) == ""


@pytest.mark.parametrize(
    ("nominal", "effective"),
    [
        ("2026-02-28", "2026-03-02"),  # a Saturday
        ("2026-01-31", "2026-02-02"),
        ("2026-02-14", "2026-02-23"),  # the first day of Tết
        ("2026-04-30", "2026-05-04"),
        ("2026-08-22", "2026-08-22"),  # a worked Saturday
        ("2026-03-31", "2026-03-31"),
        ("2026-12-31", "2026-12-31"),
    ],
)
def test_a_deadline_on_a_rest_day_moves_to_the_next_working_day(nominal: str, effective: str) -> None:
    assert CALENDAR.effective_due(date.fromisoformat(nominal)) == date.fromisoformat(effective)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        ("2026-02-13", 1, "2026-02-23"),  # over Tết
        ("2026-02-23", -1, "2026-02-13"),
        ("2026-04-29", 1, "2026-05-04"),
        ("2026-05-04", -1, "2026-04-29"),
        ("2026-08-21", 1, "2026-08-22"),  # a worked Saturday counts
        ("2026-08-28", 1, "2026-09-03"),
        ("2026-02-14", 15, "2026-03-13"),  # from a rest day
        ("2026-03-02", 5, "2026-03-09"),
        ("2026-03-09", -5, "2026-03-02"),
    ],
)
def test_working_days_are_counted_from_the_day_after(start: str, count: int, end: str) -> None:
    assert CALENDAR.add_working_days(date.fromisoformat(start), count) == date.fromisoformat(end)


@given(SHIPPED)
def test_zero_working_days_later_is_the_day_itself(day: date) -> None:
    assert CALENDAR.add_working_days(day, 0) == day


@given(SHIPPED.filter(CALENDAR.is_working_day), st.integers(-60, 60))
def test_going_and_coming_back_ends_where_it_began(day: date, count: int) -> None:
    there = CALENDAR.add_working_days(day, count)
    assert CALENDAR.is_working_day(there)
    assert CALENDAR.add_working_days(there, -count) == day
    assert CALENDAR.working_days_between(day, there) == count


@given(SHIPPED, SHIPPED)
def test_between_counts_the_working_days_after_the_first_up_to_the_last(one: date, other: date) -> None:
    first, last = sorted((one, other))
    expected = sum(CALENDAR.is_working_day(first + timedelta(days=n + 1)) for n in range((last - first).days))
    assert CALENDAR.working_days_between(first, last) == expected
    assert CALENDAR.working_days_between(last, first) == -expected


@given(SHIPPED)
def test_the_next_working_day_is_the_first_one_from_here(day: date) -> None:
    found = CALENDAR.next_working_day(day)
    assert CALENDAR.is_working_day(found)
    assert not any(CALENDAR.is_working_day(day + timedelta(days=n)) for n in range((found - day).days))
    assert (found == day) == CALENDAR.is_working_day(day)


def test_without_rows_only_weekends_are_off() -> None:
    empty = Calendar([])
    assert [empty.is_working_day(day) for day in span("2026-02-16", "2026-02-22")] == [True] * 5 + [False] * 2
    assert not empty.covers(2026)


def test_a_written_file_reads_back() -> None:
    assert rows('2026-01-01,le,"Tết, Dương lịch",Điều 112,yes') == [
        CalendarRow(date(2026, 1, 1), DayKind.HOLIDAY, "Tết, Dương lịch", "Điều 112", True)
    ]


@pytest.mark.parametrize(
    "line",
    [
        "01/01/2026,le,Tết,Điều 112,yes",
        "2026-02-30,le,Tết,Điều 112,yes",
        "2026-01-01,holiday,Tết,Điều 112,yes",
        "2026-01-01,le,,Điều 112,yes",
        "2026-01-01,le,Tết,Điều 112,maybe",
        "2026-01-01,le,Tết,Điều 112",
        "2026-01-01,le,Tết,Điều 112,yes,thừa",
        "2026-01-05,lam_bu,Làm bù vào thứ Hai,Thông báo,yes",
        "2026-01-10,nghi_bu,Nghỉ bù vào thứ Bảy,Thông báo,yes",
        "2026-01-02,le,Ngày đã có ở dòng trên,Điều 112,yes",
    ],
)
def test_a_bad_row_is_refused_with_its_line(line: str) -> None:
    with pytest.raises(DomainError, match="dòng 3"):
        rows("2026-01-02,le,Nghỉ lễ,Điều 112,yes", line)


def test_a_file_without_its_columns_is_refused() -> None:
    with pytest.raises(DomainError, match="dòng 2"):
        list(read_rows(["ngay,loai", "2026-01-01,le"]))
