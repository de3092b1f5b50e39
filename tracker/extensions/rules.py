"""When an agency may ask for another day, and what may be granted. Pure: no database, no clock, no Flask."""

from datetime import date
from enum import StrEnum

from tracker.deadlines.calendar import Calendar
from tracker.tasks.rules import LEADS_MOVE, OPEN, Status


class State(StrEnum):
    WAITING = "waiting"
    GRANTED = "granted"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class Reason(StrEnum):
    GUIDANCE = "guidance"
    PARTNERS = "partners"
    VOLUME = "volume"
    MONEY = "money"
    PEOPLE = "people"
    DISASTER = "disaster"
    OTHER = "other"


class Answer(StrEnum):
    """What the steering office may decide; the last two are one state, the day tells them apart."""

    REFUSED = "refused"
    GRANTED = "granted"
    OTHER_DAY = "other-day"


class Bar(StrEnum):
    """Why no request can be made, or none be decided, now."""

    NO_DAY = "no-day"
    REPORTED = "reported"
    ENDED = "ended"
    WAITS = "waits"


ASK_BEFORE = 3
"""Working days before the due day until which a request is in good time (the practice of provinces: a written request
before the deadline); later ones are taken and marked."""
MANY = 3
"""From this extension on an assignment is marked "gia hạn nhiều lần"."""


def bar_to_asking(status: Status, due: date | None, waits: bool) -> Bar | None:
    """An agency asks while the move is its own; one request at a time."""
    if due is None:
        return Bar.NO_DAY
    if status is Status.SUBMITTED:
        return Bar.REPORTED
    if status not in LEADS_MOVE:
        return Bar.ENDED
    return Bar.WAITS if waits else None


def bar_to_moving(status: Status, due: date | None) -> Bar | None:
    """A request is decided also on a report that waits: the day granted is the one it is judged by."""
    if due is None:
        return Bar.NO_DAY
    return None if status in OPEN else Bar.ENDED


def is_asked_late(due: date, day: date, calendar: Calendar) -> bool:
    return calendar.working_days_between(day, due) < ASK_BEFORE


def is_beyond(due: date | None, other: date | None) -> bool:
    """Whether a sub-task would be due after the work it is part of."""
    return due is not None and other is not None and due > other


def is_many(times: int) -> bool:
    return times >= MANY
