"""Grammar of when something is due: one point, both ends of a range, or a list of points, with the words before them.

"trước ngày 15/3/2026", "từ Quý I đến Quý III/2026", "Tháng 3, 6, 9, 12/2026", "2025 và những năm tiếp theo".
"""

from functools import lru_cache
from typing import NamedTuple

from tracker.deadlines.grammar import periods
from tracker.deadlines.grammar import vocabulary as v
from tracker.deadlines.grammar.cursor import Cursor
from tracker.deadlines.grammar.numbers import read_month_number, read_quarter_number, read_year
from tracker.deadlines.grammar.periods import Point
from tracker.deadlines.grammar.points import read_point
from tracker.deadlines.grammar.refusals import Refused

ONE, RANGE, LIST = "one", "range", "list"


class Lead(NamedTuple):
    """What the words before a point say of it."""

    before: bool = False
    until: bool = False
    since: bool = False
    now: bool = False
    phase: bool = False
    inside: bool = False
    latest: bool = False


class Span(NamedTuple):
    shape: str
    points: tuple[Point, ...]
    lead: Lead
    onward: bool = False


_NO_LEAD = Lead()
LEAD_KINDS = frozenset({v.IN, v.LATEST, v.IS, v.BEFORE, v.UNTIL, v.END_OF, v.FROM, v.NOW, v.PHASE, v.TERM})
_ISSUE = frozenset({"ky", "ban hanh"})
_LIST_MARKS = frozenset({",", ";", "+", "&", v.AND})
_LISTED = frozenset({v.DAY, v.MONTH, v.QUARTER})
_NUMBERS = frozenset({v.NUM, v.ROMAN})
_TILL = frozenset({v.UNTIL, v.END_OF})
_UNITS = frozenset({v.DAY, v.WEEK, v.MONTH, v.QUARTER, v.HOUR, v.TIMES})


def read_lead(c: Cursor) -> Lead | None:
    """None when the words contradict each other ("trước hết", "từ … chậm nhất")."""
    if c.kind() not in LEAD_KINDS:
        return _NO_LEAD
    seen: list[str] = []
    while c.kind() in LEAD_KINDS:
        if c.kind() in seen:
            return None
        seen.append(c.kind())
        c.at += 1
        if seen[-1] in (v.LATEST, v.PHASE):
            c.eat(":")
        elif seen[-1] == v.FROM and _eat_issue(c):
            seen.append(v.NOW)
    return _lead(tuple(seen))


def _eat_issue(c: Cursor) -> bool:
    """The "ngày ký ban hành" of "từ ngày ký ban hành đến hết năm 2026": from now."""
    start = c.at
    if (c.eat(v.DAY) or c.eat(v.WHEN)) and c.texts[c.at] in _ISSUE:
        while c.texts[c.at] in _ISSUE or c.kind() == ",":
            c.at += 1
        if c.kind() == v.UNTIL:
            return True
    c.at = start
    return False


@lru_cache(maxsize=256)
def _lead(seen: tuple[str, ...]) -> Lead | None:
    if v.BEFORE in seen and (v.END_OF in seen or v.FROM in seen):
        return None
    if v.FROM in seen and v.LATEST in seen:
        return None
    return Lead(
        before=v.BEFORE in seen,
        until=v.UNTIL in seen or v.END_OF in seen,
        since=v.FROM in seen,
        now=v.NOW in seen,
        phase=v.PHASE in seen or v.TERM in seen,
        inside=v.IN in seen or v.END_OF in seen,
        latest=v.LATEST in seen,
    )


def read_span(c: Cursor) -> Span | None:
    start = c.at
    span = _span(c)
    if span is None:
        c.at = start
    return span


def _span(c: Cursor) -> Span | None:
    lead = read_lead(c)
    if lead is None or (lead.now and not lead.until):
        return None
    if c.texts[c.at] == "cac" and c.kind(1) in _LISTED and c.kind(2) in _NUMBERS:
        c.at += 1
    years, bracket = _count_of_years(c, lead)
    span = _days_of_one_month(c, lead) if c.kind() in (v.DAY, v.NUM) else None
    span = span or _points(c, lead)
    if span is None or (bracket and not c.eat(")")):
        return None
    if years and _years_in(span) != years:
        raise Refused("ambiguous")
    _check(span)
    c.eat(",") if c.kind(1) == v.ONWARD else None
    return span._replace(onward=True) if c.eat(v.ONWARD) else span


def _count_of_years(c: Cursor, lead: Lead) -> tuple[int, bool]:
    """The "5 năm" of "giai đoạn 5 năm 2026 - 2030", "trong 05 năm (2026 - 2030)": checked against the years named."""
    if not (lead.phase or lead.inside) or not (c.is_number() and c.kind(1) == v.YEAR):
        return 0, False
    bracket = c.kind(2) == "(" and c.is_year(3)
    if not bracket and not c.is_year(2):
        return 0, False
    years = c.number()
    c.at += 2 if bracket else 0
    return years, bracket


def _years_in(span: Span) -> int:
    first, last = span.points[0].year, span.points[-1].year
    if span.shape == LIST:
        return len(span.points)
    return last - first + 1 if first and last else 0


def _points(c: Cursor, lead: Lead) -> Span | None:
    """Points and what stands between them, as far as it goes."""
    first = c.at
    point = _year_of_document(c) if lead.inside and not lead.phase else None
    point = point or read_point(c)
    if point is None:
        return None
    points, shapes, said_before = [point], set[str](), lead.before
    while (found := _next(c, points[-1], first)) is not None:
        shape, point, before, first = found
        if before and not lead.before:
            if shape == LIST:
                raise Refused("two_dates")
            lead = lead._replace(before=True)
        points.append(point)
        shapes.add(shape)
    if len(shapes) > 1 or (RANGE in shapes and len(points) > 2):
        raise Refused("mixed_list")
    if RANGE in shapes and said_before:
        raise Refused("ambiguous")
    return Span(shapes.pop() if shapes else ONE, tuple(points), lead)


def _year_of_document(c: Cursor) -> Point | None:
    """ "trong năm", "hết năm": the year of the document, or of the point before it."""
    if c.kind() == v.YEAR and c.kind(1) != v.NUM:
        c.at += 1
        return Point(periods.YEAR, None)
    return None


def _mark(c: Cursor) -> str | None:
    """What stands between two points: a dash or "đến" makes a range, a comma or "và" a list."""
    if c.eat("-"):
        c.eat(v.UNTIL)
    elif not c.eat(v.UNTIL):
        if not c.eat_any(_LIST_MARKS):
            return None
        c.eat(v.AND)
        return LIST
    c.eat(v.END_OF)
    return RANGE


def _next(c: Cursor, previous: Point, previous_at: int) -> tuple[str, Point, bool, int] | None:
    """The next point: its link to the one before, itself, whether "trước" stands before it, and where it begins."""
    start = c.at
    shape = _mark(c)
    if shape is None:
        return None
    before = c.eat(v.BEFORE)
    c.eat(v.IN)
    point_at = c.at
    point = _elided_quarter(c, previous, previous_at) or read_point(c) or _elided_month(c, previous)
    if point is None and shape == RANGE and c.kinds[c.at - 1] == v.END_OF:
        point = _year_of_document(c)
    if point is None:
        c.at = start
        return None
    bare_year = point.unit == periods.YEAR and c.kinds[point_at] == v.NUM and c.kinds[point_at - 1] not in _TILL
    if bare_year and (previous.unit != periods.YEAR or previous.part):
        # "Quý I/2026 - 2027": the last day of 2027, or Quý I of both years? "cuối 2026 - 2030": of which?
        raise Refused("ambiguous")
    return shape, point, before, point_at


def _elided_quarter(c: Cursor, previous: Point, previous_at: int) -> Point | None:
    """The "IV" of "Quý III-IV/2026"; an Arabic number counts only after another and before the year is named."""
    if previous.unit != periods.QUARTER:
        return None
    if c.kind() == v.NUM and c.texts[c.at].isdigit():
        if c.texts[c.at] == "11" and c.kind(1) not in _UNITS:
            raise Refused("ambiguous_quarter")
        if not c.is_number() or c.values[c.at] > 4 or c.kind(1) in _UNITS:
            return None
        if previous.year or v.ROMAN in c.kinds[previous_at : c.at]:
            raise Refused("ambiguous")
    elif c.kind() != v.ROMAN and not c.is_number():
        return None
    if previous.part:
        raise Refused("ambiguous")
    quarter = read_quarter_number(c)
    return Point(periods.QUARTER, read_year(c)[1], quarter)


def _elided_month(c: Cursor, previous: Point) -> Point | None:
    """The "6" of "Tháng 3, 6, 9, 12/2026"."""
    if previous.unit != periods.MONTH or not c.is_number() or c.kind(1) in _UNITS:
        return None
    if previous.part:
        raise Refused("ambiguous")
    month = read_month_number(c)
    return Point(periods.MONTH, read_year(c)[1], month)


def _days_of_one_month(c: Cursor, lead: Lead) -> Span | None:
    """Days that share a month: "15-20/3/2026", "ngày 15 và 30 tháng 6", "từ ngày 1 đến ngày 15 tháng 3"."""
    start = c.at
    days: list[int] = []
    shapes = set[str]()
    named = c.eat(v.DAY)
    while c.is_number() and (named or c.texts[c.at]):
        if days and (last := read_point(c)) is not None:
            if last.unit != periods.DAY:
                break
            points = [last._replace(day=day) for day in days] + [last]
            if len(shapes) > 1 or (RANGE in shapes and len(points) > 2):
                raise Refused("mixed_list")
            return Span(shapes.pop(), tuple(points), lead)
        days.append(c.number())
        shape = _mark(c)
        if shape is None:
            break
        shapes.add(shape)
        c.eat(v.DAY)
    c.at = start
    return None


def _check(span: Span) -> None:
    """Words before the points that do not go with their number."""
    lead, shape = span.lead, span.shape
    if shape == LIST and (lead.since or lead.until):
        raise Refused("mixed_list")
    if shape == RANGE and (lead.until or lead.now):
        raise Refused("ambiguous")
    if shape == ONE and lead.phase and not (lead.until or lead.since):
        raise Refused("ambiguous")
    if shape == ONE and lead.since and lead.until and not lead.now:
        raise Refused("ambiguous")
