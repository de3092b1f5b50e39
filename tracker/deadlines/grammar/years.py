"""Years that a phrase leaves out: taken from the point beside it, or from the day the document was issued."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from tracker.deadlines.grammar.periods import DAY, Bounds, Point, bounds, day_before
from tracker.deadlines.grammar.refusals import Refused


class Years(NamedTuple):
    years: list[int]
    inferred: bool


def fill(points: Sequence[Point], issued_on: date | None) -> Years:
    """ "Tháng 3, 6, 9/2026": the year stands at the end for all; "Quý I/2026 và Quý II": for those after it too, if
    they come later. Without any year it is the year of issue."""
    years = [point.year for point in points]
    named = [year for year in years if year is not None]
    if len(named) == len(years):
        return Years(named, False)
    if not named:
        if issued_on is None:
            raise Refused("year_missing")
        return Years([issued_on.year] * len(points), True)
    filled: list[int] = []
    following: int | None = None
    for year in reversed(years):
        following = year if year is not None else following
        filled.append(following or 0)
    filled.reverse()
    for at, year in enumerate(filled):
        filled[at] = year or filled[at - 1]
    _in_order(points, filled)
    return Years(filled, False)


def _in_order(points: Sequence[Point], years: list[int]) -> None:
    """A borrowed year must leave the points in order: "Tháng 12/2026 và tháng 1" is not January 2026."""
    dues = [bounds(point, year)[1] for point, year in zip(points, years, strict=True)]
    for at in range(1, len(points)):
        borrowed = points[at].year is None or points[at - 1].year is None
        if borrowed and dues[at] <= dues[at - 1]:
            raise Refused("range_reversed")


def last_good(point: Point, year: int, before: bool) -> Bounds:
    """First and last day of a point; "trước" leaves a day as it is (the schema marks it) and ends a period's eve."""
    if not before:
        return bounds(point, year)
    if point.unit == DAY:
        return bounds(point, year)
    return None, day_before(point, year)
