"""When an assignment is reminded of, and when a mail may go. Pure: no database, no clock, no Flask."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from tracker.deadlines.calendar import Calendar

STEPS: Sequence[tuple[int, tuple[int, ...]]] = (
    (10, (30, 7, 1, 0)),  # a day, or a few: "15/3/2026"
    (31, (30, 14, 3, 0)),  # a month: "Tháng 3/2026"
    (92, (45, 15, 5, 0)),  # a quarter: "Quý I/2026"
    (184, (60, 30, 7)),  # half a year: "Quý III-IV/2026"
    (10_000, (180, 90, 30, 7)),  # a year and more: "Năm 2026", "2026-2030"
)
"""Days before the due day at which the lead agency is reminded, by the length in days of the period that the paper
gives: whoever has a year needs to hear earlier than whoever has a day. The only place to change them."""
LONGEST_STEP = max(step for _, steps in STEPS for step in steps)
HEAD_FROM = 7
"""The head of the agency is reminded in the last days only; earlier steps are the focal officer's business."""
OPENS, CLOSES = time(6, 0), time(19, 0)


def steps_for(start: date | None, due: date) -> tuple[int, ...]:
    length = (due - start).days + 1 if start else 1
    return next(steps for longest, steps in STEPS if length <= longest)


def step_reached(assigned_on: date, due: date, day: date, steps: Sequence[int]) -> int | None:
    """The reminder that an assignment should have had by `day`: the last step reached since it was assigned.

    Asking "reached by", never "exactly today", a run that missed a morning still reminds. The mail on the day of
    assignment named the due day itself, so a step on that day is not one more mail.
    """
    reached = [step for step in steps if assigned_on < due - timedelta(days=step) <= day]
    return min(reached) if reached and day <= due else None


def steps_passed(assigned_on: date, due: date, step: int, steps: Sequence[int]) -> list[int]:
    """Steps that were reached since assignment before `step`: once it is sent they must never be."""
    return [earlier for earlier in steps if earlier > step and assigned_on < due - timedelta(days=earlier)]


def asking_day(day: date, due: date, calendar: Calendar) -> date:
    """The day as of which the steps are asked. Where no working day is left until the due day, its last steps are
    told on the last working day before, not lost."""
    return due if day <= due < calendar.add_working_days(day, 1) else day


def next_moment(now: datetime, calendar: Calendar) -> datetime:
    """The first moment from `now` (local) on at which planned mail may go: in office hours of a working day."""
    if calendar.is_working_day(now.date()) and now.time() < CLOSES:
        return max(now, now.replace(hour=OPENS.hour, minute=OPENS.minute, second=0, microsecond=0))
    morning = calendar.add_working_days(now.date(), 1)
    return datetime.combine(morning, OPENS, tzinfo=now.tzinfo)
