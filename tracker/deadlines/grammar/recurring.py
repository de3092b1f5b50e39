"""From the pieces of a recurring deadline to its recurrence: how often, where in the period, from when."""

from datetime import date
from typing import Any

from tracker.deadlines.grammar import periods
from tracker.deadlines.grammar.cycles import finest
from tracker.deadlines.grammar.periods import Point
from tracker.deadlines.grammar.refusals import Refused, recurrence_ends
from tracker.deadlines.grammar.sentences import Sentence
from tracker.deadlines.grammar.spans import LIST, ONE, RANGE, Span
from tracker.deadlines.grammar.years import fill
from tracker.deadlines.values import By, Freq, Kind, Recurrence

Fields = dict[str, Any]
_PERIODS_A_YEAR = {Freq.YEARLY: 1, Freq.SEMIANNUAL: 2, Freq.QUARTERLY: 4}
_PART_DAYS = {0: None, 1: 10, 2: 20, 3: None, 4: 15, 5: None, periods.LAST_DAY_OF: None}


def recurring(found: Sentence, issued_on: date | None) -> Fields:
    """`due` stays empty: each occurrence has its own day."""
    anchor = found.anchor
    if found.cycles:
        freq, interval = finest(found.cycles)
    else:
        assert anchor is not None
        freq, interval = anchor.freq, 1
    fields: Fields = {"kind": Kind.RECURRING}
    by: tuple[By, ...] = ()
    if anchor is not None:
        if (anchor.freq, 1) != (freq, interval):
            raise Refused("recurrence_mixed")
        by = anchor.by
        fields |= {"before": anchor.lead.before and anchor.minute <= 0, "until": anchor.lead.until}
    for span in found.spans:
        if _is_bound(span):
            if "start" in fields:
                raise Refused("two_dates")
            fields |= _bound(span, found, freq, issued_on)
        elif by:
            raise Refused("two_dates")
        elif span.points[0] != Point(periods.YEAR, None):
            by = _by_points(span, freq, interval)
            fields |= {"before": span.lead.before and span.points[-1].minute <= 0, "until": span.lead.until}
    return fields | {"recurrence": Recurrence(freq, interval, by)}


def _is_bound(span: Span) -> bool:
    """From when or until when it comes back, not where in the year."""
    return any(point.year for point in span.points) or span.lead.since or span.lead.now


def _bound(span: Span, found: Sentence, freq: Freq, issued_on: date | None) -> Fields:
    years, inferred = fill(span.points, issued_on)
    lead, point = span.lead, span.points[0]
    if span.shape == LIST or lead.before or (found.linked and not _goes_on(span, freq)):
        raise Refused("two_dates")
    if span.shape == ONE and not (lead.since or lead.until or lead.inside or point.unit == periods.YEAR):
        raise Refused("two_dates")
    if inferred and _may_come_back(span, freq):
        raise Refused("ambiguous")
    first = periods.bounds(point, years[0])
    start = None if lead.until and span.shape == ONE else first[0] or first[1]
    last = periods.bounds(span.points[-1], years[-1])[1]
    if start and last < start:
        raise Refused("range_reversed")
    fields: Fields = {"start": start, "year_inferred": inferred}
    if not (span.onward or _goes_on(span, freq) or (lead.since and span.shape == ONE)):
        fields["problems"] = (recurrence_ends(last),)
    return fields


def _may_come_back(span: Span, freq: Freq) -> bool:
    """ "Từ ngày 01-05 hằng tháng", "từ 01/10 đến 31/10 hằng năm": without a year, the days of each period as well."""
    is_day = any(point.unit == periods.DAY for point in span.points)
    return span.lead.since and (is_day if freq != Freq.WEEKLY else False)


def _goes_on(span: Span, freq: Freq) -> bool:
    """ "Năm 2026 và hằng năm": from that year on, not within it."""
    return freq == Freq.YEARLY and span.shape == ONE and span.points[0].unit == periods.YEAR and not span.lead.until


def _by_points(span: Span, freq: Freq, interval: int) -> tuple[By, ...]:
    """Points without a year: "Tháng 3 và tháng 9 hằng năm", "định kỳ 6 tháng, trước 15/6 và 15/12"."""
    if span.shape == RANGE or span.onward or interval != 1:
        raise Refused("recurrence_unsupported")
    if freq != Freq.YEARLY and _PERIODS_A_YEAR.get(freq) != len(span.points):
        raise Refused("recurrence_mixed")
    by = tuple(_by(point, span.lead.before) for point in span.points)
    if len(set(by)) < len(by):
        raise Refused("mixed_list")
    return by


def _by(point: Point, before: bool) -> By:
    unit, n, part = point.unit, point.n, point.part
    if unit == periods.DAY:
        if point.weekday:
            raise Refused("recurrence_unsupported")
        return By(month=n, day=point.day)
    if before and part:
        raise Refused("vague")
    if unit == periods.MONTH:
        return By(month=(n + 10) % 12 + 1) if before else By(month=n, day=_PART_DAYS[part])
    if part == periods.LAST_DAY_OF:
        return By(quarter=n) if unit == periods.QUARTER else By(month=12)
    if unit == periods.QUARTER:
        if part > 3:
            raise Refused("vague_part")
        return By(month=n * 3 - 3 + part) if part else By(quarter=(n + 2) % 4 + 1 if before else n)
    if before or part in (1, 4):
        raise Refused("vague_part")
    if unit == periods.FIRST_MONTHS:
        return By(month=n)
    return By(month=6 if part == 2 else 12)
