"""What silence means, and how members of a collective are counted. Pure."""

from datetime import date
from enum import StrEnum

from tracker.deadlines.calendar import Calendar

CONSENT_DAYS = 3
"""Working days after a report in which a coordinating agency may speak; after them its silence is consent."""


class Stance(StrEnum):
    CONSENT = "consent"
    OBJECTION = "objection"


class Position(StrEnum):
    """How a coordinating agency stands to a report."""

    CONSENT = "consent"
    OBJECTION = "objection"
    SILENT = "silent"
    AWAITED = "awaited"


def speak_until(reported_on: date, calendar: Calendar) -> date:
    return calendar.add_working_days(reported_on, CONSENT_DAYS)


def position(stance: Stance | None, until: date, day: date) -> Position:
    if stance is not None:
        return Position(stance.value)
    return Position.AWAITED if day <= until else Position.SILENT
