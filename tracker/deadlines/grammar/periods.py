"""A point in time as a phrase names it (day, month, quarter, part of a year) and the days it covers."""

from datetime import date, timedelta
from typing import NamedTuple

from tracker.deadlines.grammar.refusals import Refused
from tracker.deadlines.months import month_end

DAY, MONTH, QUARTER, FIRST_MONTHS, LAST_MONTHS, YEAR = "day", "month", "quarter", "first", "last", "year"
FIRST_YEAR, LAST_YEAR = 1990, 2100
ROMAN_QUARTERS = ("", "I", "II", "III", "IV")
# The end of each part of a month: đầu, giữa, cuối tháng are its thirds; nửa đầu, nửa cuối its halves.
_PART_DAYS = {1: (1, 10), 2: (11, 20), 3: (21, 31), 4: (1, 15), 5: (16, 31)}
LAST_DAY_OF = 6
_PART_WORDS = ("", "Đầu ", "Giữa ", "Cuối ", "Nửa đầu ", "Nửa cuối ", "Ngày cuối ")


class Point(NamedTuple):
    """`n` is the month, the quarter or the count of months; `part` 1-3 đầu, giữa, cuối, 4-5 nửa đầu, nửa cuối,
    6 ngày cuối."""

    unit: str
    year: int | None
    n: int = 0
    day: int = 0
    part: int = 0
    weekday: int = 0
    minute: int = -1


Bounds = tuple[date | None, date]


def bounds(point: Point, year: int) -> Bounds:
    """First and last day; the first is None for a single day and for parts of a year, which begin nowhere certain."""
    unit, part = point.unit, point.part
    if unit == DAY:
        return None, _day(point, year)
    if part == LAST_DAY_OF:
        return None, bounds(point._replace(part=0), year)[1]
    if unit == YEAR:
        return _year_part(year, part)
    if unit == MONTH:
        return _month(year, point.n, part)
    if unit == QUARTER:
        return _quarter(year, point.n, part)
    if unit == FIRST_MONTHS:
        return date(year, 1, 1), month_end(year, point.n)
    return date(year, 13 - point.n, 1), date(year, 12, 31)


def day_before(point: Point, year: int) -> date:
    """The last good day of "trước tháng 6", "trước Quý II", "trước năm 2030"."""
    if point.part:
        raise Refused("vague")
    start, _ = bounds(point, year)
    if start is None:
        raise Refused("ambiguous")
    return start - timedelta(days=1)


def checked_year(year: int) -> int:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Refused("year_out_of_range")
    return year


def label(point: Point, year: int) -> str:
    """The point in the usual wording: "Quý II/2026", "Cuối tháng 6/2026"."""
    words = {
        DAY: f"{point.day:02}/{point.n:02}/{year}",
        MONTH: f"tháng {point.n}/{year}",
        QUARTER: f"quý {ROMAN_QUARTERS[point.n] if point.unit == QUARTER else ''}/{year}",
        FIRST_MONTHS: f"{point.n} tháng đầu năm {year}",
        LAST_MONTHS: f"{point.n} tháng cuối năm {year}",
        YEAR: f"năm {year}",
    }[point.unit]
    text = _PART_WORDS[point.part] + words
    return text[0].upper() + text[1:]


def _day(point: Point, year: int) -> date:
    try:
        day = date(year, point.n, point.day)
    except ValueError as error:
        raise Refused("impossible_date") from error
    if point.weekday and day.isoweekday() != point.weekday:
        raise Refused("weekday_mismatch")
    return day


def _month(year: int, month: int, part: int) -> Bounds:
    last = month_end(year, month)
    if not part:
        return last.replace(day=1), last
    first_day, last_day = _PART_DAYS[part]
    return last.replace(day=first_day), last.replace(day=min(last_day, last.day))


def _quarter(year: int, quarter: int, part: int) -> Bounds:
    """đầu, giữa, cuối quý are its first, second and third month."""
    first = quarter * 3 - 2
    if part > 3:
        raise Refused("vague_part")
    if part:
        return _month(year, first + part - 1, 0)
    return date(year, first, 1), month_end(year, first + 2)


def _year_part(year: int, part: int) -> Bounds:
    """Civil Code 2015, Article 146: giữa năm ends in June, cuối năm in December; đầu năm names no usable last day."""
    if not part:
        return date(year, 1, 1), date(year, 12, 31)
    if part == 4:
        return date(year, 1, 1), date(year, 6, 30)
    if part == 5:
        return date(year, 7, 1), date(year, 12, 31)
    if part == 1:
        raise Refused("vague_part")
    return None, date(year, 6, 30) if part == 2 else date(year, 12, 31)
