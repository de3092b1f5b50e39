"""Month arithmetic that clamps: one month after 31 January is 28 February, and two months after it 31 March again."""

from calendar import monthrange
from datetime import date


def clamped(year: int, month: int, day: int) -> date:
    """The day of a month, or its last day where the month is shorter."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def month_end(year: int, month: int) -> date:
    return clamped(year, month, 31)


def add_months(day: date, count: int) -> date:
    """`count` months on, on the same day of the month as far as that month has it."""
    months = day.year * 12 + day.month - 1 + count
    return clamped(months // 12, months % 12 + 1, day.day)
