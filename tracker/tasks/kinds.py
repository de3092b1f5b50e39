"""Closed lists of words stored with tasks. Pure."""

from enum import StrEnum


class AgencyPart(StrEnum):
    LEAD = "lead"
    COORDINATING = "coordinating"


class Decision(StrEnum):
    CONFIRMED = "confirmed"
    PARTLY = "partly"
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
    ACCEPTED = "accepted"
    HANDED_BACK = "handed_back"
    HELD_TO = "held_to"
    PREPARED = "prepared"
    SENT_BACK = "sent_back"
    PARTLY_ACCEPTED = "partly_accepted"
    SUPPLEMENTED = "supplemented"
    SUSPENDED = "suspended"
    RESUMED = "resumed"
    TRANSFERRED = "transferred"
    REOPENED = "reopened"
    EXTENSION_ASKED = "extension_asked"
    EXTENSION_GRANTED = "extension_granted"
    EXTENSION_REFUSED = "extension_refused"
    EXTENSION_CANCELLED = "extension_cancelled"
    DELEGATED = "delegated"
    CONTRIBUTED = "contributed"
    CONSENTED = "consented"
    OBJECTED = "objected"
    DIRECTED = "directed"
    ANSWERED = "answered"
    URGED = "urged"
    UNDONE = "undone"
