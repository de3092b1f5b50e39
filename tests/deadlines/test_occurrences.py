from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.deadlines.months import add_months, month_end
from tracker.deadlines.occurrences import occurrences
from tracker.deadlines.phrases import By, Freq, Recurrence, parse_deadline

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


def of(phrase: str, start: date = YEAR[0], end: date = YEAR[1]) -> dict[str, str]:
    found = parse_deadline(phrase)
    assert found.recurrence is not None
    due = occurrences(found.recurrence, start, end, since=found.start, before=found.before)
    return {one.period_label: one.due.isoformat() for one in due}


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("hằng năm", {"2026": "2026-12-31"}),
        ("trước ngày 20/12 hằng năm", {"2026": "2026-12-19"}),
        ("Tháng 9 hằng năm", {"2026": "2026-09-30"}),
        ("Quý II hằng năm", {"2026": "2026-06-30"}),
        ("trước tháng 12 hằng năm", {"2026": "2026-11-30"}),
        ("định kỳ 6 tháng", {"2026-H1": "2026-06-30", "2026-H2": "2026-12-31"}),
        ("định kỳ 6 tháng (trước 15/6 và 15/12)", {"2026-H1": "2026-06-14", "2026-H2": "2026-12-14"}),
        ("Tháng 3 và tháng 9 hằng năm", {"2026-03-31": "2026-03-31", "2026-09-30": "2026-09-30"}),
        ("2 tháng/lần", {f"2026-{m:02}": month_end(2026, m).isoformat() for m in (2, 4, 6, 8, 10, 12)}),
        ("29/02 hằng năm", {"2026": "2026-02-28"}),
    ],
)
def test_a_phrase_falls_due_in_2026(phrase: str, expected: dict[str, str]) -> None:
    assert of(phrase) == expected


def test_quarters_end_with_their_third_month_or_on_the_day_named() -> None:
    assert of("hằng quý") == {
        "2026-Q1": "2026-03-31", "2026-Q2": "2026-06-30", "2026-Q3": "2026-09-30", "2026-Q4": "2026-12-31",
    }  # fmt: skip
    assert of("trước ngày 15 của tháng cuối quý") == {
        "2026-Q1": "2026-03-14", "2026-Q2": "2026-06-14", "2026-Q3": "2026-09-14", "2026-Q4": "2026-12-14",
    }  # fmt: skip
    assert of("đầu mỗi quý")["2026-Q2"] == "2026-04-30"


def test_the_31st_falls_on_the_last_day_of_short_months_and_comes_back() -> None:
    found = of("ngày 31 hằng tháng", date(2027, 12, 1), date(2028, 4, 30))
    assert list(found.values()) == ["2027-12-31", "2028-01-31", "2028-02-29", "2028-03-31", "2028-04-30"]
    assert list(found) == ["2027-12", "2028-01", "2028-02", "2028-03", "2028-04"]


def test_weeks_are_those_of_iso_8601() -> None:
    found = of("thứ Sáu hằng tuần", date(2026, 12, 21), date(2027, 1, 10))
    assert found == {"2026-W52": "2026-12-25", "2026-W53": "2027-01-01", "2027-W01": "2027-01-08"}


def test_before_the_first_of_a_month_is_due_in_the_month_before() -> None:
    assert of("trước ngày 01 hằng tháng", date(2026, 3, 1), date(2026, 4, 30)) == {
        "2026-04": "2026-03-31",
        "2026-05": "2026-04-30",
    }


def test_a_five_year_cycle_is_counted_from_its_start_or_as_five_year_plans_are() -> None:
    window = date(2026, 1, 1), date(2036, 12, 31)
    every_five = Recurrence(Freq.YEARLY, 5)
    assert [one.period_label for one in occurrences(every_five, *window)] == ["2030", "2035"]
    assert [one.period_label for one in occurrences(every_five, *window, since=date(2027, 6, 1))] == [
        "2026",
        "2031",
        "2036",
    ]


DAYS = st.integers(1, 31)
RECURRENCES = st.one_of(
    st.builds(Recurrence, st.sampled_from(list(Freq)), st.integers(1, 6)),
    st.builds(lambda d: Recurrence(Freq.MONTHLY, 1, (By(day=d),)), DAYS),
    st.builds(lambda m, d: Recurrence(Freq.QUARTERLY, 1, (By(month_of_quarter=m, day=d),)), st.integers(1, 3), DAYS),
    st.builds(lambda m, d: Recurrence(Freq.YEARLY, 1, (By(month=m, day=d),)), st.integers(1, 12), DAYS),
    st.builds(lambda d: Recurrence(Freq.WEEKLY, 1, (By(weekday=d),)), st.integers(1, 7)),
    st.just(Recurrence(Freq.MONTHLY, 1, (By(day=15), By(day=30), By(day=31)))),
)
STARTS = st.dates(date(2024, 1, 1), date(2032, 12, 31))


@given(RECURRENCES, STARTS, st.integers(0, 500), st.booleans())
def test_occurrences_are_in_the_window_in_order_and_named_once(
    recurrence: Recurrence, start: date, length: int, before: bool
) -> None:
    end = start + timedelta(days=length)
    found = occurrences(recurrence, start, end, before=before)
    assert all(start <= one.due <= end for one in found)
    assert [one.due for one in found] == sorted(one.due for one in found)
    assert len({one.period_label for one in found}) == len(found)


@given(RECURRENCES, STARTS, st.integers(0, 200), st.integers(0, 200))
def test_two_windows_side_by_side_find_what_one_finds(
    recurrence: Recurrence, start: date, one: int, two: int
) -> None:
    middle, end = start + timedelta(days=one), start + timedelta(days=one + 1 + two)
    parts = occurrences(recurrence, start, middle) + occurrences(recurrence, middle + timedelta(days=1), end)
    assert parts == occurrences(recurrence, start, end)


@given(STARTS, st.integers(-40, 40))
def test_months_on_keep_the_day_or_take_the_last_one(day: date, count: int) -> None:
    there = add_months(day, count)
    assert (there.year * 12 + there.month) - (day.year * 12 + day.month) == count
    assert there.day == min(day.day, month_end(there.year, there.month).day)


def test_a_window_that_ends_before_it_begins_is_empty() -> None:
    assert occurrences(Recurrence(Freq.DAILY), date(2026, 2, 2), date(2026, 2, 1)) == []
