"""Grammar of a single day: "15/3/2026", "thứ Sáu, ngày 13 tháng 3", "trước 17 giờ ngày 15/3"."""

from tracker.deadlines.grammar import periods
from tracker.deadlines.grammar import vocabulary as v
from tracker.deadlines.grammar.cursor import Cursor
from tracker.deadlines.grammar.numbers import DATE_MARKS, is_iso_day, is_short_year, read_month_number, read_year
from tracker.deadlines.grammar.periods import Point, checked_year
from tracker.deadlines.grammar.refusals import Refused

_END = 3  # value of "cuối"
_MONTHS_OF_A_YEAR = 12
_AFTER_A_CLOCK = frozenset({v.END, ")", ";"})
_ROUND_THE_CLOCK = (24, 7)  # "24/7"
_LONGEST_MONTHS = (0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAY_OPENERS = frozenset({v.TIME, v.NUM, v.WEEKDAY, v.DAYPART, v.PART})


def read_day(c: Cursor) -> Point | None:
    start = c.at
    weekday, minute = 0, -1
    if c.kind() in _DAY_OPENERS:
        minute = read_time(c)
        if c.kind() == v.WEEKDAY:
            weekday = c.number()
            c.eat(",")
        if c.kind() == v.PART and c.values[c.at] == _END and c.kind(1) == v.DAY:
            c.at += 1
    named = c.eat(v.DAY)
    point = _day_in_numbers(c, named) or _day_in_words(c, named)
    if point is None:
        c.at = start
        return None
    if minute < 0:
        minute = _time_behind(c)
    if weekday or minute >= 0:
        point = point._replace(weekday=weekday, minute=minute)
    return point


def read_time(c: Cursor) -> int:
    """ "17h00", "17 giờ 30 phút", "16:30", "chiều": minutes of the day, -1 when no hour is named."""
    minute = -1
    c.eat(v.DAYPART)
    if c.kind() == v.TIME:
        minute = c.number()
        c.eat(v.DITTO)
    elif c.is_number() and c.kind(1) == v.HOUR:
        minute = c.number() * 60
        c.at += 1
        if c.is_number() and (c.kind(1) in (v.MINUTE, v.DAY, ",")):
            minute += c.number()
            c.eat(v.MINUTE) or c.eat(v.DITTO)
    elif c.is_number() and c.kind(1) == ":" and c.is_number(2) and len(c.texts[c.at + 2]) == 2:
        minute = c.number() * 60
        c.at += 1
        minute += c.number()
    if minute >= 0:
        c.eat(v.DAYPART)
        c.eat(",") or c.eat(v.OF)
    return minute


def _time_behind(c: Cursor) -> int:
    """The clock after the day, at the end of a phrase: "30/6/2026 17:00", "…, lúc 8h30", "2026-06-30T00:00:00"."""
    start = c.at
    c.eat(",")
    c.eat(v.IN) or c.eat(v.MONTH_LETTER)
    minute = read_time(c)
    if minute >= 0 and c.kind() == ":" and c.is_number(1):
        c.at += 2
    if minute < 0 or c.kind() not in _AFTER_A_CLOCK:
        c.at = start
        return -1
    return minute


def _day_in_numbers(c: Cursor, named: bool) -> Point | None:
    """15/3/2026, 15-3-2026, 15.3.2026, 15/3, 2026-03-15."""
    start, mark = c.at, c.kind(1)
    if mark not in DATE_MARKS:
        return None
    if c.is_year() and is_iso_day(c):
        year, month, day = c.values[start], c.values[start + 2], c.values[start + 4]
        c.at += 5
        return _checked_day(day, month, checked_year(year))
    if not (c.is_number() and c.is_number(2) and (named or c.texts[start])):
        return None
    day, month = c.values[start], c.values[start + 2]
    c.at += 3
    year_named_apart = c.kind() not in DATE_MARKS
    year_is_there, year_or_none = _year_of_day(c, mark)
    if mark == "-" and year_is_there and year_named_apart and not named and day <= _MONTHS_OF_A_YEAR:
        # "3-6 năm 2026": the third of June, or March to June.
        raise Refused("ambiguous")
    if not year_is_there and mark != "/" and not named:
        c.at = start
        return None
    if not (year_is_there or named) and (not 1 <= month <= 12 or (day, month) == _ROUND_THE_CLOCK):
        raise Refused("ambiguous")
    return _checked_day(day, month, year_or_none)


def _year_of_day(c: Cursor, mark: str) -> tuple[bool, int | None]:
    if c.kind() in DATE_MARKS:
        if c.kind() != mark:
            # "15/3-2026" may be a day of 2026 or a span that ends in 2026.
            if c.is_year(1):
                raise Refused("ambiguous")
            return False, None
        c.at += 1
        if c.is_year():
            return True, checked_year(c.number())
        if is_short_year(c):
            return True, 2000 + c.number()
        if c.kind() == v.YEAR and c.is_year(1):
            c.at += 1
            return True, checked_year(c.number())
        c.at -= 1
        return False, None
    return read_year(c)


def _day_in_words(c: Cursor, named: bool) -> Point | None:
    """[ngày] 15 tháng 3 [năm 2026]; without "ngày" and a year "6 tháng 1 …" may be a length of time."""
    start = c.at
    if not c.is_number() or not (named or c.texts[start]):
        return None
    day = c.number()
    c.eat(",") or c.eat("/")
    if c.eat(v.MONTH) and (month := read_month_number(c)):
        there, year = read_year(c)
        if named or there or day > _MONTHS_OF_A_YEAR:
            return _checked_day(day, month, year)
    c.at = start
    return None


def _checked_day(day: int, month: int, year: int | None) -> Point:
    if not 1 <= month <= 12:
        raise Refused("impossible_month")
    if not 1 <= day <= _LONGEST_MONTHS[month]:
        raise Refused("impossible_date")
    return Point(periods.DAY, year, month, day)
