"""Grammar of the numbers in a point: the year after a month or quarter, the number of a month or of a quarter."""

from tracker.deadlines.grammar import vocabulary as v
from tracker.deadlines.grammar.cursor import Cursor
from tracker.deadlines.grammar.periods import checked_year
from tracker.deadlines.grammar.refusals import Refused
from tracker.deadlines.grammar.tokens import roman_value

DATE_MARKS = frozenset("/-.")
# Two-digit years are read only where plans live; "Tháng 6/12" may well be "June, December".
_SHORT_YEARS = range(20, 51)
_OF_YEAR = frozenset({v.OF, v.IN})


def read_year(c: Cursor) -> tuple[bool, int | None]:
    """The year that follows a month or quarter: whether one is there, and which (None for "năm nay")."""
    start = c.at
    if c.kind() == "(":
        return _year_in_brackets(c)
    if c.kind() in DATE_MARKS or c.kind() == ",":
        mark = c.kind()
        c.at += 1
        if c.is_year() and not is_iso_day(c):
            return True, checked_year(c.number())
        if mark == "/" and is_short_year(c):
            return True, 2000 + c.number()
    else:
        c.eat_any(_OF_YEAR)
    if c.eat(v.THIS_YEAR):
        return True, None
    named = c.eat(v.YEAR)
    if c.is_year() and (named or c.at == start):
        return True, checked_year(c.number())
    c.at = start
    return False, None


def _year_in_brackets(c: Cursor) -> tuple[bool, int | None]:
    """ "Quý I (năm 2026)"."""
    size = 2 if c.kind(1) == v.YEAR else 1
    if c.is_year(size) and c.kind(size + 1) == ")":
        c.at += size + 2
        return True, checked_year(c.values[c.at - 2])
    return False, None


def is_iso_day(c: Cursor) -> bool:
    mark = c.kind(1)
    return mark in DATE_MARKS and c.kind(3) == mark and c.is_number(2) and c.is_number(4)


def is_short_year(c: Cursor) -> bool:
    return (
        c.kind() == v.NUM
        and len(c.texts[c.at]) == 2
        and c.values[c.at] in _SHORT_YEARS
        and c.kind(1) not in DATE_MARKS
    )


def read_named_year(c: Cursor) -> tuple[bool, int | None]:
    """ "năm 2026", "2026", "năm nay", and "năm" alone: the year of the document."""
    there, year = read_year(c)
    if not there and c.kind() == v.YEAR and c.kind(1) != v.NUM:
        c.at += 1
        return True, None
    return there, year


def read_month_number(c: Cursor) -> int:
    """The number after "tháng", 0 when there is none."""
    if c.is_number():
        month = c.number()
        if not 1 <= month <= 12:
            raise Refused("impossible_month")
        return month
    if c.kind() == v.ROMAN:
        text = c.texts[c.at]
        # "II" is the Roman two as often as "11" misread; "l" alone can only be 1.
        if len(text) == 2 and set(text) <= set("il|1"):
            raise Refused("ambiguous_month")
        c.at += 1
        if month := roman_value(text):
            return month
        raise Refused("impossible_month")
    if c.kind() == v.YEAR and (c.kind(1) == v.YEAR or (c.kind(1) == "/" and c.is_year(2))):
        c.at += 1  # "tháng năm năm 2026", "tháng Năm/2026": May
        return 5
    return 0


def read_quarter_number(c: Cursor) -> int:
    """I-IV, 1-4 or a word; numerals misread as "l", "1" or "|" are put right unless they may be 11."""
    if not (c.is_number(most_digits=4) or c.kind() == v.ROMAN):
        return 0
    text = c.texts[c.at]
    if c.kind() == v.NUM and (not text or text.isdigit()):
        if text in ("11", "111"):
            raise Refused("ambiguous_quarter")
        quarter = c.values[c.at]
    else:
        quarter = roman_value(text)
    if not 1 <= quarter <= 4 or (len(text) > 2 and text.isdigit()):
        raise Refused("impossible_quarter")
    c.at += 1
    return quarter
