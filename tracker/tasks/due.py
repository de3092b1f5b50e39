"""From a deadline as the paper has it to the days that count. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from tracker.deadlines.calendar import Calendar
from tracker.deadlines.phrases import last_good_day

Counts = Literal["effective", "nominal"]


@dataclass(frozen=True)
class Point:
    """A day to meet: `period` is its stable name within the task, `label` the work due then."""

    period: str
    label: str
    start: date | None
    due: date


@dataclass(frozen=True)
class DueDays:
    """The nominal day of the paper, the same moved to a working day, and the one of them that counts."""

    nominal: date
    effective: date
    counts: date


def points(deadline: Mapping[str, Any]) -> Iterator[Point]:
    """The days that a parsed deadline (its JSON form) names; none for ongoing, recurring, relative or unclear ones.

    "trước ngày D" leaves D-1 as the last good day.
    """
    raw, before = deadline.get("raw") or "", bool(deadline.get("before"))
    start = _day(deadline.get("start"))
    milestones = deadline.get("milestones") or []
    for number, milestone in enumerate(milestones, 1):
        due = _day(milestone.get("due"))
        if due:
            yield Point(f"m{number}", milestone.get("label") or "", None, last_good_day(raw, due, before))
    due = _day(deadline.get("due"))
    if due and not milestones:
        yield Point("", "", start, last_good_day(raw, due, before))


def due_days(nominal: date, calendar: Calendar, counts: Counts) -> DueDays:
    """A deadline on a rest day ends with the next working day (Civil Code 2015, Article 148), where the office's
    setting lets the effective day count."""
    effective = calendar.effective_due(nominal)
    return DueDays(nominal, effective, effective if counts == "effective" else nominal)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
