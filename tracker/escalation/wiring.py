"""Joins the ladder to what happens to tasks and to the delivery of its mails."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from tracker.escalation import service
from tracker.notifications import recheck
from tracker.notifications.models import Notification, NotificationItem
from tracker.reminders import checks
from tracker.reminders.queries import Duty
from tracker.sentences import kept
from tracker.tasks import signals
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import Assignment, TaskEvent

NOT_OVERDUE = kept("Nhiệm vụ không còn quá hạn.")
ENDS = frozenset(
    {
        EventKind.SUBMITTED,
        EventKind.CONFIRMED,
        EventKind.WITHDRAWN,
        EventKind.RESCHEDULED,
        EventKind.EXTENSION_GRANTED,
    }
)
"""A new day begins a ladder of its own."""


def connect() -> None:
    signals.recorded.connect(_recorded)
    recheck.register(service.KIND, _outdated)


def _recorded(session: Session, *, event: TaskEvent, assignment: Assignment, **_more: Any) -> None:
    if event.kind in ENDS:
        service.close(session, assignment.id, event.at)
    elif event.kind is EventKind.RETURNED:
        service.reopen(session, assignment.id)


def _outdated(
    session: Session, mail: Notification, items: Sequence[NotificationItem], now: datetime
) -> dict[int, str]:
    return checks.outdated(session, mail, items, now, _reason)


def _reason(item: NotificationItem, duty: Duty, day: date) -> str:
    words = checks.ended(duty) or checks.moved(item, duty)
    if words:
        return words
    same = duty.deadline_version == item.context["version"] and duty.due_on is not None and duty.due_on < day
    return "" if same else NOT_OVERDUE
