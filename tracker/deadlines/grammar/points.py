"""Grammar of one point in time: "15/3/2026", "cuối tháng 6 năm 2026", "Quý l/26", "6 tháng đầu năm".

A rule gives None and leaves the cursor where it was when the words are not of its kind; it raises `Refused` when they
are but name nothing (31/6, quý V).
"""

from collections.abc import Callable

from tracker.deadlines.grammar import periods
from tracker.deadlines.grammar import vocabulary as v
from tracker.deadlines.grammar.cursor import Cursor
from tracker.deadlines.grammar.days import read_day
from tracker.deadlines.grammar.numbers import (
    DATE_MARKS,
    is_short_year,
    read_month_number,
    read_named_year,
    read_quarter_number,
    read_year,
)
from tracker.deadlines.grammar.periods import Point, checked_year
from tracker.deadlines.grammar.refusals import Refused

_BEGINNING, _END = 1, 3  # values of "đầu" and "cuối"


def read_point(c: Cursor) -> Point | None:
    for rule in _RULES.get(c.kind(), ()):
        point = rule(c)
        if point is not None:
            return point
    return None


def read_part(c: Cursor) -> int:
    """đầu, giữa, cuối [của]; "ngày cuối cùng của"."""
    if c.kind() == v.DAY and c.kind(1) == v.PART and c.values[c.at + 1] == _END:
        c.at += 2
        c.eat(v.OF)
        return periods.LAST_DAY_OF
    if c.kind() != v.PART:
        return 0
    part = c.number()
    c.eat(v.OF)
    return part


def _month(c: Cursor) -> Point | None:
    start = c.at
    part = read_part(c)
    if c.eat(v.MONTH) and (month := read_month_number(c)):
        if c.kind() == "/" and c.is_number(1) and (c.kind(2) == "/" or not _short_year_follows(c)):
            raise Refused("ambiguous")
        return Point(periods.MONTH, read_year(c)[1], month, part=part)
    c.at = start
    if c.kind() == v.MONTH_LETTER:
        return _month_by_letter(c)
    mark = c.kind(1)
    if mark in DATE_MARKS and c.is_number() and c.texts[c.at] and c.is_year(2):
        month = c.number()
        c.at += 1
        if not 1 <= month <= 12:
            raise Refused("impossible_month")
        return Point(periods.MONTH, checked_year(c.number()), month)
    return None


def _short_year_follows(c: Cursor) -> bool:
    c.at += 1
    follows = is_short_year(c)
    c.at -= 1
    return follows


def _month_by_letter(c: Cursor) -> Point | None:
    """T6/2026; "T6" without a year may be a Friday."""
    start = c.at
    c.at += 1
    c.eat(".")
    if c.is_number() and (month := read_month_number(c)):
        there, year = read_year(c)
        if there or (c.kind() in _LETTER_LIST and (c.kind(1) == v.MONTH_LETTER or _months_of_one_year_follow(c))):
            return Point(periods.MONTH, year, month)
    c.at = start
    return None


_LETTER_LIST = frozenset({"-", ",", "+", v.AND, v.UNTIL})


def _months_of_one_year_follow(c: Cursor) -> bool:
    """The "-5/2026" of "T3-5/2026", ", 6, 9/2026" of "T3, 6, 9/2026"; "T6, 13/3/2026" is a Friday."""
    ahead = 0
    while c.at + ahead < len(c.kinds) - 6 and c.kind(ahead) in _LETTER_LIST and c.is_number(ahead + 1):
        ahead += 2
    return ahead > 0 and c.kind(ahead) in DATE_MARKS and c.is_year(ahead + 1)


def _quarter(c: Cursor) -> Point | None:
    """ "Quý I/2026", "cuối quý II", "tháng đầu quý II", "quý cuối năm"."""
    start = c.at
    if c.kind() == v.MONTH and c.kind(1) == v.PART:
        c.at += 1
    part = read_part(c)
    if c.eat(v.QUARTER):
        c.eat(".")
        if quarter := read_quarter_number(c):
            return Point(periods.QUARTER, read_year(c)[1], quarter, part=part)
        if c.kind() == v.PART and c.values[c.at] in (_BEGINNING, _END) and c.kind(1) in (v.YEAR, v.THIS_YEAR):
            quarter = 1 if c.number() == _BEGINNING else 4
            return Point(periods.QUARTER, read_named_year(c)[1], quarter)
    c.at = start
    return None


def _months_of_year(c: Cursor) -> Point | None:
    """6 tháng đầu năm 2026, 9 tháng năm 2026, nửa đầu năm."""
    start = c.at
    if c.eat(v.HALF_YEAR) and c.kind() == v.PART:
        count = 6
    elif c.is_number() and (c.kind(1) == v.MONTH or (c.kind(1) == v.MONTH_LETTER and c.kind(2) == v.PART)):
        count = c.number()
        c.at += 1
        if count == 9 and c.kind() in (v.YEAR, "/") and c.is_year(1):
            return Point(periods.FIRST_MONTHS, read_year(c)[1], 9)
    else:
        c.at = start
        return None
    if 1 <= count <= 11 and c.kind() == v.PART and c.values[c.at] in (_BEGINNING, _END):
        unit = periods.FIRST_MONTHS if c.number() == _BEGINNING else periods.LAST_MONTHS
        c.eat(v.OF)
        there, year = read_named_year(c) if c.kind() in _YEAR_OPENERS else (False, None)
        if there:
            return Point(unit, year, count)
    c.at = start
    return None


def _year(c: Cursor) -> Point | None:
    start = c.at
    if c.kind() == v.SCHOOL_YEAR:
        raise Refused("school_year")
    if c.kind() == v.LUNAR:
        raise Refused("lunar")
    part = read_part(c)
    whole = not part and c.eat(v.WHOLE)
    there, year = False, None
    if c.kind() in _YEAR_OPENERS:
        there, year = read_named_year(c) if part or whole else read_year(c)
    if there:
        return Point(periods.YEAR, year, part=part)
    c.at = start
    return None


_YEAR_OPENERS = frozenset({v.YEAR, v.THIS_YEAR, v.NUM})


_RULES: dict[str, tuple[Callable[[Cursor], Point | None], ...]] = {
    v.DAY: (read_day, _month, _quarter, _year),
    v.TIME: (read_day,),
    v.WEEKDAY: (read_day,),
    v.DAYPART: (read_day,),
    v.NUM: (read_day, _month, _months_of_year, _year),
    v.MONTH: (_month, _quarter),
    v.MONTH_LETTER: (_month,),
    v.QUARTER: (_quarter,),
    v.PART: (read_day, _month, _quarter, _year),
    v.HALF_YEAR: (_months_of_year,),
    v.YEAR: (_year,),
    v.THIS_YEAR: (_year,),
    v.WHOLE: (_year,),
    v.SCHOOL_YEAR: (_year,),
    v.LUNAR: (_year,),
}
