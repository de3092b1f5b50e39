"""Closed lists of words stored with tasks. Pure."""

from enum import StrEnum


class AgencyPart(StrEnum):
    LEAD = "lead"
    COORDINATING = "coordinating"


class Decision(StrEnum):
    CONFIRMED = "confirmed"
    RETURNED = "returned"


class EventKind(StrEnum):
    ASSIGNED = "assigned"
    EXPANDED = "expanded"
    RELEASED = "released"
    STARTED = "started"
    PROGRESS = "progress"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    CONFIRMED = "confirmed"
    RESCHEDULED = "rescheduled"
    CARRIED = "carried"
    WITHDRAWN = "withdrawn"
    ESCALATED = "escalated"
