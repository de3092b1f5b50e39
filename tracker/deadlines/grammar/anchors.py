"""Grammar of where in its period a recurring deadline falls: "ngày 25", "thứ Sáu", "ngày 15 của tháng cuối quý".

It is read apart from the frequency, since either may come first: "ngày 25 hằng tháng", "hằng tháng, trước ngày 25".
"""

from typing import NamedTuple

from tracker.deadlines.grammar import vocabulary as v
from tracker.deadlines.grammar.cursor import Cursor
from tracker.deadlines.grammar.days import read_time
from tracker.deadlines.grammar.refusals import Refused
from tracker.deadlines.grammar.spans import Lead, read_lead
from tracker.deadlines.values import By, Freq

LAST_DAY = 31
_PART_DAYS = {1: 10, 2: 20, 3: LAST_DAY, 4: 15, 5: LAST_DAY}
_LIST_MARKS = frozenset({",", v.AND})
_NEXT_PERIOD = frozenset({v.AFTER, v.NEXT, v.WORK})
_FREQ_OF = {v.MONTH: Freq.MONTHLY, v.QUARTER: Freq.QUARTERLY, v.YEAR: Freq.YEARLY}


class Anchor(NamedTuple):
    """Days within a period of `freq`; `given` when the anchor itself says that they come back."""

    by: tuple[By, ...]
    freq: Freq
    given: bool
    lead: Lead
    minute: int = -1


def read_anchor(c: Cursor) -> Anchor | None:
    start = c.at
    lead = read_lead(c)
    anchor = None
    if lead is not None and not (lead.since or lead.now or lead.phase):
        minute = read_time(c)
        anchor = _weekdays(c, lead) or _month_of_quarter(c, lead, ()) or _part_of_each(c, lead) or _days(c, lead)
        if anchor is not None:
            return anchor._replace(minute=minute)
    c.at = start
    return None


def _weekdays(c: Cursor, lead: Lead) -> Anchor | None:
    start, days = c.at, []
    c.eat(v.DAY)
    while (day := _weekday(c)) is not None:
        days.append(By(weekday=day))
        if not c.eat_any(_LIST_MARKS):
            break
    if days:
        if c.kinds[c.at - 1] == ",":
            c.at -= 1
        return Anchor(tuple(days), Freq.WEEKLY, False, lead)
    c.at = start
    return None


def _weekday(c: Cursor) -> int | None:
    if c.kind() == v.WEEKDAY:
        return c.number()
    if c.kind() == v.MONTH_LETTER and c.is_number(1) and 2 <= c.values[c.at + 1] <= 7:
        c.at += 1
        return c.number() - 1
    return None


def _days(c: Cursor, lead: Lead) -> Anchor | None:
    """ "ngày 25", "ngày 15 và ngày 30", "ngày cuối cùng", and the month or quarter they are days of."""
    if not c.eat(v.DAY):
        return None
    days = []
    while (day := _day_number(c)) is not None:
        days.append(day)
        if not (c.kind() in _LIST_MARKS and (c.kind(1) == v.DAY or c.is_number(1))):
            break
        c.at += 1
        c.eat(v.DAY)
    if not days:
        return None
    if (anchor := _month_of_quarter(c, lead, tuple(days))) is not None:
        return anchor
    by = tuple(By(day=day) for day in days)
    start = c.at
    of = c.eat(v.OF) or c.eat(v.IN)
    each = c.eat(v.EVERY)
    if c.kind() in (v.MONTH, v.QUARTER) and days[-1:] == [LAST_DAY] and len(days) == 1 and not c.is_number(1):
        unit = c.kind()
        c.at += 1
        quarterly = (By(month_of_quarter=3, day=LAST_DAY),)
        return Anchor(by if unit == v.MONTH else quarterly, _FREQ_OF[unit], _comes_back(c), lead)
    if c.eat(v.MONTH) and (of or each or c.kind() in _NEXT_PERIOD) and c.kind() != v.NUM:
        return Anchor(by, Freq.MONTHLY, _comes_back(c), lead)
    c.at = start
    return Anchor(by, Freq.MONTHLY, False, lead)


def _day_number(c: Cursor) -> int | None:
    if c.is_number():
        day = c.number()
        if not 1 <= day <= LAST_DAY:
            raise Refused("impossible_date")
        return day
    if c.kind() == v.PART and c.values[c.at] == 3:
        c.at += 1
        return LAST_DAY
    return None


def _month_of_quarter(c: Cursor, lead: Lead, days: tuple[int, ...]) -> Anchor | None:
    """ "[ngày 15 của] tháng cuối [hằng] quý [sau]", "tháng thứ hai của quý"."""
    start = c.at
    c.eat(v.OF) or c.eat(v.IN)
    month = 0
    if c.eat(v.MONTH):
        if c.kind() == v.PART and c.values[c.at] <= 3:
            month = c.number()
        elif c.kind() == v.WEEKDAY and c.values[c.at] <= 2:
            # "tháng thứ hai": the words of Monday; "thứ ba": those of Tuesday.
            month = c.number() + 1
        elif c.eat(v.FIRST_ORDINAL):
            month = 1
    c.eat(v.OF) or c.eat(v.IN)
    c.eat(v.EVERY)
    if month and c.eat(v.QUARTER) and c.kind() not in (v.NUM, v.ROMAN):
        given = _comes_back(c)
        by = tuple(By(month_of_quarter=month, day=day) for day in days) or (By(month_of_quarter=month),)
        return Anchor(by, Freq.QUARTERLY, given, lead)
    c.at = start
    return None


def _comes_back(c: Cursor) -> bool:
    """ "của tháng báo cáo" comes back every month; "tháng sau" may be meant once unless a frequency is named."""
    if c.kind() not in _NEXT_PERIOD:
        return True
    reported = c.eat(v.WORK)
    c.eat(v.AFTER) or c.eat(v.NEXT)
    c.eat(v.NEXT)
    return reported


def _part_of_each(c: Cursor, lead: Lead) -> Anchor | None:
    """ "cuối mỗi quý", "đầu hằng tháng"; "cuối tháng", "cuối quý" beside a frequency."""
    start = c.at
    if c.kind() == v.PART:
        part = c.number()
        given = c.eat(v.EVERY)
        unit = c.kind()
        if unit in _FREQ_OF and c.kind(1) not in (v.NUM, v.ROMAN) and (given or unit != v.YEAR):
            c.at += 1
            if (by := _part_by(unit, part)) is not None:
                return Anchor((by,), _FREQ_OF[unit], given, lead)
    c.at = start
    return None


def _part_by(unit: str, part: int) -> By | None:
    if unit == v.MONTH:
        return By(day=_PART_DAYS[part])
    if part > 3 or (unit == v.YEAR and part == 1):
        return None
    if unit == v.QUARTER:
        return By(month_of_quarter=part)
    return By(month=6 if part == 2 else 12)
