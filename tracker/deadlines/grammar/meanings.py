"""From the pieces of a phrase to its deadline: years filled in, first and last days counted."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from tracker.deadlines.grammar import periods
from tracker.deadlines.grammar.normalise import fold
from tracker.deadlines.grammar.parts import Part
from tracker.deadlines.grammar.periods import Point
from tracker.deadlines.grammar.recurring import recurring
from tracker.deadlines.grammar.refusals import Refused
from tracker.deadlines.grammar.relatives import Relative
from tracker.deadlines.grammar.sentences import Sentence
from tracker.deadlines.grammar.spans import LIST, ONE, RANGE, Span
from tracker.deadlines.grammar.years import fill, last_good
from tracker.deadlines.months import add_months
from tracker.deadlines.values import Kind, Milestone

Fields = dict[str, Any]
AddWorkingDays = Callable[[date, int], date]
_FINISHED = re.compile(r"(phan dau |co ban |da )*(hoan thanh|hoan tat|hoan thien|xong|ket thuc)")
_PARTS_OF_A_YEAR = frozenset({periods.FIRST_MONTHS, periods.LAST_MONTHS, periods.YEAR})


def of_sentence(found: Sentence, issued_on: date | None) -> Fields:
    if found.cycles or (found.anchor is not None and found.anchor.given):
        return recurring(found, issued_on)
    if found.ongoing:
        return _ongoing(found, issued_on)
    span = found.spans[0]
    if span.lead.since and span.shape == ONE and _FINISHED.match(fold(found.label)):
        raise Refused("ambiguous")
    return _of_span(span, found.restated, issued_on)


def of_relative(found: Relative, issued_on: date | None, add_working_days: AddWorkingDays | None) -> Fields:
    """The day itself only when the event is the document's own issue; the first day is not counted (Civil Code 2015,
    Article 147)."""
    due, offset = None, found.offset
    if found.from_own_issue and issued_on is not None and offset.n is not None:
        if offset.unit == "day":
            due = date.fromordinal(issued_on.toordinal() + offset.n)
        elif offset.unit == "month":
            due = add_months(issued_on, offset.n)
        elif add_working_days is not None:
            due = add_working_days(issued_on, offset.n)
    return {"kind": Kind.RELATIVE, "offset": offset, "due": due}


def of_parts(parts: list[Part], issued_on: date | None) -> Fields:
    """Each part with a day is a milestone; `due` is the latest. Ongoing parts have none."""
    dated = [(part.label, part.span) for part in parts if part.span is not None]
    repeated = [part for part in parts if part.cycles]
    if len(repeated) > 1:
        raise Refused("recurrence_mixed")
    again = recurring(Sentence(cycles=[*repeated[0].cycles], anchor=repeated[0].anchor), None) if repeated else {}
    if not dated:
        return again or {"kind": Kind.ONGOING}
    if len(parts) == 1:
        return _of_span(dated[0][1], None, issued_on)
    return again | _milestones(dated, issued_on)


def _of_span(span: Span, restated: Span | None, issued_on: date | None) -> Fields:
    years, inferred = fill(span.points, issued_on)
    if restated is not None:
        _check_restated(span, years, restated)
    if span.shape == LIST:
        if span.onward:
            start = _first_day(span.points[0], years[0])
            return {"kind": Kind.ONGOING, "start": start, "open_ended": True, "year_inferred": inferred}
        return _list(span, years) | {"year_inferred": inferred}
    if span.onward or (span.lead.since and span.shape == ONE and not span.lead.now):
        if span.lead.before or span.lead.until:
            raise Refused("ambiguous")
        start = _first_day(span.points[0], years[0])
        return {"kind": Kind.ONGOING, "start": start, "open_ended": True, "year_inferred": inferred}
    fields = _range(span, years) if span.shape == RANGE else _date(span, years[0])
    if inferred and fields["due"].year < years[-1]:
        raise Refused("ambiguous")  # "trước Quý I": of the year of issue, or of the next?
    return fields | {"year_inferred": inferred}


def _date(span: Span, year: int) -> Fields:
    point, lead = span.points[0], span.lead
    before = _is_before(span)
    start, due = last_good(point, year, before)
    return {
        "kind": Kind.DATE,
        "start": None if lead.until else start,
        "due": due,
        "before": before,
        "until": lead.until,
    }


def _is_before(span: Span) -> bool:
    """ "trước 17 giờ ngày 15/3" still leaves that day; "trước 0 giờ" does not."""
    return span.lead.before and span.points[-1].minute <= 0


def _range(span: Span, years: list[int]) -> Fields:
    before = _is_before(span)
    start = _first_day(span.points[0], years[0])
    _, due = last_good(span.points[-1], years[-1], before)
    if due < start:
        raise Refused("range_reversed")
    return {"kind": Kind.RANGE, "start": start, "due": due, "before": before}


def _first_day(point: Point, year: int) -> date:
    if point.unit == periods.YEAR and point.part == 1:
        return date(year, 1, 1)
    start, due = periods.bounds(point, year)
    return start or due


def _list(span: Span, years: list[int]) -> Fields:
    units = {point.unit for point in span.points}
    if len(units) > 1 and not (units <= _PARTS_OF_A_YEAR or all(point.year for point in span.points)):
        raise Refused("mixed_list")
    return _milestones_of([("", span)], years)


def _milestones(dated: list[tuple[str, Span]], issued_on: date | None) -> Fields:
    years, inferred = fill([point for _, span in dated for point in span.points], issued_on)
    return _milestones_of(dated, years) | {"year_inferred": inferred}


def _milestones_of(dated: list[tuple[str, Span]], years: list[int]) -> Fields:
    """Where only some say "trước ngày D", these are given the day before: one mark stands for the whole deadline."""
    all_before = all(_is_before(span) for _, span in dated)
    milestones: list[Milestone] = []
    at = 0
    for label, span in dated:
        own = years[at : at + len(span.points)]
        days = _days(span, own, eve=_is_before(span) and not all_before)
        milestones += [Milestone(label.rstrip(" :-") or words, due) for words, due in days]
        at += len(own)
    due = max(milestone.due for milestone in milestones)
    return {"kind": Kind.MULTI, "milestones": tuple(milestones), "due": due, "before": all_before}


def _days(span: Span, years: list[int], eve: bool) -> list[tuple[str, date]]:
    """The days that a span asks for, with their usual wording; a range asks for its end."""
    points = list(zip(span.points, years, strict=True))
    if span.shape == RANGE:
        _range(span, years)
        points = points[-1:]
    found: list[tuple[str, date]] = []
    for point, year in points:
        _, due = last_good(point, year, _is_before(span))
        if eve and point.unit == periods.DAY:
            due = date.fromordinal(due.toordinal() - 1)
        if found and due <= found[-1][1]:
            raise Refused("mixed_list")
        found.append((periods.label(point, year), due))
    return found


def _check_restated(span: Span, years: list[int], restated: Span) -> None:
    """ "Quý I/2026 (31/3/2026)" says one thing twice; "Quý I/2026 (tháng 2)" does not."""
    if restated.shape != ONE or restated.lead.before != span.lead.before:
        raise Refused("two_dates")
    point = restated.points[0]
    if periods.bounds(point, point.year or years[-1])[1] != periods.bounds(span.points[-1], years[-1])[1]:
        raise Refused("two_dates")


def _ongoing(found: Sentence, issued_on: date | None) -> Fields:
    """Work without a last day; a period beside it says from when, and never makes it due."""
    if len(found.spans) > 1 or found.anchor is not None:
        raise Refused("two_dates")
    if not found.spans:
        return {"kind": Kind.ONGOING}
    span = found.spans[0]
    if _is_work_of_its_own(found, span):
        return _milestones([(found.label, span)], issued_on)
    if span.points[0].year is None and issued_on is None and span.points[0] == Point(periods.YEAR, None):
        return {"kind": Kind.ONGOING}
    years, inferred = fill(span.points, issued_on)
    lead = span.lead
    bounded = lead.since or lead.inside or lead.until or span.shape == RANGE
    bounded = bounded or all(point.unit == periods.YEAR for point in span.points)
    if not bounded or lead.before or span.points[0].part:
        raise Refused("two_dates")
    start: date | None = _first_day(span.points[0], years[0])
    if span.shape == RANGE:
        _range(span, years)
    elif lead.until:
        start = None
    return {
        "kind": Kind.ONGOING,
        "start": start,
        "until": lead.until,
        "open_ended": span.onward or (lead.since and span.shape == ONE and not lead.now),
        "year_inferred": inferred,
    }


def _is_work_of_its_own(found: Sentence, span: Span) -> bool:
    """ "Duy trì/Hoàn thành tháng 12/2026": an ongoing part and a part with a day."""
    if span.lead.since or span.onward:
        return False
    return bool(found.label)
