"""Closed lists of words stored with tasks. Pure."""

from enum import StrEnum


class AgencyPart(StrEnum):
    LEAD = "lead"
    COORDINATING = "coordinating"


class Decision(StrEnum):
    CONFIRMED = "confirmed"
    PARTLY = "partly"
    RETURNED = "returned"


class Cause(StrEnum):
    """Why work is held up: beyond the agency's control, or not."""

    OBJECTIVE = "objective"
    SUBJECTIVE = "subjective"


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
    CHILD_CHANGED = "child_changed"
    CITED = "cited"
    LEADS_SET = "leads_set"
    CONTRIBUTED = "contributed"
    CONSENTED = "consented"
    OBJECTED = "objected"
    DIRECTED = "directed"
    ANSWERED = "answered"
    ASKED_AGAIN = "asked_again"
    DIRECTION_CLOSED = "direction_closed"
    URGED = "urged"
    UNDONE = "undone"


BY_LEAD = frozenset(
    {
        EventKind.STARTED,
        EventKind.PROGRESS,
        EventKind.SUBMITTED,
        EventKind.ACCEPTED,
        EventKind.HANDED_BACK,
        EventKind.PREPARED,
        EventKind.SENT_BACK,
        EventKind.SUPPLEMENTED,
        EventKind.EXTENSION_ASKED,
        EventKind.EXTENSION_CANCELLED,
        EventKind.DELEGATED,
        EventKind.CHILD_CHANGED,
        EventKind.ANSWERED,
    }
)
"""Acts of the agency that leads."""
BY_COORDINATOR = frozenset({EventKind.CONTRIBUTED, EventKind.CONSENTED, EventKind.OBJECTED})
"""Acts of an agency that helps; all others are those of who decides."""
