"""When a recurring deadline falls due: its periods within a window of days, each with a stable name. Pure.

Periods are those of the calendar: weeks from Monday, months, quarters, halves, years; without a day of its own a
period is due on its last. Longer ones ("5 năm/lần") are counted from `since`, else from 2001 as five-year plans are.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from tracker.deadlines.months import clamped, month_end
from tracker.deadlines.values import By, Freq, Recurrence

_EPOCH = date(2001, 1, 1)  # a Monday
_MONTHS = {Freq.MONTHLY: 1, Freq.QUARTERLY: 3, Freq.SEMIANNUAL: 6, Freq.YEARLY: 12}
_WHOLE = (By(),)


class Occurrence(NamedTuple):
    """`period_label` is unique within a recurrence: "2026", "2026-H1", "2026-Q2", "2026-07", "2026-W05" or a day.
    It names the last month, week or year of a period; where a period has several due days, each is named by its day.
    """

    period_label: str
    start: date
    due: date


class _Period(NamedTuple):
    label: str
    start: date
    end: date


def occurrences(
    recurrence: Recurrence, start: date, end: date, *, since: date | None = None, before: bool = False
) -> list[Occurrence]:
    """Those due from `start` to `end`, both included, in order.

    `before` is that of the deadline: "trước ngày 20/12 hằng năm" is due on the 19th.
    """
    periods = _periods(recurrence, start, end, since or _EPOCH)
    found = [one for period in periods for one in _in_period(recurrence, period, before)]
    return [one for one in found if start <= one.due <= end]


def _periods(recurrence: Recurrence, start: date, end: date, since: date) -> Iterator[_Period]:
    """The periods that touch the window, and the one after: "trước ngày 1" falls into the one before it."""
    if recurrence.freq in _MONTHS:
        return _of_months(recurrence, start, end + timedelta(days=1), since)
    return _of_days(recurrence, start, end + timedelta(days=1), since)


def _of_months(recurrence: Recurrence, start: date, end: date, since: date) -> Iterator[_Period]:
    size = _MONTHS[recurrence.freq] * recurrence.interval
    step = 12 if recurrence.freq == Freq.YEARLY else _MONTHS[recurrence.freq]
    origin = _month_number(since) // step * step
    first = origin + (_month_number(start) - origin) // size * size
    for month in range(first, _month_number(end) + 1, size):
        last = month_end(*_year_and_month(month + size - 1))
        yield _Period(_month_label(recurrence.freq, last), date(*_year_and_month(month), 1), last)


def _of_days(recurrence: Recurrence, start: date, end: date, since: date) -> Iterator[_Period]:
    """Days and weeks; a week is named as ISO 8601 does."""
    weekly = recurrence.freq == Freq.WEEKLY
    size = recurrence.interval * (7 if weekly else 1)
    origin = since - timedelta(days=since.weekday() if weekly else 0)
    day = origin + timedelta(days=(start - origin).days // size * size)
    while day <= end:
        last = day + timedelta(days=size - 1)
        yield _Period(f"{last:%G-W%V}" if weekly else f"{last:%Y-%m-%d}", day, last)
        day += timedelta(days=size)


def _in_period(recurrence: Recurrence, period: _Period, before: bool) -> list[Occurrence]:
    dues = sorted({due for by in recurrence.by or _WHOLE if (due := _due(recurrence.freq, by, period, before))})
    if len(dues) == 1:
        return [Occurrence(period.label, period.start, dues[0])]
    return [Occurrence(f"{due:%Y-%m-%d}", period.start, due) for due in dues]


def _due(freq: Freq, by: By, period: _Period, before: bool) -> date | None:
    """The day that `by` names in the last week, month, quarter, half or year of the period; None when it lies in
    another one ("15/6 và 15/12": one for each half)."""
    year, month = period.end.year, period.end.month
    if freq == Freq.DAILY:
        return period.end
    if freq == Freq.WEEKLY:
        day = period.end - timedelta(days=7 - by.weekday) if by.weekday else period.end
        return day - timedelta(days=1) if before and by.weekday else day
    if by.quarter is not None:
        month = by.quarter * 3
    elif by.month is not None:
        month = by.month
    elif by.month_of_quarter is not None:
        month += by.month_of_quarter - 3
    if not period.end.month - _MONTHS[freq] < month <= period.end.month:
        return None
    day = clamped(year, month, by.day) if by.day else month_end(year, month)
    return day - timedelta(days=1) if before and by.day else day


def _month_label(freq: Freq, last: date) -> str:
    if freq == Freq.YEARLY:
        return f"{last.year}"
    if freq == Freq.SEMIANNUAL:
        return f"{last.year}-H{last.month // 6}"
    if freq == Freq.QUARTERLY:
        return f"{last.year}-Q{last.month // 3}"
    return f"{last:%Y-%m}"


def _month_number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _year_and_month(number: int) -> tuple[int, int]:
    return number // 12, number % 12 + 1
