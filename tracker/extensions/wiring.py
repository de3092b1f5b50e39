"""Joins requests to what else happens to an assignment: nobody decides on a day that no longer matters."""

from typing import Any

from sqlalchemy.orm import Session

from tracker.extensions import panels, queries, service, words
from tracker.extensions.rules import bar_to_moving
from tracker.tasks import signals
from tracker.tasks.kinds import EventKind
from tracker.tasks.models import Assignment, TaskEvent


def connect() -> None:
    signals.recorded.connect(_recorded)
    panels.connect()


def _recorded(session: Session, *, event: TaskEvent, assignment: Assignment, **_more: Any) -> None:
    """A request is settled by the end of its assignment, and by another day that somebody else set."""
    if assignment.extension_asked_on is None:
        return
    if event.kind is not EventKind.RESCHEDULED and bar_to_moving(assignment.status, assignment.due_on) is None:
        return
    extension = queries.waiting_on(session, assignment.id)
    if extension is not None:
        service.cancel(extension, actor=None, now=event.at, note=words.NOT_NEEDED)
